// SPDX-License-Identifier: Apache-2.0
// Every list with no row, and with five thousand: an empty one says why it is empty or what to do, a long one stays
// quick and keeps most of its rows out of the document.
import { eventually, expect, expectNone } from "./browser.mjs";
import { somebody } from "./desk.mjs";
import { hardRecords } from "./hard_names.mjs";

const many = 5000;

/** Page, who looks, what is asked of the server, one row on the page; the most the server gives, if it is not 500. */
const lists = [
  ["/", "supervisor", /\/api\/v1\/incidents\?/, ".table__body .row"],
  ["/calls?state=ended", "supervisor", /\/api\/v1\/contacts\?/, ".calls tbody tr"],
  ["/calls", "supervisor", /\/api\/v1\/contacts\?/, ".calls tbody tr"],
  ["/calls/abandoned", "supervisor", /\/api\/v1\/contacts\/abandoned\?/, ".abandoned", 50],
  ["/inbox", "supervisor", /\/api\/v1\/inbox\?/, "[aria-labelledby=notices] .notice"],
  ["/inbox", "supervisor", /\/api\/v1\/tasks\?/, "[aria-labelledby=tasks] .notice"],
  ["/deadlines?list=week", "supervisor", /\/api\/v1\/deadlines\?/, ".data tbody tr"],
  ["/crimes", "supervisor", /\/api\/v1\/crimes\?/, ".data tbody tr"],
  ["/map", "supervisor", /\/api\/v1\/incidents\?/, ".maplist li"],
  ["/people/review", "registrar", /\/api\/v1\/people\/review\?/, ".data tbody tr"],
  ["/users", "administrator", /\/api\/v1\/accounts\?/, ".data tbody tr"],
];

/** For a list that is empty until a deadline raises something. */
const aTask = {
  kind: "sample", title: "Ring her sister", owner: "person:1", owner_name: "Supervisor", raised_by: "Bluelamp",
  raised_at: "2026-01-05T10:00:00Z", about: { kind: "incident", id: "i1", reference: "Log 1" }, visibility: 0,
  version: 1,
};

/** One real row, as often as asked for, page by page. */
function answering(count, pattern, rest, most = 500) {
  return (route) => {
    const query = new URL(route.request().url()).searchParams;
    const from = Number(/\d+$/.exec(query.get("after") ?? "0")?.[0] ?? 0);
    const wanted = Number(query.get("limit") ?? 50);
    if (!(wanted >= 1 && wanted <= most)) {
      const refusal = { status: 422, code: "invalid", field: "limit", detail: `Give 1 to ${most}.` };
      return route.fulfill({ status: 422, contentType: "application/problem+json", json: refusal });
    }
    const limit = Math.min(wanted, count - from);
    const items = Array.from({ length: limit }, (_, at) => numbered(pattern, from + at + 1));
    return route.fulfill({ json: { ...rest, items, next: from + limit < count ? String(from + limit) : null } });
  };
}

function numbered(pattern, number) {
  const call = pattern.contact;
  // An abandoned call is a contact with what is known of it; everything else has its own id.
  if (pattern.id === undefined && call) return { ...pattern, contact: { ...call, id: `c${number}` } };
  return { ...pattern, id: `i${number}`, username: `user-${number}` };
}

/** What the server answers to the page's own first question of that kind. */
async function firstAnswer(page, address, asked) {
  const answer = page.waitForResponse((response) => asked.test(response.url()) && response.ok());
  await page.goto(address);
  // Asked again: the browser may have dropped the body when the page asked for more.
  const { items, ...rest } = await (await page.request.get((await answer).url())).json();
  return { pattern: items[0] ?? (asked.source.includes("tasks") ? aTask : undefined), rest };
}

async function emptyOne(page, [address, , asked, row], wrong) {
  await page.route(asked, answering(0, {}, { unseen: 0 }));
  await page.goto(address);
  const words = page.locator("main .calm").first();
  await words.waitFor();
  const said = await words.textContent();
  if (said.length < 15) wrong.push(`${address}: empty, it says only "${said}"`);
  if ((await page.locator(row).count()) > 0) wrong.push(`${address}: rows although there are none`);
  await page.unroute(asked);
}

async function longOne(page, one, wrong, note) {
  const [address, , asked, row, most] = one;
  const { pattern, rest } = await firstAnswer(page, address, asked);
  if (pattern === undefined) return wrong.push(`${address}: there is no row to multiply`);
  await page.route(asked, answering(many, pattern, rest, most));
  const started = Date.now();
  await page.goto(address);
  await page.locator(row).nth(1).waitFor();
  const took = Date.now() - started;
  const rows = await page.locator(row).count();
  const pressed = Date.now();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  const answered = Date.now() - pressed;
  await page.keyboard.press("Escape");
  note(`${address}: ${rows} rows in the document, there after ${took} ms, a key answered after ${answered} ms`);
  if (rows > 600) wrong.push(`${address}: ${rows} rows in the document`);
  await asksForMore(page, address, row, wrong);
  await page.unroute(asked);
}

/** Lists that keep all rows at hand draw only those in sight; all others come to row 201 and past row 501. */
async function asksForMore(page, address, row, wrong) {
  const rows = page.locator(row);
  if (["/", "/map"].includes(address)) return;
  const more = rows.first().locator("xpath=ancestor-or-self::*[following-sibling::p[@class='first']][1]")
    .locator("xpath=following-sibling::p[@class='first']").getByRole("button", { name: /^Show/ });
  for (const wanted of [201, 501]) {
    for (let pressed = 0; (await rows.count()) < wanted && pressed < 12; pressed += 1) {
      const before = await rows.count();
      if ((await more.count()) === 0) return wrong.push(`${address}: after row ${before} there is no way to the next`);
      await more.click();
      await eventually(async () => (await rows.count()) > before, `${address}: rows after ${before}`);
    }
    if ((await rows.count()) < wanted) wrong.push(`${address}: row ${wanted} is never shown`);
  }
}

/** Records behind a figure: the page asks for some and offers more. */
async function records(page, note) {
  await page.goto("/figures?measure=published_crimes&by=type&from=2021-06&to=2021-09&only=burglary");
  const rows = page.locator("#records + .scroll tbody tr");
  await rows.first().waitFor();
  note(`/figures: ${await rows.count()} records in the document`);
  expect((await rows.count()) <= 500, "All records of a figure are in the document.");
}

export default async function no_row_and_five_thousand(world) {
  await hardRecords(world);
  const wrong = [];
  for (const role of ["supervisor", "registrar", "administrator"]) {
    const { page, context } = await somebody(world, role);
    for (const one of lists.filter(([, who]) => who === role)) {
      await emptyOne(page, one, wrong);
      await longOne(page, one, wrong, world.note);
    }
    if (role === "supervisor") await records(page, world.note);
    await context.close();
  }
  expectNone(wrong, "Not right");
}
