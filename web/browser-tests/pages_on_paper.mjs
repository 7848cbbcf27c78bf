// SPDX-License-Identifier: Apache-2.0
// What a person prints: black on white, without bar and buttons, whole (nothing that would have to be scrolled), and no
// wider than the sheet. The sheets are kept for people to look at.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expectNone, screens } from "./browser.mjs";
import { somebody } from "./desk.mjs";
import { hardRecords } from "./hard_names.mjs";
import { root } from "./server.mjs";
import { someIncidents } from "./some_incidents.mjs";

const onPaper = (page) => page.evaluate(() => {
  const seen = (element) => element.getClientRects().length > 0;
  const cut = [...document.querySelectorAll("main, main *")].filter((element) => {
    const style = getComputedStyle(element);
    const scrolls = /auto|scroll/.test(style.overflowY + style.overflowX);
    return seen(element) && scrolls && element.scrollHeight > element.clientHeight + 2;
  });
  return {
    buttons: [...document.querySelectorAll("button, .bar, .offer, .filters")].filter(seen).map((one) => one.className),
    cut: cut.map((one) => one.className || one.tagName),
    over: document.documentElement.scrollWidth - window.innerWidth,
    rows: document.querySelectorAll(".table__body .row").length,
    ink: getComputedStyle(document.body).color,
  };
});

export default async function pages_on_paper(world) {
  mkdirSync(join(root, "build/screens"), { recursive: true });
  const records = await hardRecords(world);
  const { page, context } = await somebody(world, "supervisor", { colorScheme: "dark", viewport: screens.laptop });
  await someIncidents(page, 60);
  const wrong = [];
  for (const [name, address, shown] of [
    ["board", "/", ".table__body .row"], ["incident", `/incidents/${records.incident}/print`, ".paper td"],
    ["incident-page", `/incidents/${records.incident}`, ".log .line"],
    ["crime", `/crimes/${records.crime}`, "#outcomes"],
    ["person", `/people/${records.person}`, "#markers"], ["figures", "/figures", ".reading"],
    ["late", "/deadlines?list=week", ".data"],
  ]) {
    await page.setViewportSize(screens.laptop);
    await page.emulateMedia({ media: "screen" });
    await page.goto(address);
    await page.locator(shown).first().waitFor();
    await page.waitForFunction(() => !/Loading /.test(document.querySelector("main").textContent));
    await page.setViewportSize({ width: 794, height: 1123 }); // a sheet of A4
    await page.emulateMedia({ media: "print" });
    if (name === "board") await page.locator(shown).nth(59).waitFor();
    await page.waitForTimeout(200);
    const { buttons, cut, over, rows, ink } = await onPaper(page);
    if (buttons.length > 0) wrong.push(`${name}: printed with ${[...new Set(buttons)].join(", ")}`);
    if (cut.length > 0) wrong.push(`${name}: not whole on paper: ${cut.join(", ")}`);
    if (over > 0) wrong.push(`${name}: ${over} px wider than the sheet`);
    if (name === "board" && rows < 60) wrong.push(`board: only ${rows} rows are printed`);
    if (ink !== "rgb(0, 0, 0)") wrong.push(`${name}: printed in ${ink}`);
    await page.screenshot({ path: join(root, `build/screens/paper-${name}.png`), fullPage: true });
  }
  await context.close();
  expectNone(wrong, "Not right on paper");
}
