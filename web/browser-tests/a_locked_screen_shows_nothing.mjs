// SPDX-License-Identifier: Apache-2.0
// Locked: nothing of the record stays in the document, in any tab, and going back does not bring it back. Unlocked: the
// board is live again by itself.
import { expect, openContext, openIncident, seesNewIncidents, signIn } from "./browser.mjs";

const whole = (page) => page.evaluate(() => document.documentElement.outerHTML);

export default async function a_locked_screen_shows_nothing({ browser, server }) {
  const { context } = await openContext(browser, server);
  const page = await context.newPage();
  await signIn(page, server, "call_handler");
  const secret = `Witness at a new address ${Date.now()}`;
  const { id } = await openIncident(page, { summary: secret, place: { text: "unknown" } });
  const other = await context.newPage();
  await other.goto(`/incidents/${id}`);
  await other.getByText(secret).first().waitFor();
  await page.goto(`/incidents/${id}`);
  await page.getByRole("link", { name: "Board" }).click();
  await page.getByRole("row").filter({ hasText: secret }).waitFor();

  await page.getByRole("button", { name: "Lock" }).click();
  for (const tab of [page, other]) {
    await tab.getByRole("heading", { name: "Locked" }).waitFor();
    expect(!(await whole(tab)).includes(secret), "The record is still in the document.");
  }
  await page.goBack();
  await page.reload();
  await page.getByRole("heading", { name: "Locked" }).waitFor();
  const asked = await page.request.get(`/api/v1/incidents/${id}`);
  expect(asked.status() === 401, `The server answered ${asked.status()} while locked.`);

  await other.getByLabel("Password").fill("not the password");
  await other.getByRole("button", { name: "Unlock" }).click();
  await other.getByRole("alert").waitFor();
  await other.getByLabel("Password").fill(server.signIns.get("call_handler").password);
  await other.getByRole("button", { name: "Unlock" }).click();
  await other.getByText(secret).first().waitFor();
  await page.getByText(secret).first().waitFor();

  await page.goto("/");
  await page.getByRole("button", { name: "Lock" }).click();
  await page.getByRole("heading", { name: "Locked" }).waitFor();
  await page.getByLabel("Password").fill(server.signIns.get("call_handler").password);
  await page.getByRole("button", { name: "Unlock" }).click();
  await seesNewIncidents(page, { browser, server });
  await context.close();
}
