// SPDX-License-Identifier: Apache-2.0
// Pictures of the guides, made of the real thing at the sizes it is used at.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { declineTour, screens } from "./browser.mjs";
import { root } from "./server.mjs";

const folder = join(root, "docs/images");

/** docs/images/NAME.png on a desk and NAME-phone.png on a phone, of the page as it stands, from `top` on if given. */
export async function keepPicture(page, name, top) {
  mkdirSync(folder, { recursive: true });
  const size = page.viewportSize();
  await declineTour(page);
  for (const [screen, ending] of [["desk", ""], ["phone", "-phone"]]) {
    await page.setViewportSize(screens[screen]);
    await page.evaluate(() => document.fonts.ready);
    await top?.evaluate((element) => element.scrollIntoView({ block: "start" }));
    await page.screenshot({ path: join(folder, `${name}${ending}.png`), animations: "disabled" });
  }
  await page.setViewportSize(size);
}
