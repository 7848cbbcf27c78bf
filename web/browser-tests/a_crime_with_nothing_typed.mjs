// SPDX-License-Identifier: Apache-2.0
// A crime is raised from its incident by two keys: place, words, times and owner come with it, nothing is typed twice,
// and what nobody knows yet is a gap that does not refuse the whole.
import { eventually, expect } from "./browser.mjs";
import { read } from "./calls.mjs";
import { anIncident, openPage, pressAlone, somebody } from "./desk.mjs";

const summary = "Punched in the face outside the station";

export default async function a_crime_with_nothing_typed(world) {
  const { page } = await somebody(world, "supervisor");
  const place = { text: "14 Long Lane", latitude: 51.5187, longitude: -0.0998 };
  const { id } = await anIncident(page, { summary, place });
  const before = await read(page, "/figures/typed-twice");
  await openPage(page, `/incidents/${id}`, "[data-question]");
  await pressAlone(page, "x");
  await page.getByRole("heading", { name: "Raise a crime" }).waitFor();
  await page.keyboard.press("Control+Enter");
  const link = page.getByRole("link", { name: /^Crime \d+/ });
  await link.click();
  await page.getByRole("heading", { level: 1, name: /^Crime \d+/ }).waitFor();
  for (const carried of [summary, "14 Long Lane"]) {
    expect((await page.getByText(carried).count()) > 0, `The crime does not carry "${carried}".`);
  }
  await page.getByText(/^Log \d+ of/).first().waitFor();
  const after = await read(page, "/figures/typed-twice");
  expect(after.count === before.count, `Typed twice went from ${before.count} to ${after.count}.`);
  await aDraftBecomesRecorded(page);
  await itIsGiven(page);
  await page.goto("/figures");
  await page.getByRole("heading", { name: "Typed twice" }).waitFor();
  const figures = () => page.locator(".live-figure__number").allInnerTexts();
  await eventually(async () => (await figures()).join() === "0,0", "owned by nobody and typed twice are 0");
}

/** An offence found by words as they are typed, and somebody whose crime it is. */
async function aDraftBecomesRecorded(page) {
  await page.locator(".status--draft").waitFor();
  await page.getByText("Choose what it was").waitFor();
  await pressAlone(page, "v");
  await page.getByRole("combobox", { name: "Offence" }).pressSequentially("assault inj");
  await page.getByRole("option", { name: /^8N Assault with injury/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("One crime for each victim").first().waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Say whose crime it is").waitFor();
  await page.getByRole("button", { name: "Link somebody" }).click();
  await page.getByLabel("Who", { exact: true }).selectOption({ label: "Somebody not named yet" });
  await page.getByLabel("Given name").fill("Ada");
  await page.getByLabel("Family name").fill("Example");
  await page.getByRole("button", { name: "Link", exact: true }).click();
  await page.locator(".status--recorded").waitFor();
}

/** To whoever answers for it from now on; the facts say so. */
async function itIsGiven(page) {
  await page.getByRole("button", { name: "Give to another owner" }).click();
  await page.getByLabel("To", { exact: true }).selectOption({ label: "Crime registrar" });
  await page.getByLabel("Why", { exact: true }).fill("Theirs to audit");
  await page.getByRole("button", { name: "Give", exact: true }).click();
  await page.locator(".facts").getByText("Crime registrar").waitFor();
}
