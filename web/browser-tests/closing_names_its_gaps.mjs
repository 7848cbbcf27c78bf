// SPDX-License-Identifier: Apache-2.0
// Closing an incident names every gap at once, keeps what was typed over a reload, and closes when they are closed.
import { eventually, expect } from "./browser.mjs";
import { anIncident, openPage, pressAlone, somebody } from "./desk.mjs";

const note = "Both had gone when we came.";

async function refusedWithEveryGap(page) {
  await pressAlone(page, "e");
  await page.getByLabel("Note").fill(note);
  await page.keyboard.press("Control+Enter");
  const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
  await summary.waitFor();
  const words = await summary.innerText();
  const gaps = ["Choose how it ended", "These must be answered", "Say whether somebody attended", "Raise the crime"];
  for (const gap of gaps) expect(words.includes(gap), `The refusal does not say "${gap}": ${words}`);
}

async function nothingIsLost(page, id) {
  await openPage(page, `/incidents/${id}`, "[data-question]");
  await pressAlone(page, "e");
  expect((await page.getByLabel("Note").inputValue()) === note, "The note was lost by a reload.");
  await page.getByRole("button", { name: "Cancel" }).click();
}

/** Each must is answered by one key; the next one has the focus by itself. */
async function answer(page) {
  await pressAlone(page, "q");
  const musts = () => page.locator("[data-question] .mark--must").count();
  for (let left = await musts(); left > 0; left -= 1) {
    await page.keyboard.press("n");
    await eventually(async () => (await musts()) === left - 1, "a question was answered");
    await eventually(() => page.evaluate(() => document.activeElement?.closest("[data-question]") != null
      || document.activeElement?.id === "line-text"), "the cursor in the next question, or in the line after the last");
  }
}

async function attend(page) {
  await pressAlone(page, "t");
  await page.getByLabel("Yes, attended").check();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Arrived", { exact: false }).first().waitFor();
}

async function close(page) {
  await pressAlone(page, "e");
  await page.getByLabel("Result", { exact: true }).selectOption({ label: "Attended, nobody and nothing found" });
  await page.getByLabel("Why no crime").selectOption({ label: "No offence disclosed" });
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: /^Reopen/ }).waitFor();
}

export default async function closing_names_its_gaps(world) {
  const { page } = await somebody(world, "supervisor");
  const { id } = await anIncident(page);
  await openPage(page, `/incidents/${id}`, "[data-question]");
  await refusedWithEveryGap(page);
  await nothingIsLost(page, id);
  await answer(page);
  await attend(page);
  await close(page);
  await page.getByText(note).first().waitFor();
  await pressAlone(page, "e");
  await page.getByLabel("Why it is opened again").fill("They came back");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: /^Result and close/ }).waitFor();
}
