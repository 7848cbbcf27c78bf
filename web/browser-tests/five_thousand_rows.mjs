// SPDX-License-Identifier: Apache-2.0
// The worst night: five thousand open incidents. Only the rows in sight may be in the document, and the keys keep up.
import { expect, openContext, openIncident, signIn } from "./browser.mjs";

const count = 5000;

/** One real incident of the server, five thousand times over with other names. */
async function answerWithMany(page, pattern) {
  await page.route(/\/api\/v1\/incidents\?/, (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get("after") ?? 0);
    const items = Array.from({ length: 500 }, (_, index) => {
      const number = from + index + 1;
      const opened_at = new Date(Date.now() - (count - number) * 1000).toISOString();
      return { ...pattern, id: `i${number}`, reference: `Log ${number} of today`, opened_at };
    });
    const next = from + 500 < count ? String(from + 500) : null;
    return route.fulfill({ json: { items, next } });
  });
}

/** How long each frame took, in ms, shortest first, while the list was scrolled from end to end. */
function scrollThrough(page) {
  return page.evaluate(async () => {
    const box = document.querySelector(".table__scroll");
    const frames = [];
    let last = performance.now();
    for (let step = 1; step <= 60; step += 1) {
      box.scrollTop = (box.scrollHeight * step) / 60;
      await new Promise((done) => requestAnimationFrame(done));
      frames.push(performance.now() - last);
      last = performance.now();
    }
    return frames.sort((a, b) => a - b);
  });
}

export default async function five_thousand_rows({ browser, server, note }) {
  const { context } = await openContext(browser, server);
  const page = await context.newPage();
  await signIn(page, server, "dispatcher");
  const pattern = await openIncident(page, { summary: "One of many", place: { text: "High Street" } });
  await answerWithMany(page, pattern);
  await page.reload();
  await page.getByText("5,000", { exact: true }).waitFor();
  const rows = await page.locator(".table__body .row").count();
  expect(rows < 120, `${rows} rows are in the document.`);
  await page.getByText("Live", { exact: true }).waitFor();
  const frames = await scrollThrough(page);
  const [middle, high] = [0.5, 0.95].map((share) => frames[Math.ceil(share * frames.length) - 1]);
  note(`${rows} of ${count} rows in the document; frames of ${middle.toFixed(0)} ms, 95 % below ${high.toFixed(0)} ms`);
  await page.getByRole("link", { name: `Log ${count} of today` }).waitFor();
  await page.keyboard.press("k");
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  expect(focused === `Log ${count} of today`, `k put the focus on "${focused}".`);
  await context.close();
}
