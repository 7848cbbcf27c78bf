// SPDX-License-Identifier: Apache-2.0
// An incident is printed black on white, whole, without the bar and the buttons, whatever the theme of the screen.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "./browser.mjs";
import { change } from "./calls.mjs";
import { anIncident, openPage, somebody } from "./desk.mjs";
import { root } from "./server.mjs";

export default async function an_incident_on_paper(world) {
  const { page } = await somebody(world, "call_handler", { colorScheme: "dark" });
  const { id, reference } = await anIncident(page);
  await change(page, `/incidents/${id}/lines`, { text: "One has left towards the river." });
  await openPage(page, `/incidents/${id}/print`, ".paper td");
  await page.getByText("One has left towards the river.").waitFor();
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(() => {
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    const { backgroundColor, color } = style(".paper");
    return { backgroundColor, color, bar: style(".bar").display, buttons: style(".paper .actions").display };
  });
  const blackOnWhite = seen.backgroundColor === "rgb(255, 255, 255)" && seen.color === "rgb(0, 0, 0)";
  expect(blackOnWhite, `Printed ${JSON.stringify(seen)}.`);
  expect(seen.bar === "none" && seen.buttons === "none", `What is not for paper is printed: ${JSON.stringify(seen)}.`);
  const words = await page.locator(".paper").innerText();
  for (const part of [reference, "Two men fighting", "Questions and answers", "Printed by Call handler"]) {
    expect(words.includes(part), `The paper lacks "${part}".`);
  }
  mkdirSync(join(root, "build/screens"), { recursive: true });
  await page.pdf({ path: join(root, "build/screens/incident-print.pdf"), format: "A4" });
}
