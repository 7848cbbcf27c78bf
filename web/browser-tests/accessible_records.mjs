// SPDX-License-Identifier: Apache-2.0
// Incidents, crimes, promises, inbox and policy with their forms open and refused, dark and light, on a desk and on a
// phone: axe-core finds nothing, nothing hangs over the edge. The screens are kept for people to look at.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { look } from "./accessible_everywhere.mjs";
import { eventually, expectNone, screens } from "./browser.mjs";
import { change } from "./calls.mjs";
import { anIncident, somebody } from "./desk.mjs";
import { root } from "./server.mjs";

const press = (name) => (page) => page.getByRole("button", { name }).first().click();

const refusedClose = async (page) => {
  await press(/^Result and close/)(page);
  await press("Close the incident")(page);
  await page.getByRole("alert").first().waitFor();
};

const refusedOutcome = async (page) => {
  await press(/^Propose an outcome/)(page);
  await page.locator("#outcome-type").selectOption("14");
  await press("Propose the outcome")(page);
  await page.getByRole("alert").first().waitFor();
};

const searching = async (page) => {
  await press(/^Classify/)(page);
  await page.getByRole("combobox", { name: "Offence" }).pressSequentially("burgl");
  await page.getByRole("option").first().waitFor();
};

const proposing = async (page) => {
  await press("Propose a new version")(page);
  await page.locator("#policy-text").fill("version = 1");
  await press("Check the file")(page);
  await page.getByRole("alert").first().waitFor();
};

const menu = async (page) => {
  const button = page.getByRole("button", { name: /^Menu/ });
  if (await button.isVisible()) await button.click();
};

/** Name, address, what shows that it is there, what is done on it. */
const pages = ({ incident, crime, draft }) => [
  ["incident-close", `/incidents/${incident}`, "[data-question]", refusedClose],
  ["incident-grade", `/incidents/${incident}`, "[data-question]", press(/^Change the grade/)],
  ["incident-assess", `/incidents/${incident}`, "[data-question]", press("Assess")],
  ["incident-attendance", `/incidents/${incident}`, "[data-question]", press(/^Attendance/)],
  ["incident-place", `/incidents/${incident}`, "[data-question]", press("Give a place")],
  ["incident-crime", `/incidents/${incident}`, "[data-question]", press(/^Raise a crime/)],
  ["crime-draft", `/crimes/${draft}`, "#outcomes", searching],
  ["crime-outcome", `/crimes/${crime}`, "#outcomes", refusedOutcome],
  ["crime-give", `/crimes/${crime}`, "#outcomes", press("Give to another owner")],
  ["inbox", "/inbox", ".notice", menu],
  ["policy-proposed", "/policy", "#versions", proposing],
];

/** Each page of the list as a supervisor sees it. */
export async function lookAt(world, { size, theme, list }, wrong) {
  const options = { viewport: screens[size], colorScheme: theme };
  const { page, context, complaints } = await somebody(world, "supervisor", options);
  for (const [name, address, shown, open] of list) {
    await page.goto(address);
    await page.locator(shown).first().waitFor();
    await open?.(page);
    await eventually(async () => (await page.getByText(/^Loading /).count()) === 0, `${name} loaded`);
    await look(page, `${name}-${size}-${theme}`, wrong);
    await page.evaluate(() => sessionStorage.clear()); // a draft of one page must not open on the next
  }
  wrong.push(...complaints.map((complaint) => `${size} ${theme}: ${complaint}`));
  await context.close();
}

async function someRecords(world) {
  const { page, context } = await somebody(world, "supervisor");
  const { id: incident } = await anIncident(page);
  const people = [{ role: "victim", said: { given_name: "Ruth", family_name: "Example" } }];
  const { crime } = await change(page, "/crimes", { incident, offence: "8N", people });
  const { crime: draft } = await change(page, "/crimes", { incident, offence: "8N" });
  await context.close();
  return { incident, crime: crime.id, draft: draft.id };
}

async function accessible(size, world) {
  mkdirSync(join(root, "build/screens"), { recursive: true });
  const records = await someRecords(world);
  const wrong = [];
  for (const theme of ["dark", "light"]) await lookAt(world, { size, theme, list: pages(records) }, wrong);
  expectNone(wrong, "Not right");
}

export async function accessible_records_on_a_desk(world) {
  await accessible("desk", world);
}

export async function accessible_records_on_a_phone(world) {
  await accessible("phone", world);
}
