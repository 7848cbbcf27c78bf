// SPDX-License-Identifier: Apache-2.0
// Sent by place and reason alone; the type comes later, by keyboard: grade, questions and card come with it, the log is
// for fewer to see, and it leaves the board and the open page of whoever may no longer see it, without a reload.
import { eventually, expect, expectNone, makeUser, openContext, signInAs } from "./browser.mjs";
import { change } from "./calls.mjs";
import { somebody } from "./desk.mjs";

const focused = (page) => page.evaluate(() => document.activeElement?.id ?? "");

async function sentWithoutType(page, reason) {
  await page.getByText("Live", { exact: true }).waitFor();
  await page.getByText("Loading").first().waitFor({ state: "detached" });
  await page.keyboard.press("n");
  await page.locator("#place:focus").waitFor();
  await page.keyboard.type("14 Long Lane");
  await page.keyboard.press("Enter");
  await page.locator("#reason:focus").waitFor();
  await page.keyboard.type(reason);
  await page.keyboard.press("Enter");
  await page.getByText("Questions come with the type.").waitFor();
  await page.locator(".callbar").getByRole("link", { name: /^Log \d+/ }).waitFor();
}

async function typed(page) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("k");
  await eventually(async () => (await focused(page)) === "incident-type", "the cursor in the type");
  await page.keyboard.type("husb");
  await page.getByRole("option", { name: /Domestic abuse/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("from now on fewer see this log").waitFor();
  await page.keyboard.press("Enter");
  await page.locator("[data-question]").first().waitFor();
  await eventually(async () => (await focused(page)) === "line", "the cursor back in the line");
}

/** Of another team than the one that owns it, and cleared for nothing that is restricted. */
async function ofAnotherTeam(world) {
  const admin = (await somebody(world, "administrator")).page;
  const team = await change(admin, "/teams", { name: `Planning ${Date.now()}` });
  const who = await makeUser(admin, {
    username: `planner-${Date.now()}`, display_name: "Of another team", password: "a quiet corner of the house",
    roles: ["dispatcher"], team_id: team.id,
  });
  const { context, complaints } = await openContext(world.browser, world.server);
  const board = await context.newPage();
  await signInAs(board, who);
  await board.getByText("Live", { exact: true }).waitFor();
  return { board, open: await context.newPage(), complaints };
}

export default async function a_type_given_later(world) {
  const handler = await somebody(world, "call_handler");
  const { page } = handler;
  const { board, open, complaints } = await ofAnotherTeam(world);
  const reason = `She will not say what is wrong ${Date.now()}`;
  await sentWithoutType(page, reason);
  const row = board.getByRole("row").filter({ hasText: reason });
  await row.waitFor();
  await open.goto(await row.getByRole("link").first().getAttribute("href"));
  await open.getByText(reason).first().waitFor();
  await open.getByText("Live", { exact: true }).waitFor();
  await page.keyboard.type("Somebody cries behind her"); // seen there: the page follows this log from now on
  await page.keyboard.press("Enter");
  await open.locator(".log").getByText("Somebody cries behind her").waitFor();
  await typed(page);
  await row.waitFor({ state: "detached" });
  await open.getByText("There is no such incident, or it is not for you to see.").first().waitFor();
  expect((await open.getByText(reason).count()) === 0, "The open page still shows what was said.");
  expectNone([...handler.complaints, ...complaints.filter((one) => !one.includes("404"))], "The pages complain");
}
