// SPDX-License-Identifier: Apache-2.0
// A notice appears on the addressee's screen without a reload and without taking the focus, is read out, counted in the
// menu, and seen by one key in the inbox; nobody else is told.
import { eventually, expect } from "./browser.mjs";
import { read } from "./calls.mjs";
import { anIncident, openPage, somebody } from "./desk.mjs";

/** The menu counts what the server counts, which goes on telling the supervisor of other records meanwhile. */
const countIsTrue = (page) =>
  eventually(async () => {
    const shown = Number(await page.locator(".bar__list .unseen [aria-hidden]").first().innerText());
    return shown === (await read(page, "/inbox?limit=1")).unseen;
  }, "the menu counts the unseen notices");

export default async function an_alert_arrives(world) {
  const { page } = await somebody(world, "supervisor");
  await page.getByText("Live", { exact: true }).waitFor();
  await page.locator(".bar__list .unseen").waitFor();
  await countIsTrue(page);
  let loads = 0;
  page.on("load", () => (loads += 1));
  await page.keyboard.press("/");
  await page.keyboard.type("half a wor");
  const handler = await somebody(world, "call_handler");
  const { reference } = await anIncident(handler.page);
  const alert = page.locator(".alerts li").filter({ hasText: reference });
  await alert.waitFor();
  await page.keyboard.type("d");
  const typed = await page.getByRole("searchbox").inputValue();
  expect(typed === "half a word", `The alert took the focus: "${typed}".`);
  expect((await page.locator(".alerts ul").getAttribute("aria-live")) === "polite", "The alert is not read out.");
  await countIsTrue(page);
  expect((await handler.page.locator(".alerts li").count()) === 0, "It was shown to somebody else.");
  expect(loads === 0, "The page was loaded again.");
  await openPage(page, "/inbox", ".notice");
  await page.locator(".notice").filter({ hasText: reference }).first().focus();
  await page.keyboard.press("s");
  await page.locator(".notice--seen").filter({ hasText: reference }).waitFor();
  await countIsTrue(page);
  const onARow = await page.evaluate(() => document.activeElement?.matches(".notice") ?? false);
  expect(onARow, "After one notice the next is not there for the next key.");
  await page.locator(".notice--seen").filter({ hasText: reference }).getByText(/^Seen by Supervisor/).waitFor();
}
