// SPDX-License-Identifier: Apache-2.0
// The policy as a person reads it: levels, deadlines in sentences, types found by what callers say; a file with
// problems is told line by line; one person proposes, another activates. Makes the picture in docs/policy-reference.md.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "./browser.mjs";
import { read as readApi } from "./calls.mjs";
import { openPage, somebody } from "./desk.mjs";
import { keepPicture } from "./pictures.mjs";
import { root } from "./server.mjs";

async function read(page) {
  await openPage(page, "/policy", "#levels");
  await page.getByText("Somebody is there within 12 minutes, counted from when the call was received.").waitFor();
  await page.getByText(/When a crime is suspected, this is due within 24 hours\./).waitFor();
  await keepPicture(page, "policy");
  await page.getByRole("searchbox").fill("broke in");
  const rows = page.getByRole("region", { name: "Table of types" }).locator("tbody tr");
  await page.getByText("2 types", { exact: true }).waitFor();
  expect((await rows.first().innerText()).includes("Burglary"), `"broke in" finds ${await rows.first().innerText()}.`);
}

async function propose(page, text) {
  const withLimit = (limit) => text.replace('limit = "12 min"', `limit = "${limit}"`);
  await page.getByRole("button", { name: "Propose a new version" }).click();
  await page.getByLabel("Policy", { exact: true }).fill(withLimit("12 fortnights"));
  await page.getByLabel("Why the policy changes").fill("Ten minutes from now on");
  await page.getByRole("button", { name: "Propose it" }).click();
  await page.getByText(/problem.* in the file/).waitFor();
  await page.getByText(/^Line \d+, .*limit/).first().waitFor();
  await page.getByLabel("Policy", { exact: true }).fill(withLimit("10 min"));
  await page.getByRole("button", { name: "Propose it" }).click();
  await page.getByText("You proposed it; another person activates it.").waitFor();
}

/** The text of a shipped version, with what it includes, under another name. */
function shipped(version) {
  const file = (name) => readFileSync(join(root, "forces", name), "utf8");
  const own = file(`${version.replace(/\.\d+$/, "")}.toml`).replace(/^include = .*$/m, "");
  return `${own.replace(`"${version}"`, `"${version}-test"`)}\n${file("common.toml")}`;
}

export default async function the_policy_page(world) {
  const { page } = await somebody(world, "supervisor", { colorScheme: "light", reducedMotion: "reduce" });
  await read(page);
  const { policy } = await readApi(page, "/policy");
  await propose(page, shipped(policy.version));
  const other = await somebody(world, "registrar");
  await openPage(other.page, "/policy", "#versions");
  await other.page.getByText(/12 min.*10 min|10 min.*12 min/).first().waitFor();
  await other.page.getByRole("button", { name: "Activate it" }).click();
  await other.page.getByLabel("Why", { exact: true }).fill("Agreed by the chief officers");
  await other.page.getByRole("button", { name: "Activate this version" }).click();
  await other.page.getByText("Somebody is there within 10 minutes, counted from when the call was received.").waitFor();
  await page.getByText("Somebody is there within 10 minutes, counted from when the call was received.").waitFor();
}
