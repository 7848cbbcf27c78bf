// SPDX-License-Identifier: Apache-2.0
// The network loses the server's answer, not the request: the page must say so, try again by itself, and there must be
// one incident in the end. Then a reload in the middle of an outage must not cost the words.
import { expect, openContext, signIn } from "./browser.mjs";

async function write(page, summary) {
  await page.goto("/incidents/new");
  await page.getByRole("button", { name: "Place unknown" }).click();
  await page.getByLabel("What is happening").fill(summary);
}

async function lostAnswer(page) {
  const keys = [];
  await page.route("**/api/v1/incidents", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    keys.push(route.request().headers()["idempotency-key"]);
    if (keys.length > 1) return route.continue();
    await route.fetch(); // the server has it
    return route.abort(); // and the answer is lost
  });
  const summary = `Only once ${Date.now()}`;
  await write(page, summary);
  await page.getByRole("button", { name: "Open the incident" }).click();
  await page.getByText("Not yet saved; trying again").waitFor();
  await page.getByRole("heading", { level: 1, name: /^Log \d+/ }).waitFor();
  expect(keys.length === 2 && keys[0] === keys[1], `The keys differ: ${keys.join(", ")}`);
  await page.unroute("**/api/v1/incidents");
  const answer = await page.request.get("/api/v1/incidents?status=open&limit=500");
  const same = (await answer.json()).items.filter((incident) => incident.summary === summary);
  expect(same.length === 1, `There are ${same.length} incidents instead of one.`);
}

async function reloadInAnOutage(page) {
  await page.route("**/api/v1/incidents", (route) => route.abort());
  await write(page, "Kept over a reload");
  await page.getByRole("button", { name: "Open the incident" }).click();
  await page.getByText("Not yet saved; trying again").waitFor();
  await page.unroute("**/api/v1/incidents");
  await page.reload();
  await page.getByLabel("What is happening").waitFor();
  const kept = await page.getByLabel("What is happening").inputValue();
  expect(kept === "Kept over a reload", `After the reload the field holds "${kept}".`);
  await page.getByRole("button", { name: "Open the incident" }).click();
  await page.getByRole("heading", { level: 1, name: /^Log \d+/ }).waitFor();
}

/** The line is stored, its answer and the page are lost. */
async function sentAndReloaded(page, text) {
  await page.route("**/lines", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    return route.abort();
  });
  await page.getByLabel("Add a line").fill(text);
  await page.getByLabel("Add a line").press("Control+Enter");
  await page.getByText("Not yet saved; trying again").waitFor();
  await page.reload();
  await page.getByText("This was sent before").waitFor();
  await page.unroute("**/lines");
}

async function unchangedAfterAReload(page) {
  const first = `Door closed ${Date.now()}`;
  const form = page.getByLabel("Add a line");
  await sentAndReloaded(page, first);
  expect((await form.inputValue()) === first, "The words did not outlive the reload.");
  await form.fill(`${first}, and locked`);
  await form.fill(first);
  await form.press("Control+Enter");
  await page.getByText("This was sent before").waitFor({ state: "hidden" });
  expect((await page.locator(".log").getByText(first).count()) === 1, "The line is there twice.");
}

async function changedAfterAReload(page) {
  const first = `Window open ${Date.now()}`;
  const form = page.getByLabel("Add a line");
  await sentAndReloaded(page, first);
  await form.fill(`${first} on the second floor`);
  await form.press("Control+Enter");
  await page.locator(".log").getByText(`${first} on the second floor`).waitFor();
  expect((await page.getByRole("alert").count()) === 0, "The changed line was refused.");
}

/** "Try again" of the server does not say that nothing was done: the second press is the same wish. */
async function unavailableIsNoRefusal(page) {
  const keys = [];
  await page.goto("/teams");
  await page.route("**/api/v1/teams", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    keys.push(route.request().headers()["idempotency-key"]);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.fulfill({ status: 503, json: { code: "unavailable", detail: "Try again in a moment." } });
  });
  const name = `Night shift ${Date.now()}`;
  await page.getByLabel("New team").fill(name);
  await page.getByRole("button", { name: "Create the team" }).click();
  await page.getByRole("alert").filter({ hasText: "Try again in a moment." }).waitFor();
  await page.getByRole("button", { name: "Create the team" }).click();
  await page.getByRole("heading", { name }).waitFor();
  expect(keys.length === 2 && keys[0] === keys[1], `The keys differ: ${keys.join(", ")}`);
}

async function refusalNamesTheField(page) {
  await page.goto("/incidents/new");
  await page.getByRole("button", { name: "Open the incident" }).click();
  const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
  await summary.waitFor();
  expect(await summary.evaluate((box) => box === document.activeElement), "The error summary has no focus.");
  await summary.getByRole("link", { name: "Enter what is happening" }).click();
  const focused = await page.evaluate(() => document.activeElement?.id);
  expect(focused === "summary", `The link leads to "${focused}".`);
}

export default async function nothing_twice_nothing_lost({ browser, server }) {
  const { context } = await openContext(browser, server);
  const page = await context.newPage();
  await signIn(page, server, "call_handler");
  await lostAnswer(page);
  await reloadInAnOutage(page);
  await unchangedAfterAReload(page);
  await changedAfterAReload(page);
  await refusalNamesTheField(page);
  await context.close();
  const office = await openContext(browser, server);
  const admin = await office.context.newPage();
  await signIn(admin, server, "administrator");
  await unavailableIsNoRefusal(admin);
  await office.context.close();
}
