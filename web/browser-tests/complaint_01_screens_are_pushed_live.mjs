// SPDX-License-Identifier: Apache-2.0
// "I have to press refresh to see new jobs." Two browsers: what is done in one is seen in the other without reload.
import { eventually, expect, openContext, signIn } from "./browser.mjs";

export default async function complaint_01_screens_are_pushed_live({ browser, server }) {
  const handler = await openContext(browser, server);
  const dispatcher = await openContext(browser, server);
  const typing = await handler.context.newPage();
  const watching = await dispatcher.context.newPage();
  await signIn(typing, server, "call_handler");
  await signIn(watching, server, "dispatcher");
  await watching.getByText("Live", { exact: true }).waitFor();
  let loads = 0;
  watching.on("load", () => (loads += 1));

  const summary = `Lorry across both lanes ${Date.now()}`;
  await typing.goto("/incidents/new");
  await typing.getByLabel("Place", { exact: true }).fill("North Circular, Brent Cross");
  await typing.getByLabel("What is happening").fill(summary);
  await typing.getByLabel("Immediate").check();
  await typing.getByRole("button", { name: "Open the incident" }).click();
  await typing.getByRole("heading", { level: 1, name: /^Log \d+/ }).waitFor();

  const row = watching.getByRole("row").filter({ hasText: summary });
  await row.waitFor();
  const owner = row.locator(".cell--owner");
  await eventually(async () => (await owner.innerText()).length > 1, "the owner's name in the row");
  const spoken = watching.getByRole("status").filter({ hasText: summary });
  expect((await spoken.count()) === 1, "The new incident was not said to screen readers.");

  await row.getByRole("link").click();
  await watching.getByRole("heading", { level: 1, name: /^Log \d+/ }).waitFor();
  await watching.getByText("Live", { exact: true }).waitFor();
  await typing.getByLabel("Add a line").fill("Driver is out of the cab and safe.");
  await typing.keyboard.press("Control+Enter");
  await watching.getByText("Driver is out of the cab and safe.").waitFor();
  expect((await watching.getByText("Driver is out of the cab and safe.").count()) === 1, "The line is there twice.");
  expect(loads === 0, "The watching browser loaded its page again.");
  await handler.context.close();
  await dispatcher.context.close();
}
