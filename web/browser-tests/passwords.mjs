// SPDX-License-Identifier: Apache-2.0
// Changing one's own password and having a forgotten one reset, by keyboard, with refusals that name the field.
import { expect, findings, expectNone, makeUser, openContext, signIn, signInAs } from "./browser.mjs";

const refused = (page, words) => page.getByRole("alert").filter({ hasText: words }).waitFor();

async function fill(page, old, fresh, again = fresh) {
  await page.getByLabel("Old password").fill(old);
  await page.getByLabel("New password", { exact: true }).fill(fresh);
  await page.getByLabel("New password again").fill(again);
  await page.getByLabel("New password again").press("Enter");
}

async function changeOwn(page, who, fresh) {
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  await fill(page, who.password, fresh, "something else");
  await refused(page, "This is not the same as the new password");
  await fill(page, "not the old one", fresh);
  await refused(page, "The password is not right");
  expectNone(await findings(page), "Refused");
  await fill(page, who.password, "short");
  await refused(page, "Use at least 12 characters");
  const link = page.getByRole("alert").getByRole("link");
  await link.click();
  expect(await page.getByLabel("New password", { exact: true }).evaluate((field) => field === document.activeElement),
    "The refusal does not lead to its field.");
  await fill(page, who.password, fresh);
  await page.getByRole("status").filter({ hasText: "The password is changed." }).waitFor();
  expect((await page.getByLabel("Old password").inputValue()) === "", "The old password is still in its field.");
}

async function reset(page, who, fresh) {
  await page.goto("/users");
  await page.getByRole("button", { name: `Change ${who.display_name}` }).press("Enter");
  const form = page.getByRole("form", { name: "Reset the password" });
  await form.getByRole("button").press("Enter");
  await refused(form, "Enter why the password is reset");
  await form.getByLabel("New password").fill("password1234");
  await form.getByLabel("Why it is reset").fill("Forgotten on leave");
  await form.getByLabel("Why it is reset").press("Enter");
  await refused(form, "one of the passwords tried first");
  expectNone(await findings(page), "Refused");
  await form.getByLabel("New password").fill(fresh);
  await form.getByLabel("Why it is reset").press("Enter");
  await page.getByRole("status").filter({ hasText: "has a new password" }).waitFor();
  const focused = await page.evaluate(() => document.activeElement?.textContent ?? "");
  expect(focused.includes(who.display_name), `After the panel closed the focus is on "${focused}".`);
}

export default async function passwords({ browser, server }) {
  const [office, desk, phone] = await Promise.all([1, 2, 3].map(() => openContext(browser, server)));
  const admin = await office.context.newPage();
  await signIn(admin, server, "administrator");
  const who = await makeUser(admin, {
    username: `keys.${Date.now()}`, display_name: `Kim Osei ${Date.now()}`, password: "lantern gravel orchid",
    roles: ["dispatcher"],
  });
  const page = await desk.context.newPage();
  const elsewhere = await phone.context.newPage();
  await signInAs(page, who);
  await signInAs(elsewhere, who);
  await page.getByText("Live", { exact: true }).waitFor();

  await changeOwn(page, who, "copper meadow sixteen");
  await elsewhere.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.getByText("Live", { exact: true }).waitFor();

  await reset(admin, who, "velvet harbour ninety");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await signInAs(page, { ...who, password: "velvet harbour ninety" });
  await Promise.all([office, desk, phone].map(({ context }) => context.close()));
}
