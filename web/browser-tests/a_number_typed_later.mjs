// SPDX-License-Identifier: Apache-2.0
// The words first, the number after them: it is in the record when the field is left and after every act, so that
// whoever goes on with the call can ring back. Only the field it was typed in knows a number before.
import { eventually, expect } from "./browser.mjs";
import { read } from "./calls.mjs";
import { somebody } from "./desk.mjs";

let last = 940;

/** A call begun with words, and a number typed after them; the cursor stands in it. Answers its address and number. */
async function typedLater(page) {
  const number = `07700 900${(last += 1)}`;
  // The one before is left as it is: another call begins with nothing typed.
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("bluelamp.call."))
    .forEach((key) => localStorage.removeItem(key)));
  await page.goto("/calls/new");
  await page.locator("#place").fill("Barbican station");
  await page.locator("#reason").fill("Bag taken");
  await page.getByRole("heading", { level: 1, name: /^Call \d+/ }).waitFor();
  await page.locator(".callfacts #number").fill(number);
  return { number, id: /calls\/([^/]+)/.exec(page.url())[1] };
}

async function seenBy(other, { id, number }) {
  await eventually(async () => (await read(other, `/contacts/${id}`)).phone === number, `${number} in the record`);
  await other.goto(`/calls/${id}`);
  await other.locator(".callfacts .facts").getByText(number).waitFor();
}

/** How the field is left: by Tab, by sending from within it, by an act on the call. */
const ways = {
  Tab: (page) => page.keyboard.press("Tab"),
  Send: (page) => page.keyboard.press("Control+Enter"),
  Park: async (page) => {
    await page.getByRole("button", { name: /^Park/ }).click();
    await page.getByLabel("Why", { exact: true }).fill("Another 999 call");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Parked", { exact: true }).waitFor();
  },
  "Hand over": async (page) => {
    await page.getByRole("button", { name: /^Hand over/ }).click();
    await page.getByLabel("What they should know").press("Control+Enter");
    await page.locator(".call__doing").waitFor({ state: "detached" });
  },
  End: async (page) => {
    await page.getByRole("button", { name: /^End/ }).click();
    await page.getByLabel("Why no incident").fill("Found the bag");
    await page.keyboard.press("Control+Enter");
    await page.locator(".callstate--ended").waitFor();
  },
};

/** Not kept when the field was left: the act keeps it first, with the name typed meanwhile. */
async function lostOnLeaving(page, other) {
  const call = await typedLater(page);
  await page.route("**/contacts/*/mentions", (route) => route.abort(), { times: 1 });
  await page.keyboard.press("Tab");
  await page.locator(".who").getByText("There is a problem").waitFor();
  await page.getByLabel("Family name").fill("Sample");
  await ways.Park(page);
  await seenBy(other, call);
  const { items } = await read(other, `/people/mentions?record=${call.id}`);
  expect(items.length === 1 && items[0].said.family_name === "Sample", `Kept: ${JSON.stringify(items)}`);
}

export default async function a_number_typed_later(world) {
  const { page } = await somebody(world, "call_handler");
  const { page: other } = await somebody(world, "dispatcher");
  for (const leave of Object.values(ways)) {
    const call = await typedLater(page);
    await leave(page);
    await seenBy(other, call);
  }
  await lostOnLeaving(page, other);
}
