// SPDX-License-Identifier: Apache-2.0
// Nobody speaks, or nobody is there any more: a number at high risk is sent to at once (complaint 35), another is asked
// by tap, and a call that was lost stays in the queue until somebody has decided about it.
import { eventually, expect, expectNone } from "./browser.mjs";
import { nora, read, repeatCaller } from "./calls.mjs";
import { somebody } from "./desk.mjs";

const atRisk = "07700 900200";
const unknown = "07700 900201";
const gone = "07700 900202";

async function blurred(page, letter) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press(letter);
}

/** A call without words, begun by keyboard: the number, how it came, and the button that begins it. */
async function begin(page, number, presented) {
  await blurred(page, "n");
  await page.locator("#place:focus").waitFor();
  await blurred(page, "m");
  await page.keyboard.type(number);
  await page.getByLabel("How it came").focus();
  await page.keyboard.type(presented);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
}

async function complaint_35_sent_at_once(page, watching) {
  await begin(page, atRisk, "Silent, put");
  await page.getByRole("heading", { name: /^Help is sent/ }).waitFor();
  const because = page.getByText("Silent 999 call from a number with the marker High risk of domestic abuse.");
  await because.first().waitFor();
  const row = watching.getByRole("row").filter({ hasText: "Silent 999 call from a number with the marker" });
  await row.waitFor();
  expect((await row.innerText()).includes("Immediate"), `On the board it is ${await row.innerText()}.`);
  await page.reload();
  await because.first().waitFor();
}

async function askedByTap(page, watching) {
  await begin(page, unknown, "Silent, 55");
  await page.getByText("Pressing 55 gives no location").waitFor();
  await page.getByRole("heading", { name: "Tap once if you need help" }).waitFor();
  await page.keyboard.press("1");
  await page.getByText("The silent caller asks for help").waitFor();
  await page.getByRole("heading", { name: "Is somebody there who may hurt you?" }).waitFor();
  await page.getByRole("button", { name: /^No answer/ }).click(); // a tap, on a phone
  await page.getByRole("heading", { name: /sound of a fight/ }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: /sound of a fight/ }).waitFor();
  await blurred(page, "s");
  await page.getByRole("heading", { name: /^Help is sent/ }).waitFor();
  const row = watching.getByRole("row").filter({ hasText: "Silent call: nobody speaks" });
  await row.waitFor();
  expect((await row.innerText()).includes("Immediate"), `On the board it is ${await row.innerText()}.`);
}

async function rungBackAndDecided(page) {
  await begin(page, gone, "Abandoned");
  const call = page.locator(".abandoned", { hasText: gone });
  await call.waitFor();
  await call.getByText("Waiting").waitFor();
  const clock = () => call.locator(".abandoned__waiting strong").innerText();
  const first = await clock();
  await eventually(async () => (await clock()) !== first, "the clock counts");
  await call.getByRole("link").first().focus();
  await page.keyboard.press("2");
  await call.getByText("No answer,").waitFor();
  await page.keyboard.press("1");
  await call.getByText("Reached,").waitFor();
  await page.keyboard.press("d");
  const form = page.getByRole("form", { name: /^Decide about/ });
  await form.waitFor();
  await page.keyboard.press("Control+Enter");
  await form.getByRole("link", { name: "Enter why you decide so" }).waitFor();
  await form.getByLabel("Why").fill("A child played with the phone; the mother was spoken to.");
  await page.keyboard.press("Control+Enter");
  await call.waitFor({ state: "detached" });
}

export default async function a_silent_call(world) {
  const roles = ["call_handler", "dispatcher", "supervisor"];
  const [handler, dispatcher, office] = await Promise.all(roles.map((role) => somebody(world, role)));
  await repeatCaller(handler.page, office.page, atRisk, nora);
  await dispatcher.page.getByText("Live", { exact: true }).waitFor();
  const before = (await read(office.page, "/figures/typed-twice")).count;
  await complaint_35_sent_at_once(handler.page, dispatcher.page);
  await askedByTap(handler.page, dispatcher.page);
  await rungBackAndDecided(handler.page);
  const after = (await read(office.page, "/figures/typed-twice")).count;
  expect(after === before, `${after - before} fields were typed twice.`);
  expectNone([...handler.complaints, ...dispatcher.complaints], "The pages complain");
}
