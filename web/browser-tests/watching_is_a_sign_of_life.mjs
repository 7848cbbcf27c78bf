// SPDX-License-Identifier: Apache-2.0
// A dispatcher who only watches and moves the mouse asks nothing, and was signed out after an hour. A touch is passed
// on to the server; without one nothing is sent, and the screen locks itself.
import { eventually, expect, openContext, signIn } from "./browser.mjs";

const minutes = (count) => count * 60_000;

export default async function watching_is_a_sign_of_life({ browser, server }) {
  const { context } = await openContext(browser, server);
  const page = await context.newPage();
  await page.clock.install();
  await signIn(page, server, "dispatcher");
  await page.getByText("Live", { exact: true }).waitFor();
  let signs = 0;
  page.on("request", (request) => {
    if (request.method() === "GET" && request.url().endsWith("/api/v1/session")) signs += 1;
  });

  for (let hour = 0; hour < 3; hour += 1) {
    const answered = page.waitForResponse((response) => response.url().endsWith("/api/v1/session"));
    await page.clock.fastForward(minutes(5));
    await page.mouse.move(300 + hour, 5);
    await answered;
  }
  await page.keyboard.press("Shift");
  expect(signs === 3, `Three touches five minutes apart and one at once after gave ${signs} signs of life.`);

  await page.clock.fastForward(minutes(9));
  expect(signs === 3, "Nobody was there and a sign of life was sent.");
  await page.getByRole("heading", { name: "Board" }).waitFor();
  await page.clock.fastForward(minutes(2));
  await page.getByRole("heading", { name: "Locked" }).waitFor();
  // Locking ends the stream, and each part of the page may look why it ended; after that nobody is here to speak of.
  let asked = -1;
  await eventually(async () => {
    const before = signs;
    await page.waitForTimeout(1_000);
    asked = signs;
    return asked === before;
  }, "the locked page has asked all that it asks");
  await page.clock.fastForward(minutes(40));
  await page.waitForTimeout(500);
  expect(signs === asked, "The locked screen sent a sign of life.");
  await context.close();
}
