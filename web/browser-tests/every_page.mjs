// SPDX-License-Identifier: Apache-2.0
// Every address of routes.tsx with records that are hard to show, dark and light, on a desk and on a phone: axe-core
// finds nothing, nothing hangs over the edge, the page can say what it is and points at its parts, and tells its keys.
// A page that is added to routes.tsx and not here fails.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { look } from "./accessible_everywhere.mjs";
import { eventually, expect, expectNone, screens } from "./browser.mjs";
import { somebody } from "./desk.mjs";
import { hardRecords } from "./hard_names.mjs";
import { root } from "./server.mjs";

/** By role: the address in routes.tsx, which record of the hard ones it is of, and what shows that it is there. */
export const everyPage = {
  supervisor: [
    ["/", "", ".table__body .row"], ["/calls/new", "", "#place"], ["/calls", "", ".calls"],
    ["/calls/abandoned", "", ".abandoned"], ["/calls/:id", "call", ".log .line"],
    ["/calls/:id/silent", "silent", ".linebox"], ["/people/:id", "person", "#markers"],
    ["/people/:id", "longPerson", "#markers"], ["/incidents/new", "", "#place"],
    ["/incidents/:id", "incident", ".log .line"], ["/incidents/:id", "longIncident", ".log .line"],
    ["/incidents/:id/print", "incident", ".paper td"], ["/inbox", "", "#notices"],
    ["/deadlines?list=week", "", ".scroll"], ["/crimes", "", "table"], ["/crimes/new", "", "#place"],
    ["/crimes/:id", "crime", "#outcomes"], ["/figures", "", ".reading"], ["/map", "", ".mapping"],
    ["/policy", "", "#levels"], ["/account", "", "#new-password"],
  ],
  inspector: [["/", "", ".reading"]], // who has no board begins elsewhere, and is told of that page
  registrar: [
    ["/people/review", "", ".scroll"], ["/people/review/:id", "pair", ".beside"],
    ["/people/quality", "", "#waiting"], ["/people/apart", "", "h1"],
  ],
  administrator: [
    ["/users", "", "table"], ["/users/new", "", "#roles"], ["/teams", "", ".cards"], ["/roles", "", "table"],
  ],
};

function everyRoute() {
  const source = readFileSync(join(root, "web/src/shell/routes.tsx"), "utf8");
  return [...source.matchAll(/path: "([^"]+)"/g)].map(([, path]) => path);
}

/** The tour of the page: each of its parts is pointed at. */
async function tour(page, name, wrong) {
  await page.keyboard.press("F1");
  const box = page.getByRole("dialog", { name: "What am I looking at?" });
  await box.waitFor();
  const count = Number(/^(\d+) part/.exec(await box.locator(".tour__count").textContent())?.[1]);
  if (!(count > 0)) wrong.push(`${name}: the tour has nothing to point at`);
  for (let at = 1; at <= count; at += 1) {
    await page.keyboard.press("ArrowRight");
    await page.getByText(`Part ${at} of ${count}`).waitFor();
    if ((await page.locator(".tour__frame").count()) !== 1) wrong.push(`${name}: part ${at} is not pointed at`);
  }
  await look(page, `${name}-tour`, wrong);
  await page.keyboard.press("Escape");
  await page.locator(".tour").waitFor({ state: "detached" });
}

async function visit(page, [path, record, shown], screen, wrong) {
  const { records, size, theme, tours } = screen;
  await page.goto(path.replace(":id", records[record]));
  await page.locator(shown).first().waitFor();
  await eventually(async () => (await page.getByText(/^Loading /).count()) === 0, `${path} loaded`);
  const name = `every${path.replace(/\W+/g, "-")}-${record}-${size}-${theme}`;
  await look(page, name, wrong);
  if (tours) await tour(page, name, wrong);
  await page.evaluate(() => sessionStorage.clear());
}

async function everyPageAt(world, screen) {
  mkdirSync(join(root, "build/screens"), { recursive: true });
  const records = await hardRecords(world);
  const wrong = [];
  for (const [role, pages] of Object.entries(everyPage)) {
    const options = { viewport: screens[screen.size], colorScheme: screen.theme };
    const { page, context, complaints } = await somebody(world, role, options);
    for (const one of pages) await visit(page, one, { ...screen, records }, wrong);
    wrong.push(...complaints);
    await context.close();
  }
  expectNone(wrong, "Not right");
}

export async function every_route_is_visited() {
  const visited = Object.values(everyPage).flat().map(([path]) => path.split("?")[0]);
  const routes = everyRoute();
  expect(routes.length > 20, `Only ${routes.length} routes were read from routes.tsx.`);
  expectNone(routes.filter((path) => !visited.includes(path)), "No accessibility test visits");
}

export async function every_page_on_a_laptop_in_light(world) {
  await everyPageAt(world, { size: "laptop", theme: "light", tours: true });
}

export async function every_page_on_a_laptop_in_dark(world) {
  await everyPageAt(world, { size: "laptop", theme: "dark", tours: false });
}

export async function every_page_on_a_phone_in_dark(world) {
  await everyPageAt(world, { size: "phone", theme: "dark", tours: true });
}

export async function every_page_on_a_phone_in_light(world) {
  await everyPageAt(world, { size: "phone", theme: "light", tours: false });
}
