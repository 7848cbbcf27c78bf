// SPDX-License-Identifier: Apache-2.0
// From the key that takes a call to the crime, without the pointer: help is on a second browser's board after three
// keystrokes, the caller is recognised by number, address and name, and nothing is typed twice.
import { eventually, expect, expectNone } from "./browser.mjs";
import { read, repeatCaller, ruth } from "./calls.mjs";
import { somebody } from "./desk.mjs";

const phone = "07700 900123";
const focused = (page) => page.evaluate(() => document.activeElement?.id ?? "");
const focusedText = (page) => page.evaluate(() => document.activeElement?.textContent ?? "");

async function focusIs(page, id) {
  await eventually(async () => (await focused(page)) === id, `the cursor in ${id}; it is in "${await focused(page)}"`);
}

/** Letters are keys where nothing is typed: out of whatever has the cursor. */
async function key(page, letter) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press(letter);
}

/** Tab after Tab to the control of that type whose label says so. */
async function tabTo(page, type, label) {
  for (let stops = 0; stops < 40; stops += 1) {
    const here = await page.evaluate((wanted) => {
      const at = document.activeElement;
      return at?.type === wanted ? at.closest("label")?.textContent ?? "" : "";
    }, type);
    if (here.includes(label)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to "${label}".`);
}

/** `n`, the place, Enter, the reason, Enter: on the other board without its being loaded again. */
async function inThreeKeystrokes(page, watching, reason) {
  await page.keyboard.press("n");
  await focusIs(page, "place");
  await page.keyboard.type(ruth.address);
  await page.keyboard.press("Enter");
  await focusIs(page, "reason");
  await page.keyboard.type(reason);
  const sentAt = Date.now();
  await page.keyboard.press("Enter");
  await focusIs(page, "line");
  await watching.getByRole("row").filter({ hasText: reason }).waitFor();
  const took = Date.now() - sentAt;
  await page.getByRole("heading", { level: 1, name: /^Call \d+/ }).waitFor();
  await page.locator(".callbar").getByRole("link", { name: /^Log \d+/ }).waitFor();
  return took;
}

/** Reading is an act: whom the page showed is told when the call ends. */
async function end(page) {
  await page.locator(".hit").first().waitFor();
  await key(page, "e");
  await focusIs(page, "end-because");
  const ending = page.waitForRequest(/\/end$/);
  await page.keyboard.press("Control+Enter");
  const { shown } = (await ending).postDataJSON();
  expect(shown?.length > 0, "The end of the call does not tell who was shown.");
  await page.locator(".callstate--ended").waitFor();
}

/** The type is found in the caller's words, before it is sent. */
async function sentWithType(page, reason) {
  await key(page, "n");
  await focusIs(page, "place");
  await page.keyboard.type(ruth.address);
  await page.keyboard.press("Enter");
  await focusIs(page, "reason");
  await page.keyboard.type(reason);
  await page.keyboard.press("Tab");
  await page.keyboard.type("husb");
  await page.getByRole("option", { name: /Domestic abuse/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await focusIs(page, "line");
}

async function say(page, line) {
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}

async function seenLive(page, watching, reason) {
  await watching.getByRole("row").filter({ hasText: reason }).getByRole("link").click();
  await watching.getByRole("heading", { level: 1, name: /^Log \d+/ }).waitFor();
  await say(page, "He has a knife");
  await watching.locator(".log").getByText("He has a knife").waitFor();
}

/** y and n answer, l goes back to the line in between, and the last answer does too. */
async function questionsWhileTheLogGrows(page, watching) {
  await page.locator("[data-question]").first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("y");
  await watching.locator(".log").getByText("Is the abuser there, or on the way?").waitFor();
  await eventually(async () => (await page.locator("[data-question=abuser_there]").count()) === 0, "the answer kept");
  await page.keyboard.press("l");
  await focusIs(page, "line");
  await say(page, "Children in the back room");
  await watching.locator(".log").getByText("Children in the back room").waitFor();
  await page.keyboard.press("Escape");
  const questions = () => page.locator("[data-question]").count();
  for (let left = await questions(); left > 0; left = await questions()) {
    await page.keyboard.press("n");
    await eventually(async () => (await questions()) < left, `fewer than ${left} questions`);
  }
  await focusIs(page, "line");
}

const known = (page) => page.locator(".hit", { hasText: "Ruth Example, born 3 May 1970" });

async function recognised(page) {
  await known(page).filter({ hasText: "This address was used by Ruth Example" }).waitFor();
  await key(page, "m");
  await page.keyboard.type(phone);
  await known(page).filter({ hasText: "This number was used by Ruth Example" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".mention", { hasText: phone }).waitFor();
  await key(page, "c");
  await page.keyboard.type("ruth");
  await page.keyboard.press("Tab");
  await page.keyboard.type("example");
  await known(page).filter({ hasText: "The name is the same" }).waitFor();
  await known(page).getByText("High risk:").waitFor();
  await known(page).getByText("Repeat:").waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".mention", { hasText: "ruth example" }).waitFor();
}

/** `w` goes to whom it may be; `y` says that the question was asked and answered. */
async function confirmed(page) {
  await key(page, "w");
  for (let down = 0; down < 10 && !(await focusedText(page)).includes("born 3 May 1970"); down += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await known(page).getByText("What is your date of birth?").waitFor();
  await page.keyboard.press("y");
  await known(page).getByText("Confirmed", { exact: true }).waitFor();
}

/** `a` assesses with one digit a row; `v` grades, and says beforehand that a lower grade takes a second person. */
async function assessed(page) {
  await key(page, "a");
  await page.getByRole("form", { name: "Assess" }).waitFor();
  for (const digit of "321032") await page.keyboard.press(digit);
  await page.keyboard.press("Control+Enter");
  await page.getByText("Threat 3, grave; harm 2, serious; risk 1, some; investigation 0, none").waitFor();
  await key(page, "v");
  await focusIs(page, "regrade-level");
  await page.keyboard.type("Sched");
  await page.getByText(/a second person must approve it/).waitFor();
  await page.getByRole("form", { name: "Change the grade" }).getByRole("button", { name: "Cancel" }).press("Enter");
}

/** `d` goes to what is nearby; `x` joins it, and takes it out again. */
async function joinedAndUnjoined(page, watching) {
  await key(page, "d");
  expect((await focusedText(page)).startsWith("Join"), `d led to "${await focusedText(page)}".`);
  await page.keyboard.press("x");
  await page.getByText("This log was joined to").waitFor();
  await watching.getByText("A duplicate.").waitFor();
  await key(page, "d");
  await page.keyboard.press("x");
  await page.getByText("This log was joined to").waitFor({ state: "hidden" });
  await watching.getByText("A duplicate.").waitFor({ state: "hidden" });
}

/** On the incident's page: somebody was there, a crime with nothing typed, the result. */
async function resulted(page) {
  await key(page, "i");
  await page.getByRole("heading", { level: 1, name: /^Log \d+/ }).waitFor();
  await page.getByText("Loading").first().waitFor({ state: "detached" });
  await key(page, "t");
  await page.getByLabel("Yes, attended").waitFor();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("form", { name: "Attendance" }).waitFor({ state: "detached" });
  await key(page, "x");
  await focusIs(page, "raise-offence");
  await page.keyboard.type("8N");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await tabTo(page, "checkbox", "ruth example");
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("form", { name: "Raise a crime" }).waitFor({ state: "detached" });
  await page.locator("a[href^='/crimes/']").first().waitFor();
  await key(page, "e");
  await focusIs(page, "close-result");
  await page.keyboard.type("Attended, crime");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("form", { name: "Result and close" }).waitFor({ state: "detached" });
}

export default async function a_call_by_keyboard_alone(world) {
  const roles = ["call_handler", "dispatcher", "supervisor"];
  const [handler, dispatcher, office] = await Promise.all(roles.map((role) => somebody(world, role)));
  const { page } = handler;
  const watching = dispatcher.page;
  await repeatCaller(page, office.page, phone);
  await watching.getByText("Live", { exact: true }).waitFor();
  let loads = 0;
  watching.on("load", () => (loads += 1));
  const twice = async () => (await read(office.page, "/figures/typed-twice")).count;
  const before = await twice();

  const stamp = Date.now();
  const first = await inThreeKeystrokes(page, watching, `Screaming from flat 2 ${stamp}`);
  world.note(`on the other board ${first} ms after the key that sends`);
  await end(page);
  const reason = `He is breaking the door ${stamp}`;
  await sentWithType(page, reason);
  await seenLive(page, watching, reason);
  await questionsWhileTheLogGrows(page, watching);
  await recognised(page);
  await confirmed(page);
  await assessed(page);
  await joinedAndUnjoined(page, watching);
  await resulted(page);
  const after = await twice();
  expect(after === before, `${after - before} fields were typed twice.`);
  expect(loads === 0, "The watching browser loaded its page again.");
  expectNone([...handler.complaints, ...dispatcher.complaints], "The pages complain");
}
