// SPDX-License-Identifier: Apache-2.0
// An administrator gives somebody another role: their board stays live and their menu grows, without a reload. Two
// administrators at one account: the second is told, reads it again, and loses neither the reason nor the first's work.
import { eventually, expect, makeUser, openContext, seesNewIncidents, signIn, signInAs } from "./browser.mjs";

async function openAccount(page, name) {
  await page.goto("/users");
  await page.getByRole("button", { name: `Change ${name}` }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

async function giveRole(page, role) {
  await page.getByRole("checkbox", { name: role }).check();
  await page.getByLabel("Why", { exact: true }).fill("Acting up until Friday");
  const [request] = await Promise.all([
    page.waitForRequest(/\/accounts\/[^/]+\/roles$/),
    page.getByRole("button", { name: "Save the roles" }).click(),
  ]);
  return request.headers()["if-match"];
}

async function conflict(page, name) {
  const refusal = page.getByRole("alert").filter({ hasText: "changed this meanwhile" });
  await refusal.waitFor();
  expect(!(await refusal.innerText()).includes("If-Match"), "The refusal speaks of a header.");
  await page.getByRole("button", { name: "Load the account again" }).click();
  await refusal.waitFor({ state: "hidden" });
  const given = page.getByRole("checkbox", { name: "Supervisor" });
  await eventually(() => given.isChecked(), "the role given first is shown");
  const reason = await page.getByLabel("Why", { exact: true }).inputValue();
  expect(reason !== "", "The reason was lost.");
  await giveRole(page, "Analyst");
  await page.getByRole("status").filter({ hasText: `The roles of ${name} are saved.` }).waitFor();
}

export default async function a_change_of_roles_reaches_the_screen({ browser, server }) {
  const [first, second, theirs] = await Promise.all([1, 2, 3].map(() => openContext(browser, server)));
  const admin = await first.context.newPage();
  await signIn(admin, server, "administrator");
  const username = `roles.${Date.now()}`;
  const who = await makeUser(admin, {
    username, display_name: `Rowan Ashe ${Date.now()}`, password: "lantern gravel orchid", roles: ["dispatcher"],
  });
  const board = await theirs.context.newPage();
  await signInAs(board, who);
  await board.getByText("Live", { exact: true }).waitFor();
  const other = await second.context.newPage();
  await signIn(other, server, "administrator");
  await openAccount(other, who.display_name);
  await openAccount(admin, who.display_name);

  const version = await giveRole(admin, "Supervisor");
  expect(/^"\d+"$/.test(version ?? ""), `If-Match was ${version}.`);
  await admin.getByRole("status").filter({ hasText: `The roles of ${who.display_name} are saved.` }).waitFor();
  await board.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).waitFor();
  await seesNewIncidents(board, { browser, server });

  await giveRole(other, "Analyst");
  await conflict(other, who.display_name);
  await Promise.all([first, second, theirs].map(({ context }) => context.close()));
}
