// SPDX-License-Identifier: Apache-2.0
// What is late, in words and colour; what falls due in the next day and week; everybody's or one's own.
import { expect } from "./browser.mjs";
import { anIncident, openPage, somebody } from "./desk.mjs";

export default async function late_and_coming_up(world) {
  const { page } = await somebody(world, "supervisor");
  const { reference } = await anIncident(page);
  await openPage(page, "/deadlines", "table tbody tr");
  const first = page.locator("tbody tr").first().locator(".due");
  expect(/^Late by \d+/.test(await first.innerText()), `The first of the late list says "${await first.innerText()}".`);
  expect((await first.getAttribute("class")).includes("late"), "What is late has no colour.");
  await page.getByRole("button", { name: "Next 24 hours" }).click();
  const row = page.getByRole("row").filter({ hasText: reference });
  await row.first().waitFor();
  expect(/min left|h \d+ min left/.test(await row.first().innerText()), "The row does not count.");
  await page.getByRole("button", { name: "Next 7 days" }).click();
  await row.first().waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Next 7 days", pressed: true }).waitFor();
  await page.getByRole("button", { name: "Mine and my team’s" }).click();
  await row.first().waitFor();
  await row.first().getByRole("link").click();
  await page.getByRole("heading", { level: 1, name: reference }).waitFor();
}
