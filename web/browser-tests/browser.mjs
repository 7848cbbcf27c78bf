// SPDX-License-Identifier: Apache-2.0
// What every browser test needs: a browser, somebody signed in, incidents to look at, and a strict eye on the page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const screens = {
  desk: { width: 1920, height: 1080 }, laptop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 },
};

/** Maps need WebGL, which a machine without a graphics card draws by itself. */
export function launch() {
  return chromium.launch({
    executablePath, env: { ...process.env, LANGUAGE: "en_GB" },
    args: ["--lang=en-GB", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  });
}

/**
 * A browser of its own: cookies, storage and shared workers of no other. What the page complains of, and any request to
 * another machine, is kept in `complaints`: nothing outside is ever asked for anything.
 */
export async function openContext(browser, server, options = {}) {
  const context = await browser.newContext({
    baseURL: server.address, locale: "en-GB", timezoneId: "Europe/London", viewport: screens.desk, ...options,
  });
  context.setDefaultTimeout(15_000);
  const complaints = [];
  context.on("request", (request) => {
    const url = request.url();
    const ours = url.startsWith(server.address) || url.startsWith("blob:") || url.startsWith("data:");
    if (!ours) complaints.push(`asked another machine: ${url}`);
  });
  context.on("weberror", (error) => complaints.push(`uncaught: ${error.error().message}`));
  context.on("console", (message) => {
    // A refused call is the server's answer, which the page shows; Chromium also writes it to the console.
    const refused = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !refused) complaints.push(`console: ${message.text()}`);
  });
  return { context, complaints };
}

export async function signIn(page, server, role) {
  const who = server.signIns.get(role);
  if (!who) throw new Error(`The demonstration has no sign-in for ${role}.`);
  await signInAs(page, who);
}

export async function signInAs(page, who) {
  await page.goto("/");
  await page.getByLabel("Username").fill(who.username);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Lock" }).waitFor();
}

/** Declines the tour that is offered at a first sign-in, which would stand in a picture. */
export async function declineTour(page) {
  const no = page.getByRole("button", { name: "Not now" });
  if (await no.isVisible()) await no.click();
}

/** Opens an incident by the API, as the page would; for tests that need incidents and are not about opening them. */
export function openIncident(page, report) {
  return page.evaluate(async (body) => {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() };
    const answer = await fetch("/api/v1/incidents", { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.json();
  }, report);
}

/** The board on `page` says Live, and shows without a reload what is opened in another browser. */
export async function seesNewIncidents(page, { browser, server }) {
  await page.getByText("Live", { exact: true }).waitFor();
  let loads = 0;
  page.on("load", () => (loads += 1));
  const elsewhere = await openContext(browser, server);
  const typing = await elsewhere.context.newPage();
  await signIn(typing, server, "call_handler");
  const summary = `Opened elsewhere ${Date.now()}`;
  await openIncident(typing, { summary, place: { text: "unknown" } });
  await page.getByRole("row").filter({ hasText: summary }).waitFor();
  expect(loads === 0, "The page was loaded again.");
  await elsewhere.context.close();
}

/** Makes an account by the API, as an administrator's page would; for tests that change what nobody else may. */
export async function makeUser(page, wanted) {
  await page.evaluate(async (body) => {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() };
    const answer = await fetch("/api/v1/accounts", { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  }, wanted);
  return wanted;
}

/** What axe-core finds against WCAG 2.2 AA and its own good practice, in words. */
export async function findings(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await globalThis.axe.run(document, { runOnly });
    return violations.map((found) => {
      const where = found.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`);
      return `${found.id}: ${where.join(" | ")}`;
    });
  });
}

export function expect(truth, otherwise) {
  if (!truth) throw new Error(otherwise);
}

export function expectNone(list, what) {
  expect(list.length === 0, `${what}:\n  ${list.join("\n  ")}`);
}

export async function eventually(check, what, within = 10_000) {
  const end = Date.now() + within;
  for (;;) {
    if (await check()) return;
    if (Date.now() > end) throw new Error(`Not within ${within / 1000} s: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
