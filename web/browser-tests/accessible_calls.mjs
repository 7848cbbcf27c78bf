// SPDX-License-Identifier: Apache-2.0
// Calls in each of their states and a person of the register, dark and light, on a desk and on a phone: axe-core finds
// nothing, nothing hangs over the edge. The screens are kept for people to look at.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { lookAt } from "./accessible_records.mjs";
import { expectNone } from "./browser.mjs";
import { someCalls } from "./calls.mjs";
import { somebody } from "./desk.mjs";
import { root } from "./server.mjs";

const press = (name) => (page) => page.getByRole("button", { name }).first().click();

const refused = async (page) => {
  await press(/^Send/)(page);
  await page.getByRole("alert").first().waitFor();
};

const pages = (calls) => [
  ["take-a-call-refused", "/calls/new", "#place", refused],
  ["call-begun", `/calls/${calls.begun}`, ".log .line"],
  ["call-sent", `/calls/${calls.sent}`, "[data-question]", press(/^Hand over/)],
  ["calls-parked", "/calls?state=parked", ".calls"],
  ["abandoned", "/calls/abandoned", ".abandoned", press(/^Decide/)],
  ["person", `/people/${calls.person}`, "#markers", press("Set a marker")],
];

async function accessible(size, world) {
  mkdirSync(join(root, "build/screens"), { recursive: true });
  const { page, context } = await somebody(world, "call_handler");
  const list = pages(await someCalls(page));
  await context.close();
  const wrong = [];
  for (const theme of ["dark", "light"]) await lookAt(world, { size, theme, list }, wrong);
  expectNone(wrong, "Not right");
}

export async function accessible_calls_on_a_desk(world) {
  await accessible("desk", world);
}

export async function accessible_calls_on_a_phone(world) {
  await accessible("phone", world);
}
