// SPDX-License-Identifier: Apache-2.0
// A figure is a question to the record: published months of the demonstration, their figure, its drawing and table, and
// as many records behind it, on the page and in the file, as it says it counted. So has each bar and month of it.
import { readFileSync } from "node:fs";
import { eventually, expect, openContext, signIn } from "./browser.mjs";

async function counted(page) {
  const fact = page.locator(".reading .fact").filter({ hasText: "Counted" }).locator("dd");
  await eventually(async () => /[1-9]/.test(await fact.innerText()), "a figure that counted something");
  return Number((await fact.innerText()).replaceAll(",", ""));
}

async function linesOfFile(page) {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download as CSV" }).click();
  const text = readFileSync(await (await waiting).path(), "utf8");
  return text.trimEnd().split("\r\n").length;
}

/** Opens the row with the fewest records, by keyboard, and counts what opens. */
async function openRow(page, group) {
  await page.getByText("The same as a table").click();
  const table = page.getByRole("region", { name: `By ${group}, table` });
  const rows = table.locator("tbody tr").filter({ has: page.locator("a") });
  await rows.first().waitFor();
  const counts = await rows.locator("td:nth-child(3)").allInnerTexts();
  const fewest = counts.map((text) => Number(text.replaceAll(",", ""))).reduce((low, count) => Math.min(low, count));
  const row = rows.nth(counts.indexOf(String(fewest)));
  const name = (await row.locator("a").innerText()).split("\n")[0];
  await row.locator("a").press("Enter");
  const heading = page.getByRole("heading", { name: `Records counted: ${name}` });
  await heading.waitFor();
  await page.getByRole("status").filter({ hasText: /records? shown/ }).waitFor();
  expect(await heading.evaluate((title) => title === document.activeElement), "The records did not take the focus.");
  const lines = await linesOfFile(page);
  expect(lines === fewest + 1, `${name} counted ${fewest}; its file has ${lines} lines.`);
  return `${name}: ${fewest}`;
}

async function openBar(page) {
  const bar = page.locator("a.chart__part").first();
  const asked = page.waitForRequest(/\/records\?.*type=/);
  await bar.locator(".chart__bar").click();
  await asked;
  await page.getByRole("region", { name: "Records counted" }).locator("tbody tr").first().waitFor();
  await page.getByRole("link", { name: "The records of the whole figure" }).click();
  await page.getByRole("button", { name: "Show the records" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: /^Records counted: / }).waitFor();
}

export default async function a_figure_opens_to_its_records({ browser, server, note }) {
  const { context } = await openContext(browser, server);
  const page = await context.newPage();
  await signIn(page, server, "analyst");
  await page.goto("/figures?measure=published_crimes");
  await page.waitForURL(/from=\d{4}-\d{2}/); // the page finds the months that have records by itself
  await page.locator(".reading__value").filter({ hasNotText: "no value" }).waitFor();
  const count = await counted(page);
  await page.locator("svg.chart").waitFor();
  await page.getByText("The same as a table").click();
  const months = await page.getByRole("region", { name: "By month, table" }).locator("tbody tr").count();
  expect(months > 0, "The table beside the chart is empty.");
  await page.getByRole("button", { name: "Show the records" }).click();
  await page.getByRole("region", { name: "Records counted" }).locator("tbody tr").first().waitFor();
  const lines = await linesOfFile(page);
  expect(lines === count + 1, `The file has ${lines} lines; the figure counted ${count}.`);
  note(`${count} records counted, ${lines - 1} in the file`);
  await page.getByText("The same as a table").click();
  note(await openRow(page, "month"));
  await page.getByRole("button", { name: "By crime type" }).click();
  await page.locator(".chart__bar").first().waitFor();
  note(await openRow(page, "crime type"));
  await openBar(page);
  await page.goto("/figures?measure=incidents_opened&by=hour_of_week");
  await page.locator("table.heat").waitFor();
  expect((await page.locator("table.heat a").count()) === 0, "An hour of the week leads to records of other hours.");
  await context.close();
}
