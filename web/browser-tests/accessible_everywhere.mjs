// SPDX-License-Identifier: Apache-2.0
// Pages in states of their own, on a wide desk and on a phone, dark and light: axe-core finds nothing, nothing hangs
// over the edge, the page complains of nothing and asks no other machine. Every page as it is: see every_page.mjs.
// The screens are kept for people to look at.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { eventually, expectNone, findings, openContext, screens, signIn } from "./browser.mjs";
import { root } from "./server.mjs";
import { someIncidents } from "./some_incidents.mjs";

const folder = join(root, "build/screens");

const burglaries = "/figures?measure=published_crimes&by=type&from=2021-06&to=2021-09&only=burglary";
const changeAnalyst = (page) => page.getByRole("button", { name: /^Change Analyst/ }).click();

/** Pages by the role that may see them all: name, address, what shows that it is there, what is opened on it. */
const pages = (incident) => ({
  supervisor: [
    ["board", "/", ".table__body .row"],
    ["incident", `/incidents/${incident}`, ".log .line"],
    ["figures-part", burglaries, "#records + .scroll"],
    ["map", "/map", ".mapping"],
    ["nothing-here", "/nowhere/at-all", "h1"],
  ],
  administrator: [
    ["change-user", "/users", "table", changeAnalyst],
  ],
});

export async function look(page, name, wrong) {
  await page.evaluate(() => document.fonts.ready);
  const problems = await findings(page);
  // The page scrolls inside <main>, so both are asked: neither may be wider than the screen.
  const over = await page.evaluate(() => {
    const [all, main] = [document.documentElement, document.querySelector("main")];
    return Math.max(all.scrollWidth - window.innerWidth, main.scrollWidth - main.clientWidth);
  });
  wrong.push(...problems.map((problem) => `${name}: ${problem}`));
  if (over > 0) wrong.push(`${name}: ${over} px over the right edge`);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

async function lookAs(role, { browser, server, incident, size, theme }, wrong) {
  const { context, complaints } = await openContext(browser, server, { viewport: screens[size], colorScheme: theme });
  const page = await context.newPage();
  const named = (name) => `${name}-${size}-${theme}`;
  await page.goto("/");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await look(page, named("sign-in"), wrong);
  await signIn(page, server, role);
  for (const [name, address, shown, open] of pages(incident)[role]) {
    await page.goto(address);
    await page.locator(shown).first().waitFor();
    await open?.(page);
    await eventually(async () => (await page.getByText(/^Loading /).count()) === 0, `${name} loaded`);
    if (name === "map" || name === "incident") await page.locator("canvas").waitFor();
    await look(page, named(name), wrong);
  }
  await page.goto("/");
  await page.getByRole("button", { name: "Lock" }).click();
  await page.getByRole("heading", { name: "Locked" }).waitFor();
  await look(page, named("locked"), wrong);
  wrong.push(...complaints.map((complaint) => `${size} ${theme}: ${complaint}`));
  await context.close();
}

async function accessible(size, { browser, server }) {
  mkdirSync(folder, { recursive: true });
  const { context } = await openContext(browser, server);
  const page = await context.newPage();
  await signIn(page, server, "call_handler");
  const [{ id }] = await someIncidents(page, 30);
  await context.close();
  const wrong = [];
  for (const theme of ["dark", "light"]) {
    const screen = { browser, server, incident: id, size, theme };
    for (const role of ["supervisor", "administrator"]) await lookAs(role, screen, wrong);
  }
  expectNone(wrong, "Not right");
}

export async function accessible_on_a_desk(world) {
  await accessible("desk", world);
}

export async function accessible_on_a_phone(world) {
  await accessible("phone", world);
}
