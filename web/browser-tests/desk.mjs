// SPDX-License-Identifier: Apache-2.0
// What tests about incidents, crimes and policy share: somebody at a screen, and an incident to work on.
import { openContext, signIn } from "./browser.mjs";
import { change } from "./calls.mjs";

/** Somebody signed in at a browser of their own. */
export async function somebody(world, role, options = {}) {
  const { context, complaints } = await openContext(world.browser, world.server, options);
  const page = await context.newPage();
  await signIn(page, world.server, role);
  return { page, context, complaints };
}

export function anIncident(page, changes = {}) {
  const place = { text: "Leadenhall Market", latitude: 51.5127, longitude: -0.0834 };
  const report = { summary: "Two men fighting", place, type: "violence_in_progress", ...changes };
  return change(page, "/incidents", report);
}

/** The page of an incident, with its questions there. */
export async function openPage(page, address, shown) {
  await page.goto(address);
  await page.locator(shown).first().waitFor();
}

/** A key pressed while nothing is being typed. */
export async function pressAlone(page, key) {
  await page.locator("h1").first().focus();
  await page.keyboard.press(key);
}
