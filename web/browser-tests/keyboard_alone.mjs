// SPDX-License-Identifier: Apache-2.0
// A whole piece of work without the pointer: sign in, open, write a line, go back, find, open again, lock.
import { expect, openContext } from "./browser.mjs";

async function signInByKeyboard(page, server) {
  const { username, password } = server.signIns.get("call_handler");
  await page.goto("/");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.keyboard.press("Tab"); // the theme, then the first field
  await page.keyboard.press("Tab");
  await page.keyboard.type(username);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Board" }).waitFor();
}

const focusedText = (page) => page.evaluate(() => document.activeElement?.textContent ?? "");

async function openAndWrite(page, summary) {
  await page.keyboard.press("n");
  await page.getByRole("heading", { name: "Take a call" }).waitFor();
  await page.keyboard.type("TQ 332 811");
  await page.getByRole("option", { name: /TQ 332 811/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByText("On the map: 51.5").waitFor();
  await page.keyboard.type(summary); // taking a suggestion went on to the reason
  await page.keyboard.press("Control+Enter");
  await page.locator(".callbar").getByRole("link", { name: /^Log \d+/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("i");
  await page.getByRole("heading", { level: 1, name: /^Log \d+/ }).waitFor();
  await page.getByLabel("Add a line").waitFor();
  await page.keyboard.press("l");
  await page.keyboard.type("Gate found open, nobody there.");
  await page.keyboard.press("Control+Enter");
  await page.locator(".log").getByText("Gate found open, nobody there.").waitFor();
}

async function findAndOpen(page, summary) {
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await page.getByRole("heading", { name: "Board" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type(summary);
  await page.keyboard.press("Escape");
  await page.getByRole("row").filter({ hasText: summary }).waitFor();
  await page.keyboard.press("j");
  expect(/^Log \d+/.test(await focusedText(page)), `j put the focus on "${await focusedText(page)}".`);
  await page.keyboard.press("Enter");
  await page.getByText(summary).first().waitFor();
}

export default async function keyboard_alone({ browser, server }) {
  const { context } = await openContext(browser, server);
  const page = await context.newPage();
  await signInByKeyboard(page, server);
  await page.reload();
  await page.getByRole("heading", { name: "Board" }).waitFor();
  await page.keyboard.press("Tab");
  expect((await focusedText(page)).includes("Skip to main content"), "The first stop is not the skip link.");
  const summary = `Gate open ${Date.now()}`;
  await openAndWrite(page, summary);
  await findAndOpen(page, summary);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("Control+Alt+l");
  await page.getByRole("heading", { name: "Locked" }).waitFor();
  await context.close();
}
