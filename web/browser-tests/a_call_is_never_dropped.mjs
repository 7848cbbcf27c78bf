// SPDX-License-Identifier: Apache-2.0
// A refused form, a lost answer, a locked screen, another user at the same screen, a parked call: what was typed stays,
// and the call stays live and owned until somebody takes it.
import { eventually, expect } from "./browser.mjs";
import { read } from "./calls.mjs";
import { somebody } from "./desk.mjs";

async function began(page, place, reason) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("n");
  await page.locator("#place:focus").waitFor();
  if (place) await page.getByLabel("Place", { exact: true }).fill(place);
  if (reason) await page.getByLabel("What is happening").fill(reason);
}

async function refusedKeepsWhatWasTyped(page) {
  await began(page, "", "Fight outside the pub");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
  await summary.getByRole("link", { name: /Enter a place/ }).click();
  const focused = await page.evaluate(() => document.activeElement?.id);
  expect(focused === "place", `The link leads to "${focused}".`);
  await page.reload();
  const kept = await page.getByLabel("What is happening").inputValue();
  expect(kept === "Fight outside the pub", `After the reload the field holds "${kept}".`);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("n");
  await page.locator("#place:focus").waitFor();
  await page.getByLabel("Family name").fill("X");
  await page.getByLabel("Born (day month year)").fill("3 5 2090");
  await page.getByLabel("Born (day month year)").press("Enter");
  await page.getByText("A date of birth cannot be in the future").first().waitFor();
  expect((await page.getByLabel("Family name").inputValue()) === "X", "The refused name is gone.");
  await page.getByText("One letter finds too many people").waitFor();
}

/** The server has it, and the answer is lost: it is asked again under the same key, and there is one incident. */
async function lostAnswer(page) {
  const keys = [];
  await page.route("**/api/v1/contacts/send", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  const reason = `Only once ${Date.now()}`;
  await page.getByLabel("Place", { exact: true }).fill("Mill Lane");
  await page.getByLabel("What is happening").fill(reason);
  await page.keyboard.press("Control+Enter");
  await page.getByText("Not yet saved; trying again").waitFor();
  await page.locator(".callbar").getByRole("link", { name: /^Log \d+/ }).waitFor();
  await page.getByText("Not yet saved; trying again").waitFor({ state: "hidden" });
  await page.unroute("**/api/v1/contacts/send");
  expect(keys.length === 2 && keys[0] === keys[1], `The keys differ: ${keys.join(", ")}`);
  const { items } = await read(page, "/incidents?status=open&limit=500");
  const same = items.filter((incident) => incident.summary === reason);
  expect(same.length === 1, `There are ${same.length} incidents instead of one.`);
}

/** A locked screen holds the call; somebody else signs in there, sees the draft and takes the call. */
async function lockedAndTaken(page, server) {
  await began(page, "Bridge Street", "");
  await page.getByLabel("What is happening").fill("Man on the wrong side of the rail");
  await page.getByRole("heading", { level: 1, name: /^Call \d+/ }).waitFor();
  const reference = await page.getByRole("heading", { level: 1 }).innerText();
  await page.keyboard.press("Control+Alt+l");
  await page.getByRole("heading", { name: "Locked" }).waitFor();
  expect((await page.getByText("wrong side of the rail").count()) === 0, "The locked page shows the call.");
  await page.getByRole("button", { name: "Sign in as somebody else" }).click();
  const { username, password } = server.signIns.get("dispatcher");
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: reference }).waitFor();
  const kept = await page.getByLabel("What is happening").inputValue();
  expect(kept === "Man on the wrong side of the rail", `After the change of user the field holds "${kept}".`);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("t");
  await page.getByRole("button", { name: /^Park/ }).waitFor();
  await page.getByText("Dispatcher (demonstration)").first().waitFor();
  return reference;
}

/** Parked with one key and a reason; taken with one key from the list by the other. */
async function parkedAndTakenBack(world, page, other, reference) {
  await staleIsTold(world, page, async () => {
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press("p");
    await page.getByLabel("Why", { exact: true }).fill("Speaks with the negotiator");
    await page.keyboard.press("Enter");
    await page.getByText("Parked", { exact: true }).waitFor();
  });
  await other.goto("/calls?state=parked");
  const row = other.getByRole("row").filter({ hasText: reference });
  await row.getByText("Speaks with the negotiator").waitFor();
  await row.getByRole("link").first().focus();
  await other.keyboard.press("t");
  await other.getByRole("heading", { level: 1, name: reference }).waitFor();
  await page.getByText("Call handler (demonstration)").first().waitFor(); // told live
}

/** Each choice is kept at once, one after another, and is there after a reload. */
async function detailsAreKept(page) {
  await page.getByLabel("Speaks as").selectOption("victim");
  await page.getByLabel("Wants to be seen").selectOption("yes");
  await page.getByLabel("Interpreter needed").check();
  await page.getByLabel("Language").fill("Polish");
  await page.getByLabel("Language").press("Tab");
  await page.getByText("Not known who is calling").waitFor({ state: "detached" });
  const { wishes, informant, interpreter } = await untilKept(page, (contact) => contact.language === "Polish");
  expect(wishes.seen === true && informant === "victim" && interpreter, "Not everything was kept.");
  await page.reload();
  await page.getByLabel("Speaks as").waitFor();
  expect((await page.getByLabel("Speaks as").inputValue()) === "victim", "The reload lost who speaks.");
}

async function untilKept(page, isKept) {
  const id = /calls\/([^/]+)/.exec(page.url())?.[1];
  let contact = null;
  await eventually(async () => isKept((contact = await read(page, `/contacts/${id}`))), "the details kept");
  return contact;
}

/** Two on one call, the other of whom is quicker: told who has it, and the words stay. */
async function staleIsTold(world, page, act) {
  const { page: behind } = await somebody(world, "supervisor");
  await behind.route("**/hand-over", async (route) => {
    await act();
    await route.continue();
  });
  await behind.goto(page.url());
  await behind.getByRole("button", { name: /^Hand over/ }).click();
  await behind.getByLabel("What they should know").fill("Speak slowly");
  await behind.getByLabel("What they should know").press("Control+Enter");
  const refusal = /was changed meanwhile: it is parked and Dispatcher \(demonstration\) has it/;
  await behind.getByText(refusal).first().waitFor();
  const kept = await behind.getByLabel("What they should know").inputValue();
  expect(kept === "Speak slowly", `After the refusal the field holds "${kept}".`);
}

/** Without an incident it ends with the reason why none, and the gap is named at its field. */
async function endedWithItsReason(page) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("e");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("link", { name: /why no incident is needed/ }).waitFor();
  await page.getByLabel("Why no incident").fill("Came back over the rail by himself; the ambulance has him");
  await page.keyboard.press("Control+Enter");
  await page.locator(".callstate--ended").waitFor();
}

export default async function a_call_is_never_dropped(world) {
  const { page } = await somebody(world, "call_handler");
  await refusedKeepsWhatWasTyped(page);
  await lostAnswer(page);
  const other = (await somebody(world, "call_handler")).page;
  const reference = await lockedAndTaken(page, world.server);
  await detailsAreKept(page);
  await parkedAndTakenBack(world, page, other, reference);
  await endedWithItsReason(other);
}
