// SPDX-License-Identifier: Apache-2.0
// The pictures in the call handler's guide, made of the real thing. Everybody in them is invented.
import { eventually } from "./browser.mjs";
import { change, repeatCaller, ruth } from "./calls.mjs";
import { somebody } from "./desk.mjs";
import { keepPicture } from "./pictures.mjs";
import { aNewCall, heard, knownOnce, settled, typeAll } from "./recognised_at_the_call.mjs";

const phone = "07700 900140";

async function aCall(page) {
  await page.keyboard.press("n");
  await page.getByLabel("Number").fill(phone);
  await page.getByLabel("Place", { exact: true }).fill(ruth.address);
  await page.getByLabel("What is happening").fill("Her partner is breaking the door");
  await page.getByLabel("Type (optional)").fill("husb");
  await page.getByRole("option", { name: /Domestic abuse/ }).click();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  for (const line of ["He has a knife in his hand", "Children in the back room, door bolted", "Grey van outside"]) {
    await page.getByLabel("Line for the log").fill(line);
    await page.getByLabel("Line for the log").press("Enter");
    await page.locator(".log").getByText(line).waitFor();
  }
  await page.locator("[data-question]").first().waitFor();
  await page.locator("[data-question=abuser_there] button").first().click();
  await page.locator(".log").getByText("Is the abuser there, or on the way?").waitFor();
  await page.locator(".hit", { hasText: "Ruth Example, born" }).getByText("High risk:").waitFor();
  await page.getByText("Not yet saved").waitFor({ state: "detached" });
  await page.getByLabel("Line for the log").fill("She can reach the kitchen window");
  await page.locator("main").evaluate((main) => main.scrollTo(0, 0));
  await page.locator(".call__right").evaluate((column) => column.scrollTo(0, 0));
  await keepPicture(page, "take-a-call");
}

/** Misheard, by a nickname, from another telephone: recognised, with the reasons in numbers. */
async function aRecognisedCaller(page) {
  await aNewCall(page);
  await typeAll(page, heard);
  await page.locator(".hit", { hasText: "William Thistlewood, born" }).waitFor();
  await settled(page);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("w");
  await page.keyboard.press("r");
  await page.locator(".falls").waitFor();
  await keepPicture(page, "recognised", page.locator(".who__cut"));
}

async function aSilentCall(page) {
  const { contact } = await change(page, "/contacts", {
    channel: "emergency_999", presented: "pressed_55", phone: "07700 900141",
  });
  await page.goto(`/calls/${contact.id}/silent`);
  await page.getByRole("heading", { name: "Tap once if you need help" }).waitFor();
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("1");
  await page.getByRole("heading", { name: /who may hurt you/ }).waitFor();
  await page.getByText("The silent caller asks for help").waitFor();
  await keepPicture(page, "silent-call");
}

async function theQueue(page) {
  const lost = [["non_emergency_101", "dropped", phone, 14], ["emergency_999", "abandoned", "07700 900142", 6],
    ["emergency_999", "abandoned", undefined, 1]];
  for (const [channel, presented, number, minutes] of lost) {
    const received_at = new Date(Date.now() - minutes * 60_000).toISOString();
    await change(page, "/contacts", { channel, presented, received_at, ...(number ? { phone: number } : {}) });
  }
  await page.goto("/calls/abandoned");
  await page.locator(".abandoned").nth(2).waitFor();
  await page.locator(".abandoned").nth(1).getByRole("link").first().focus();
  await page.keyboard.press("2");
  await page.locator(".abandoned").nth(1).getByRole("heading", { name: "Rung back" }).waitFor();
  await eventually(async () => (await page.getByText(/^Loading /).count()) === 0, "the queue loaded");
  await keepPicture(page, "abandoned");
}

export default async function pictures_of_calls(world) {
  const options = { colorScheme: "light", reducedMotion: "reduce" };
  const { page } = await somebody(world, "call_handler", options);
  const office = await somebody(world, "supervisor");
  await repeatCaller(page, office.page, phone);
  await page.getByText("Live", { exact: true }).waitFor();
  await aCall(page);
  await knownOnce(page, office.page);
  await aRecognisedCaller(page);
  await aSilentCall(page);
  await theQueue(page);
}
