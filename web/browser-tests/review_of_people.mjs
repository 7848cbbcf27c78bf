// SPDX-License-Identifier: Apache-2.0
// Two records that may be one person: compared, decided with the keyboard alone, read as one, and split again; the
// pages hang over no edge and axe-core finds nothing, on a desk and on a phone, dark and light.
import { eventually, expect, expectNone, screens } from "./browser.mjs";
import { look } from "./accessible_everywhere.mjs";
import { change, read } from "./calls.mjs";
import { pressAlone, somebody } from "./desk.mjs";

const said = {
  given_name: "Oswin", family_name: "Hathersage", date_of_birth: "1971-04-09", address: "11 Cloth Fair",
  postcode: "EC1A 7JQ", phone: "07700 900612",
};
const misheard = { ...said, given_name: "Oswyn", family_name: "Hathersedge", phone: "07700 900613" };

async function onTheRegister(page, somebodySaid) {
  const { contact } = await change(page, "/contacts", {
    channel: "emergency_999", presented: "spoken", phone: somebodySaid.phone,
  });
  const mention = await change(page, `/contacts/${contact.id}/mentions`, { role: "victim", said: somebodySaid });
  const linked = await change(page, `/people/mentions/${mention.id}/confirm`, { reason: "New to the register" });
  return linked.person;
}

/** The pair of two records with such names, once it waits. */
export async function proposed(page, names) {
  let pair;
  await eventually(async () => {
    const { items } = await read(page, "/people/review?limit=500");
    pair = items.find(({ one, other }) => names.test(one.title) && names.test(other.title));
    return pair !== undefined;
  }, "the two records are proposed", 20_000);
  return pair;
}

async function openByKeys(page) {
  await page.goto("/people/review");
  const row = page.getByRole("row").filter({ hasText: "Hathersage" });
  await row.waitFor();
  await row.getByRole("link").focus();
  await page.keyboard.press("o");
  await page.getByRole("heading", { name: "What the model says" }).waitFor();
}

async function compared(page) {
  const birth = page.getByRole("row").filter({ hasText: "Date of birth" });
  await birth.getByText("Agrees").waitFor();
  const weights = await page.locator(".falls tbody td:nth-child(2)").allTextContents();
  const numbers = weights.map((text) => Number(text.replace("−", "-")));
  const together = numbers.pop();
  const sum = numbers.reduce((one, other) => one + other, 0);
  expect(Math.abs(sum - together) < 0.05 * weights.length, `The weights ${weights.join(" ")} do not add up.`);
}

async function accepted(page) {
  await pressAlone(page, "a");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("link", { name: "Enter a reason" }).waitFor();
  await page.getByLabel("What makes you sure that they are one").focus();
  await page.keyboard.type("One date of birth and one address; her spelling");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Decided: one person.").waitFor();
}

async function splitAgain(page, person) {
  await page.goto(`/people/${person}`);
  await page.getByRole("heading", { name: "Recorded also as" }).waitFor();
  await page.getByRole("link", { name: /^Oswyn Hathersedge/ }).waitFor();
  await page.getByRole("button", { name: "Split them again" }).click();
  await page.keyboard.type("Cousins, as it turned out");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: "Recorded also as" }).waitFor({ state: "detached" });
}

async function postponed(page) {
  await openByKeys(page);
  await pressAlone(page, "p");
  const nextYear = new Date().getFullYear() + 1;
  await page.getByLabel("Until").fill(`${nextYear}-01-15`);
  await page.getByLabel("What it waits for").fill("The officer is on leave");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Postponed.", { exact: true }).waitFor();
  await page.goto("/people/review?state=postponed");
  await page.getByText("The officer is on leave").waitFor();
}

/** The whole register, begun on the page of quality; the pair is among what is found, with reasons that add up. */
async function linkedAtOnce(page) {
  await page.goto("/people/quality");
  await page.getByText("The model that answers").waitFor();
  await page.getByRole("button", { name: "Link the whole register" }).click();
  const underWay = page.getByRole("status").filter({ hasText: /Begun by/ });
  const found = page.getByRole("region", { name: "Pairs found" });
  await underWay.or(found).first().waitFor(); // so small a register may be linked before the page has looked
  const row = found.getByRole("row").filter({ hasText: "Hathersedge" });
  await found.waitFor({ timeout: 150_000 });  // it is paced for the sake of calls
  await eventually(async () => {  // whoever was recognised before may stand above it
    if ((await row.count()) > 0) return true;
    const more = page.getByRole("button", { name: "Show more", disabled: false }).last();
    if ((await more.count()) > 0) await more.click({ timeout: 2_000 }).catch(() => undefined); // looked for again
    return false;
  }, "The pair is not among those found.");
  await row.getByRole("button", { name: /^Why/ }).click();
  await page.locator(".falls tbody tr").first().waitFor();
  const [words] = await page.locator(".falls").allTextContents();
  expect(/Together/.test(words), `No reasons are shown: ${words}`);
  await row.getByRole("link", { name: /^Compare/ }).waitFor();
  const clusters = page.getByRole("link", { name: "clusters", exact: true });
  const file = await page.request.get(await clusters.getAttribute("href"));
  expect(/^id,cluster\r\n/.test(await file.text()), "The clusters are no CSV.");
}

/** Somebody is kept apart, is found no more by what was linked, and is let go again. */
async function keptApart(page, handler, person) {
  await page.goto("/");
  await page.getByRole("link", { name: "Kept apart" }).click();
  await page.getByRole("button", { name: "Keep somebody apart" }).click();
  await page.getByRole("button", { name: "Keep apart", exact: true }).click();
  await page.getByRole("link", { name: "Find the person who is hidden" }).waitFor();
  await page.getByLabel("Who is hidden").fill("Oswin Hathersage");
  await page.getByRole("button", { name: /^Oswin Hathersage/ }).click();
  await page.getByLabel("Why", { exact: true }).selectOption("relocated_victim");
  await page.getByLabel("Reason").fill("Court order of June");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("link", { name: "Enter the day of the relocation" }).waitFor();
  await page.getByLabel("Day of the relocation").fill(new Date().toISOString().slice(0, 10));
  await page.keyboard.press("Control+Enter");
  const entry = page.getByRole("row").filter({ hasText: "Court order of June" });
  await entry.getByText("Relocated victim").waitFor();
  expect(await handler.getByRole("link", { name: "Kept apart" }).count() === 0, "The menu tells others of the list.");
  const refused = await handler.request.get("/api/v1/people/never-links");
  expect(refused.status() === 403, "The list is shown to a call handler.");
  const { items } = await read(page, "/people/linkings");
  const pairs = await read(page, `/people/linkings/${items[0].id}/pairs`);
  const shown = pairs.items.some(({ one, other }) => one.person === person || other.person === person);
  expect(!shown, "What was linked shows whoever is kept apart.");
}

async function letGo(page) {
  await page.goto("/people/apart");
  const entry = page.getByRole("row").filter({ hasText: "Court order of June" });
  await entry.getByRole("button", { name: /^Remove/ }).click();
  await page.getByLabel("Why it ends").fill("The order ended");
  await page.keyboard.press("Control+Enter");
  await entry.waitFor({ state: "detached" });
}

/** Pages on every screen and in both themes: name, address, what shows that it is there, what is opened on it. */
async function lookedAt(world, pages) {
  const wrong = [];
  for (const size of ["desk", "phone"]) {
    for (const colorScheme of ["light", "dark"]) {
      const { page } = await somebody(world, "registrar", { viewport: screens[size], colorScheme });
      for (const [name, address, shown, open] of pages) {
        await page.goto(address);
        await page.locator(shown).first().waitFor();
        await open?.(page);
        await eventually(async () => (await page.getByText(/^Loading /).count()) === 0, `${name} loaded`);
        await look(page, `people-${name}-${size}-${colorScheme}`, wrong);
      }
      await page.context().close();
    }
  }
  expectNone(wrong, "On the pages of the review");
}

const why = (page) => page.getByRole("button", { name: /^Why/ }).first().click();
const keepOne = (page) => page.getByRole("button", { name: "Keep somebody apart" }).click();

export default async function review_of_people(world) {
  const handler = (await somebody(world, "call_handler")).page;
  const { page, complaints } = await somebody(world, "registrar");
  const person = await onTheRegister(handler, said);
  await onTheRegister(handler, misheard);
  const pair = await proposed(page, /Hathers/);
  const refused = await handler.request.get("/api/v1/people/review");
  expect(refused.status() === 403, "The queue is shown to a call handler.");
  await openByKeys(page);
  await compared(page);
  await accepted(page);
  const found = await read(handler, "/people/look-up?name=Oswyn%20Hathersedge");
  const persons = found.hits.filter(({ kind }) => kind === "person");
  expect(persons[0]?.subject === person, "The two records are not read as one.");
  await splitAgain(page, person);
  await postponed(page);
  await linkedAtOnce(page);
  expectNone(complaints, "The page complained");
  await lookedAt(world, [
    ["review", "/people/review?state=postponed", "table"], ["compare", `/people/review/${pair.id}`, ".falls"],
    ["quality", "/people/quality", "#drift"], ["linked", "/people/quality", "[aria-label='Pairs found']", why],
  ]);
  await keptApart(page, handler, person);
  await lookedAt(world, [["apart", "/people/apart", "table"], ["apart-new", "/people/apart", "table", keepOne]]);
  await letGo(page);
  expectNone(complaints, "The page complained");
}
