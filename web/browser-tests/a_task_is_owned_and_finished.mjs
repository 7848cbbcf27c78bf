// SPDX-License-Identifier: Apache-2.0
// An incident is taken from the board by one key; a clock that is stopped is named when closing; a declined attendance
// with somebody vulnerable raises a task, which is finished by key with what came of it.
import { eventually, expect } from "./browser.mjs";
import { anIncident, openPage, pressAlone, somebody } from "./desk.mjs";

async function take(page, summary) {
  await page.goto("/");
  await page.getByRole("searchbox").fill(summary);
  const row = page.getByRole("row").filter({ hasText: summary });
  await row.waitFor();
  await pressAlone(page, "j");
  await page.keyboard.press("t");
  await page.getByText(/ is yours\.$/).waitFor();
  await row.locator(".cell--owner").getByText("Supervisor").waitFor();
  await page.getByRole("searchbox").fill("");
}

async function pauseAndResume(page) {
  await page.getByRole("button", { name: "Pause" }).first().click();
  await page.getByLabel("Why, in words").fill("She asks for tomorrow at ten");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/^Paused, /).waitFor();
  await pressAlone(page, "e");
  await page.getByText(/A clock stands still; resume it first/).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByText(/^Paused, /).waitFor({ state: "detached" });
}

async function decline(page) {
  await pressAlone(page, "t");
  await page.getByLabel("No, nobody goes").check();
  await page.locator("#not-attended-reason").selectOption({ label: "the caller asks that nobody comes" });
  const wants = page.getByLabel("The caller wants nobody to come");
  expect(await wants.isChecked(), "The reason does not say that the caller declines.");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/^Nobody went: /).waitFor();
}

async function finish(page, reference) {
  await openPage(page, "/inbox", "#tasks");
  await page.getByRole("button", { name: "Everybody’s" }).click();
  const task = page.locator("#tasks ~ .notices .notice").filter({ hasText: reference }).first();
  await task.waitFor();
  await task.focus();
  await page.keyboard.press("f");
  await page.keyboard.type("Rang her sister: she is safe there tonight.");
  await page.keyboard.press("Control+Enter");
  await eventually(async () => (await page.getByLabel("What came of it").count()) === 0, "the task is finished");
}

export default async function a_task_is_owned_and_finished(world) {
  const { page } = await somebody(world, "supervisor");
  const summary = `Crying and shouting next door ${Date.now()}`;
  const { id, reference } = await anIncident(page, { summary, type: "domestic_abuse" });
  await take(page, summary);
  await openPage(page, `/incidents/${id}`, "[data-question]");
  await pauseAndResume(page);
  await decline(page);
  await finish(page, reference);
}
