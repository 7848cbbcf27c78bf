// SPDX-License-Identifier: Apache-2.0
// The picture in the README, made of the real thing.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { declineTour, openContext, signIn } from "./browser.mjs";
import { root } from "./server.mjs";
import { someIncidents } from "./some_incidents.mjs";

export default async function picture_of_the_board({ browser, server }) {
  const options = { viewport: { width: 1440, height: 810 }, colorScheme: "dark", reducedMotion: "reduce" };
  const { context } = await openContext(browser, server, options);
  const page = await context.newPage();
  await signIn(page, server, "dispatcher");
  await someIncidents(page, 36);
  await page.reload();
  await page.locator(".table__body .row").nth(15).waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  await declineTour(page);
  await page.mouse.move(700, 5);
  mkdirSync(join(root, "docs/images"), { recursive: true });
  await page.screenshot({ path: join(root, "docs/images/board.png") });
  await context.close();
}
