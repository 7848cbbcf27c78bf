// SPDX-License-Identifier: Apache-2.0
// An outcome without its evidence is refused at each field that lacks it; with it, another person finalises it.
import { expect } from "./browser.mjs";
import { change } from "./calls.mjs";
import { anIncident, openPage, pressAlone, somebody } from "./desk.mjs";

async function aRecordedCrime(page) {
  const { id: incident } = await anIncident(page, { summary: "Hit in the face outside the station" });
  const people = [{ role: "victim", said: { given_name: "Ruth", family_name: "Example" } }];
  const { crime } = await change(page, "/crimes", { incident, offence: "8N", people });
  expect(crime.status === "recorded", `The crime is ${crime.status}: ${JSON.stringify(crime.gaps)}`);
  return crime;
}

async function refused(page) {
  await pressAlone(page, "o");
  await page.locator("#outcome-type").selectOption("14");
  await page.getByRole("button", { name: "Propose the outcome" }).click();
  const field = page.locator(".govuk-form-group--error").filter({ hasText: "The victim" });
  await field.first().waitFor();
  const told = await page.locator(".govuk-error-message").allInnerTexts();
  const named = told.some((words) => words.includes("victim’s view"));
  expect(named, `The gap is not named at its field: ${told.join(" | ")}`);
}

async function proposed(page) {
  await page.locator("#evidence-victim_view").selectOption({ label: "Does not support it" });
  await page.getByLabel("Victim asked at").fill("2026-01-05T10:00");
  for (const label of ["The victim’s own reason", "Rationale"]) {
    await page.getByLabel(label).fill("She wants to move on and fears nothing.");
  }
  await page.getByRole("button", { name: "Propose the outcome" }).click();
  await page.getByText(/^Proposed: outcome 14/).waitFor();
  await page.getByText("Somebody else finalises what you proposed.").waitFor();
}

export default async function an_outcome_without_evidence(world) {
  const { page } = await somebody(world, "call_handler");
  const { id } = await aRecordedCrime(page);
  await openPage(page, `/crimes/${id}`, "#outcomes");
  await refused(page);
  await proposed(page);
  const other = await somebody(world, "supervisor");
  await openPage(other.page, `/crimes/${id}`, "#outcomes");
  await other.page.getByRole("button", { name: "Finalise outcome 14" }).click();
  await other.page.getByRole("button", { name: "Finalise the outcome" }).click();
  await other.page.getByText("Enter when the victim was told, or below why not").first().waitFor();
  await other.page.getByLabel("Or why not").fill("She asked not to be told");
  await other.page.getByRole("button", { name: "Finalise the outcome" }).click();
  await other.page.locator(".status--finalised").waitFor();
  await page.locator(".status--finalised").waitFor();
}
