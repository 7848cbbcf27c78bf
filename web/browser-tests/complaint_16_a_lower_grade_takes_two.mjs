// SPDX-License-Identifier: Apache-2.0
// A lower grade needs a fresh assessment, a reason and a second person at another screen; each sees it at once.
import { expect } from "./browser.mjs";
import { anIncident, openPage, pressAlone, somebody } from "./desk.mjs";

async function lower(page) {
  await pressAlone(page, "v");
  await page.getByLabel("Level", { exact: true }).selectOption({ label: "Routine" });
  await page.getByLabel("Why", { exact: true }).fill("They have left");
  await page.getByRole("button", { name: "Propose the lower grade" }).click();
}

async function assess(page) {
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Assess", exact: true }).click();
  await page.keyboard.press("0"); // threat
  await page.keyboard.press("1"); // harm
  await page.keyboard.press("Control+Enter");
  await page.getByText("Threat 0, none").waitFor();
}

export default async function complaint_16_a_lower_grade_takes_two(world) {
  const handler = await somebody(world, "call_handler");
  const { id } = await anIncident(handler.page);
  await openPage(handler.page, `/incidents/${id}`, "[data-question]");
  const supervisor = await somebody(world, "supervisor");
  await openPage(supervisor.page, `/incidents/${id}`, "[data-question]");
  await supervisor.page.getByText("Also on this log: Call handler").waitFor();
  await lower(handler.page);
  await handler.page.getByText(/needs an assessment made since/).first().waitFor();
  await assess(handler.page);
  await lower(handler.page);
  await handler.page.getByText("Another person decides.").waitFor();
  const title = handler.page.locator(".incident__title .grade__title");
  expect((await title.innerText()) === "Immediate", "The grade was lowered by one person.");
  await supervisor.page.getByLabel("Why you approve or refuse it").fill("Officers confirm it");
  await supervisor.page.getByRole("button", { name: "Approve the lower grade" }).click();
  await handler.page.locator(".incident__title").getByText("Routine").waitFor();
  await handler.page.getByText(/^History of the grade/).click();
  await handler.page.getByText(/Approved by Supervisor.*: Officers confirm it/).waitFor();
}
