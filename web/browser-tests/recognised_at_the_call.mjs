// SPDX-License-Identifier: Apache-2.0
// Findings M6 and C4: repeat and vulnerable callers were found by hand or not at all, and never by name. Here they are
// recognised while the call is typed, with the reason; whoever must not be is not.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { look } from "./accessible_everywhere.mjs";
import { aTown, onTheRegister } from "./a_town.mjs";
import { eventually, expect, expectNone, screens } from "./browser.mjs";
import { change, earlierCall, read, repeatCaller } from "./calls.mjs";
import { somebody } from "./desk.mjs";
import { root } from "./server.mjs";

const number = "07700 900321";
const address = "Flat 3, 27 Orchard Row";
const william = {
  given_name: "William", family_name: "Thistlewood", date_of_birth: "1962-04-09", address, postcode: "EC1A 9HF",
};
const maud = { ...william, given_name: "Maud", date_of_birth: "1964-12-01" };
/** As he says it, and as it is heard, from a telephone nobody knows. */
export const heard = {
  Number: "07700 900999", "Given name": "Bill", "Family name": "Thisselwood", "Born (day month year)": "9 4 1962",
  Address: "27 Orchard Row flat 3", Postcode: "EC1A 9HF",
};

const panel = (page) => page.getByRole("region", { name: "Who this may be" });
const hit = (page, text) => panel(page).locator(".hit").filter({ hasText: text });
const thing = (page, kind) => panel(page).locator(".hit").filter({
  has: page.locator(".hit__kind").getByText(kind, { exact: true }),
});

export async function aNewCall(page) {
  await page.goto("/calls");
  await page.evaluate(() => {
    for (const name of Object.keys(localStorage)) if (name.startsWith("bluelamp.call.")) localStorage.removeItem(name);
  });
  await page.goto("/calls/new");
  await page.getByLabel("Place", { exact: true }).waitFor();
}

export async function typeAll(page, said) {
  for (const [label, text] of Object.entries(said)) await page.getByLabel(label, { exact: true }).fill(text);
}

/** What was typed last is answered: until then the page does not say how many were found. */
export async function settled(page) {
  await panel(page).getByText(/^\d+ found$/).waitFor({ state: "attached" });
}

/** The field that is typed in stays where it is, whatever is found meanwhile. */
async function typedWithoutJumping(page) {
  const { Number: phone, Postcode: postcode, ...rest } = heard;
  await typeAll(page, { Number: phone, ...rest });
  await hit(page, "William Thistlewood, born").waitFor();
  const field = page.getByLabel("Postcode", { exact: true });
  await field.focus();
  const before = await field.boundingBox();
  await field.pressSequentially(postcode);
  await settled(page);
  const after = await field.boundingBox();
  expect(before.y === after.y && before.x === after.x, `The field moved from ${before.y} to ${after.y}.`);
}

async function misheardAndStillRecognised(page) {
  await aNewCall(page);
  await typedWithoutJumping(page);
  const known = hit(page, "William Thistlewood, born 9 April 1962").first();
  await known.getByText(/^(Certainly|Probably): (more than )?\d+ in 100$/).waitFor();
  await known.locator(".hit__weighed", { hasText: "given name is a nickname" }).waitFor();
  const reason = await known.locator(".hit__weighed").textContent();
  for (const part of [/same address, same postcode/i, /date of birth the same/i, /Against: .*telephone different/i]) {
    expect(part.test(reason), `The reason does not tell ${part}: ${reason}`);
  }
  await known.getByText("High risk:").waitFor();
  await known.getByText("Repeat:").waitFor();
  const first = await panel(page).locator(".hit").first().textContent();
  expect(first.includes("William Thistlewood"), `First stands ${first}`);
  const wife = hit(page, "Maud Thistlewood, born").locator(".hit__match--certain, .hit__match--probable");
  expect((await wife.count()) === 0, "Whoever lives with him is held for him.");
  return known;
}

/** With `w` to him, with `r` the weights, with `y` the decision; the weights add up as they are shown. */
async function weighedAndConfirmed(page, known) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("w");
  await page.keyboard.press("r");
  const rows = known.locator(".falls tbody tr");
  await rows.first().waitFor();
  const numbers = (await rows.locator("td:nth-child(2)").allTextContents()).map((text) => (
    Math.round(Number(text.replace("−", "-")) * 10)
  ));
  const together = numbers.pop();
  const sum = numbers.reduce((one, other) => one + other, 0);
  const told = `The weights ${numbers.join(" ")} add up to ${sum}, not ${together}.`;
  expect(numbers.length >= 5 && sum === together, told);
  await rows.filter({ hasText: "Before anything is compared" }).waitFor();
  const question = await known.locator(".confirm__ask").textContent();
  expect(/postcode|date of birth/.test(question), `It asks ${question}`);
  const confirming = page.waitForRequest(/\/confirm$/);
  await page.keyboard.press("y");
  const { question: asked, answer } = (await confirming).postDataJSON();
  expect(Boolean(asked && answer), "Question and answer are not kept.");
  await known.getByText("Confirmed", { exact: true }).waitFor();
}

async function fewerAndMore(page) {
  const shown = () => panel(page).locator(".hit").count();
  await aNewCall(page);
  await typeAll(page, { "Family name": "Thistlewod" });
  await hit(page, "William Thistlewood, born").waitFor();
  await settled(page);
  const usual = await shown();
  const fewer = page.getByRole("button", { name: "Fewer" });
  for (let presses = 0; presses < 3; presses += 1) await fewer.press("Enter");
  await page.getByText("Shown: at least 90 in 100 likely").waitFor();
  await eventually(async () => (await shown()) < usual, "a higher cut-off shows fewer");
  const more = page.getByRole("button", { name: "More" });
  for (let presses = 0; presses < 5; presses += 1) await more.press("Enter");
  await page.getByText("Shown however unlikely").waitFor();
  await eventually(async () => (await shown()) >= usual, "a lower cut-off shows them again");
}

async function repeatsAreTold(page) {
  await aNewCall(page);
  await typeAll(page, { Number: number });
  await thing(page, "Number").getByText("This number was used by William Thistlewood").first().waitFor();
  await thing(page, "Number").getByText("Repeat:").waitFor();
  await hit(page, "William Thistlewood, born").getByText("Repeat:").waitFor();
  await aNewCall(page);
  await typeAll(page, { Place: "27 Orchard Row, Flat 3" });
  await thing(page, "Address").getByText("This address was used by William Thistlewood").first().waitFor();
  await thing(page, "Address").getByText("Repeat:").waitFor();
}

/** Two records that somebody decided are one person's: found by either, shown once, with the other named. */
async function alsoRecordedAs(page, registrar) {
  const ffion = { given_name: "Ffion", family_name: "Penhallow", date_of_birth: "1990-06-14" };
  const one = await onTheRegister(page, ffion);
  const other = await onTheRegister(page, { ...ffion, given_name: "Fiona", family_name: "Penhalow" });
  await change(registrar, `/people/persons/${one}/join`, { other, reason: "Her own word, with both documents seen" });
  await aNewCall(page);
  await typeAll(page, { "Given name": "Fiona", "Family name": "Penhalow" });
  const found = hit(page, "Ffion Penhallow, born 14 June 1990");
  await found.getByText("Also recorded as:").getByRole("link", { name: /^Fiona Penhalow/ }).waitFor();
  await settled(page);
  expect((await hit(page, "born 14 June 1990").count()) === 1, "One person stands there twice.");
}

/** The town and the two of Orchard Row, unless an earlier test made them. */
export async function knownOnce(handler, supervisor) {
  const { hits } = await read(handler, "/people/look-up?phone=07700900321");
  if (hits.some(({ title }) => title.startsWith("William Thistlewood"))) return;
  await aTown(handler);
  await repeatCaller(handler, supervisor, number, william);
  await onTheRegister(handler, maud, number);
}

export async function finding_C4_recognised_at_the_call(world) {
  const { page, complaints } = await somebody(world, "call_handler");
  const office = await somebody(world, "supervisor");
  await knownOnce(page, office.page);
  const known = await misheardAndStillRecognised(page);
  world.note((await known.locator(".hit__match").allTextContents()).join("; "));
  world.note(await known.locator(".hit__weighed").textContent());
  await weighedAndConfirmed(page, known);
  await fewerAndMore(page);
  await repeatsAreTold(page);
  await alsoRecordedAs(page, (await somebody(world, "registrar")).page);
  expectNone(complaints, "The page complained");
}

async function strangerIsNobody(page) {
  await aNewCall(page);
  await typeAll(page, {
    Number: "07700 900998", "Given name": "David", "Family name": "Dawson", "Born (day month year)": "30 12 2001",
    Address: "88 Nowhere Gardens",
  });
  await settled(page);
  const held = panel(page).locator(".hit__match--certain, .hit__match--probable, .hit__match--exact");
  expectNone(await held.allTextContents(), "A stranger with a common name is taken for somebody");
}

const offender = {
  given_name: "Gareth", family_name: "Quenby", date_of_birth: "1979-02-17", address: "5 Weavers Yard",
  postcode: "EC2A 4RT",
};
const victim = { ...offender, given_name: "Hester", date_of_birth: "1981-08-23" };
const household = "07700 900631";
const hers = "07700 900632";
const moved = { ...victim, address: "40 Harbour Steps", postcode: "E14 8QQ" };
const secret = /Harbour Steps|E14 8QQ|Hester/;

/** All ways that lead from him: his name, his birthday, the number and the address that were both of theirs. */
const waysOfHim = [
  { "Given name": "Gareth", "Family name": "Quenby" },
  { "Given name": "Gareth", "Family name": "Quenby", "Born (day month year)": "17 2 1979", Number: household },
  { "Family name": "Quenby" }, { Number: household }, { Address: "5 Weavers Yard", Postcode: "EC2A 4RT" },
];

/** Everything that the page shows on the way, each hit opened. */
async function shownOf(page, way) {
  await aNewCall(page);
  await typeAll(page, way);
  await settled(page);
  let seen = "";
  const hits = panel(page).locator(".hit");
  for (let at = 0; at < (await hits.count()); at += 1) {
    const title = hits.nth(at).locator(".hit__title");
    if ((await title.getAttribute("aria-expanded")) === "false") await title.click();
    seen += await hits.nth(at).textContent();
  }
  return seen;
}

async function neverToHerNewAddress(page, registrar) {
  const type = "violence_in_progress";
  const him = await onTheRegister(page, offender, household);
  const her = await earlierCall(page, { phone: household, said: victim, reason: "Shouting", type });
  await earlierCall(page, { phone: hers, said: moved, reason: "He found her", type, person: her });
  const before = [];
  for (const way of waysOfHim) before.push(await shownOf(page, way));
  expect(before.filter((seen) => secret.test(seen)).length >= 3, "Nothing led to her even before: this shows nothing.");
  const since = new Date().toISOString().slice(0, 10);
  await change(registrar, `/people/persons/${her}/never-links`, {
    other: him, kind: "relocated_victim", reason: "Moved by the conference of agencies", since,
  });
  for (const way of waysOfHim) {
    const seen = await shownOf(page, way);
    expect(!secret.test(seen), `${JSON.stringify(way)} leads to her: ${seen}`);
  }
  const gareth = await shownOf(page, waysOfHim[0]);
  expect(gareth.includes("Gareth Quenby, born"), `He himself is not found any more: ${gareth}`);
}

/** Neither asked for nor shown: on a channel that promises it, and when the caller asks for it in the call. */
async function anonymousIsNobody(page) {
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().includes("/people/look-up")) asked += 1;
  });
  await aNewCall(page);
  await page.getByLabel("Channel").selectOption("crimestoppers");
  await typeAll(page, heard);
  await panel(page).getByText("Anonymous: nobody is looked up, and nothing is matched.").waitFor();
  await page.waitForTimeout(500); // longer than the pause after which it would be asked
  expect(asked === 0, `Of an anonymous call ${asked} look-ups were asked.`);
  expect((await panel(page).locator(".hit").count()) === 0, "An anonymous call shows somebody.");

  const { contact } = await change(page, "/contacts", {
    channel: "emergency_999", presented: "spoken", phone: "07700 900321",
  });
  await page.goto(`/calls/${contact.id}`);
  await hit(page, "William Thistlewood").first().waitFor();
  await page.getByLabel("Speaks as").selectOption("anonymous");
  await panel(page).getByText("Anonymous: nobody is looked up, and nothing is matched.").waitFor();
  expect((await panel(page).locator(".hit").count()) === 0, "A caller who stays anonymous is still shown.");
  asked = 0;
  await page.getByLabel("Given name").fill("William");
  await page.waitForTimeout(500);
  expect(asked === 0 && (await read(page, `/contacts/${contact.id}`)).informant === "anonymous", "He is looked up.");
}

/** The weights of the first who may be meant, opened, on every screen and in both themes. */
export async function recognition_on_every_screen(world) {
  mkdirSync(join(root, "build/screens"), { recursive: true });
  const handler = (await somebody(world, "call_handler")).page;
  await knownOnce(handler, (await somebody(world, "supervisor")).page);
  const wrong = [];
  for (const size of ["desk", "phone"]) {
    for (const colorScheme of ["light", "dark"]) {
      const { page, complaints } = await somebody(world, "call_handler", { viewport: screens[size], colorScheme });
      await aNewCall(page);
      await typeAll(page, heard);
      await hit(page, "William Thistlewood, born").waitFor();
      await settled(page);
      await page.getByRole("button", { name: "The reasons in numbers" }).first().click();
      await page.locator(".falls").waitFor();
      await page.locator(".who__cut").evaluate((cut) => cut.scrollIntoView({ block: "start" }));
      await look(page, `call-recognised-${size}-${colorScheme}`, wrong);
      wrong.push(...complaints);
      await page.context().close();
    }
  }
  expectNone(wrong, "Where somebody is recognised");
}

export async function finding_M6_nobody_is_shown_who_must_not_be(world) {
  const { page, complaints } = await somebody(world, "call_handler");
  const [office, registry] = [await somebody(world, "supervisor"), await somebody(world, "registrar")];
  await knownOnce(page, office.page);
  await strangerIsNobody(page);
  await neverToHerNewAddress(page, registry.page);
  await anonymousIsNobody(page);
  expectNone(complaints, "The page complained");
}
