// SPDX-License-Identifier: Apache-2.0
// A newcomer is offered one line, walks the tour of a page by keyboard, is offered nothing again; a call is never
// disturbed. The keyboard panel tells the keys of the page it is opened on. No key pressed at once after signing in is
// lost.
import { expect, makeUser, openContext, signInAs } from "./browser.mjs";
import { someCalls } from "./calls.mjs";
import { somebody } from "./desk.mjs";

const focusIn = (page, selector) => page.evaluate((at) => document.activeElement?.closest(at) !== null, selector);

async function newcomer(world) {
  const { page: admin, context } = await somebody(world, "administrator");
  const username = `newcomer-${Date.now()}`;
  const password = "a quiet corner of the house";
  await makeUser(admin, { username, display_name: "Newcomer", password, roles: ["call_handler"] });
  await context.close();
  return { username, password };
}

async function walksIt(page) {
  await page.getByRole("link", { name: /^Log / }).first().focus();
  await page.keyboard.press("F1");
  const tour = page.getByRole("dialog", { name: "What am I looking at?" });
  await tour.waitFor();
  expect(await focusIn(page, ".tour"), "The tour does not take the focus.");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("dialog", { name: "How much there is" }).waitFor();
  const [frame, counts] = await Promise.all([".tour__frame", ".counts"].map((at) => page.locator(at).boundingBox()));
  const around = frame.x <= counts.x && frame.y <= counts.y && frame.x + frame.width >= counts.x + counts.width;
  expect(around, "The frame does not stand around what is spoken of.");
  await page.keyboard.press("ArrowLeft");
  await tour.waitFor();
  for (let at = 0; at < 3; at += 1) await page.keyboard.press("Tab");
  expect(!(await focusIn(page, "dialog[open]")), "The tour holds the keyboard captive.");
  await page.keyboard.press("F1");
  await page.getByRole("heading", { name: "What am I looking at?" }).focus();
  await page.keyboard.press("Escape");
  await page.locator(".tour").waitFor({ state: "detached" });
}

export async function what_am_i_looking_at(world) {
  const who = await newcomer(world);
  const { context } = await openContext(world.browser, world.server);
  const page = await context.newPage();
  await signInAs(page, who);
  const offer = page.getByRole("complementary", { name: "New here?" });
  await offer.waitFor();
  expect(!(await focusIn(page, ".offer")), "The offer takes the focus.");
  await page.goto("/calls/new");
  await page.locator("#place").waitFor();
  expect((await offer.count()) === 0, "Somebody who takes a call is offered a tour.");
  await page.goto("/");
  await page.locator(".table__body .row").first().waitFor();
  await offer.getByRole("button", { name: "Not now" }).click();
  await page.reload();
  await page.locator(".table__body .row").first().waitFor();
  expect((await offer.count()) === 0, "What was declined is offered again.");
  await walksIt(page);
  await context.close();
}

const keysOf = async (page) => {
  await page.locator("h1").focus();
  await page.keyboard.press("?");
  const panel = page.getByRole("dialog", { name: "Keyboard" });
  await panel.waitFor();
  const here = await panel.getByRole("region", { name: "On this page" }).locator("dt").allTextContents();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  return here;
};

/** Addresses, and some keys that work there. */
const told = [
  ["/", ".table__body .row", ["j, ↓", "k, ↑", "Enter", "t", "/"]],
  ["/calls/new", "#place", ["n", "Ctrl + Enter", "l", "q", "w", "d", "c", "m", "Esc"]],
  ["/calls?state=parked", ".calls", ["j, ↓, k, ↑", "t"]],
  ["/calls/abandoned", ".abandoned", ["1", "2", "3", "4", "d"]],
  ["/inbox", "#notices", ["s", "f"]],
  ["/crimes/new", "#place", ["Ctrl + Enter"]],
  ["/figures", ".reading", []],
];

export async function the_keys_of_the_page(world) {
  const { page, context } = await somebody(world, "supervisor");
  await someCalls(page);
  for (const [path, shown, keys] of told) {
    await page.goto(path);
    await page.locator(shown).first().waitFor();
    const here = await keysOf(page);
    const missing = keys.filter((key) => !here.includes(key));
    expect(missing.length === 0, `${path} does not tell of ${missing.join(" | ")}; it tells of ${here.join(" | ")}.`);
    expect(!here.includes("/") || path === "/", `${path} tells of the board's search.`);
  }
  await context.close();
}

/** Pressed in the very moment in which the page is there, before it was painted. */
export async function a_key_at_once_after_signing_in({ browser, server }) {
  const { context } = await openContext(browser, server);
  const page = await context.newPage();
  await page.goto("/");
  const { username, password } = server.signIns.get("call_handler");
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector("header .bar__menu")) return;
      observer.disconnect();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true, cancelable: true }));
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.keyboard.press("Enter");
  await page.locator("#place:focus").waitFor();
  await page.keyboard.type("Long Lane");
  expect((await page.locator("#place").inputValue()) === "Long Lane", "What was typed at once did not arrive.");
  await context.close();
}
