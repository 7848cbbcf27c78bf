// SPDX-License-Identifier: Apache-2.0
// A marker from the register: refused without its source, seen at the next call from the number, removed with a reason;
// and a link to a person that was wrong is undone.
import { expect } from "./browser.mjs";
import { repeatCaller } from "./calls.mjs";
import { somebody } from "./desk.mjs";

const phone = "07700 900250";
const said = {
  given_name: "Osric", family_name: "Sample", date_of_birth: "1961-02-14", address: "9 Carter Lane",
  postcode: "EC4V 5EA",
};

async function set(page, person) {
  await page.goto(`/people/${person}`);
  await page.getByRole("heading", { level: 1, name: /^Osric Sample/ }).waitFor();
  await page.getByRole("button", { name: "Set a marker" }).click();
  await page.getByLabel("It warns of").selectOption({ label: "Violent to police" });
  await page.getByLabel("What is to be known").fill("Threw a chair at officers in the custody suite.");
  await page.getByLabel("What is to be known").press("Control+Enter");
  await page.getByRole("link", { name: "Enter who says so" }).click();
  const kept = await page.getByLabel("What is to be known").inputValue();
  expect(kept.startsWith("Threw a chair"), "The refused form lost its words.");
  await page.getByLabel("Who says so").fill("PC Hill, custody record");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Source: PC Hill, custody record.").waitFor();
}

async function seenAtTheNextCall(page) {
  await page.keyboard.press("n");
  await page.locator("#place:focus").waitFor();
  await page.getByLabel("Number").fill(phone);
  const hit = page.locator(".hit", { hasText: "Osric Sample, born" });
  await hit.getByText("Warning:").waitFor();
  await hit.getByText("This number was used by").waitFor();
  expect((await page.getByText(/this is Osric/i).count()) === 0, "The page says who it is instead of who used it.");
}

async function confirmedAndUndone(page) {
  await page.getByLabel("Place", { exact: true }).fill("Carter Lane");
  await page.getByRole("heading", { level: 1, name: /^Call \d+/ }).waitFor();
  const hit = page.locator(".hit", { hasText: "Osric Sample, born" });
  await hit.getByLabel("What was answered").fill("14 February 1961");
  await hit.getByRole("button", { name: "Asked and answered" }).click();
  const mention = page.locator(".mention", { hasText: phone });
  await mention.getByText("Person confirmed.").waitFor();
  await mention.getByRole("button", { name: "Undo" }).click();
  await mention.getByLabel("Why it is somebody else").fill("His brother rang from his telephone");
  await page.keyboard.press("Enter");
  await mention.getByText("Person confirmed.").waitFor({ state: "detached" });
}

async function removed(page) {
  await page.locator(".mention", { hasText: "Violent to police" }).getByRole("button", { name: "Remove" }).click();
  await page.getByLabel("Why", { exact: true }).fill("It was another person of that name");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Violent to police").first().waitFor({ state: "detached" });
}

export default async function a_marker_is_set_and_removed(world) {
  const handler = (await somebody(world, "call_handler")).page;
  const supervisor = (await somebody(world, "supervisor")).page;
  const person = await repeatCaller(handler, supervisor, phone, said);
  await set(supervisor, person);
  await seenAtTheNextCall(handler);
  await confirmedAndUndone(handler);
  await removed(supervisor);
}
