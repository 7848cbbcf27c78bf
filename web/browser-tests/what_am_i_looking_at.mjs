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

/** How much of what is seen of the part the window lies on, in hundred; every step of the tour. */
async function coveredIn(page) {
  await page.locator("h1").first().focus();
  await page.keyboard.press("F1");
  const covered = [];
  for (;;) {
    await page.keyboard.press("ArrowRight");
    const step = await page.evaluate(() => {
      const box = (at) => document.querySelector(at)?.getBoundingClientRect();
      const [tour, part] = [box(".tour"), box(".tour__frame")];
      const shared = (one, other) => (
        Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left)) *
        Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top))
      );
      const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
      const [, now, of] = /Part (\d+) of (\d+)/.exec(document.querySelector(".tour__count").textContent);
      const seen = part ? shared(part, screen) : 0;
      const inside = tour.top >= 0 && tour.bottom <= innerHeight && tour.left >= 0 && tour.right <= innerWidth;
      return {
        title: document.querySelector(".tour h2").textContent, last: now === of, inside,
        covered: seen === 0 ? 100 : Math.round((100 * shared(tour, part)) / seen),
      };
    });
    covered.push(step);
    if (step.last) break;
  }
  await page.keyboard.press("Escape");
  await page.locator(".tour").waitFor({ state: "detached" });
  return covered;
}

/** The window hides at most a tenth of what it speaks of. */
export async function the_tour_hides_nothing(world) {
  const wrong = [];
  for (const [width, height] of [[1366, 768], [390, 844]]) {
    const { page, context } = await somebody(world, "supervisor", { viewport: { width, height } });
    const { sent } = await someCalls(page);
    for (const [at, shown] of [["/policy", "#versions"], [`/calls/${sent}`, "#nearby"]]) {
      await page.goto(at);
      await page.locator(shown).first().waitFor();
      const steps = await coveredIn(page);
      world.note(`${at} ${width}: ${steps.map(({ title, covered }) => `${title} ${covered}`).join(", ")}`);
      wrong.push(...steps.filter(({ covered, inside }) => covered > 10 || !inside).map((step) => (
        `${at} at ${width} x ${height}: ${JSON.stringify(step)}`
      )));
    }
    await context.close();
  }
  expect(wrong.length === 0, wrong.join("\n"));
}

/** Beside the tour letters are no keys of the page; Escape ends it from any field; a locked screen needs no closing. */
export async function keys_beside_the_tour(world) {
  const { page, context } = await somebody(world, "call_handler");
  const { sent } = await someCalls(page);
  await page.goto(`/calls/${sent}`);
  await page.locator("#line").waitFor();
  await page.locator("h1").first().focus();
  await page.keyboard.press("F1");
  await page.locator(".tour").waitFor();
  for (const key of ["e", "p", "h", "k", "n"]) await page.keyboard.press(key);
  expect((await page.locator(".call__doing").count()) === 0, "A letter pressed in the tour acts on the call.");
  expect(page.url().endsWith(sent), "A letter pressed in the tour leaves the page.");
  await page.locator("#line").fill("");
  await page.locator("#line").pressSequentially("hep");
  expect((await page.locator("#line").inputValue()) === "hep", "Beside the tour nothing can be typed.");
  await page.keyboard.press("F1");
  expect(await focusIn(page, ".tour"), "F1 does not lead back to the tour.");
  await page.locator("#line").focus();
  await page.keyboard.press("Escape");
  await page.locator(".tour").waitFor({ state: "detached" });
  await page.locator("h1").first().focus();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await page.keyboard.press("Control+Alt+l");
  await page.getByRole("heading", { name: "Locked" }).waitFor();
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
