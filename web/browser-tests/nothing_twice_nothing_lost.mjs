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
  await refusalNamesTheField(page);
  await context.close();
}
