// SPDX-License-Identifier: Apache-2.0
// A browser has six connections per server: however many tabs are open, one of them carries the events.
import { eventually, expect, openContext, signIn } from "./browser.mjs";

/** Streams that the server says are open, from its metrics. */
async function streams(page) {
  const text = await page.evaluate(async () => (await fetch("/metrics")).text());
  const found = /^bluelamp_streams\s+(\d+)/m.exec(text);
  expect(found, "The metrics have no bluelamp_streams.");
  return Number(found[1]);
}

export default async function one_stream_for_all_tabs({ browser, server }) {
  const { context } = await openContext(browser, server);
  const first = await context.newPage();
  await first.goto("/");
  await eventually(async () => (await streams(first)) === 0, "no stream of an earlier test is left");
  await signIn(first, server, "dispatcher");
  const tabs = [first];
  for (let count = 1; count < 8; count += 1) {
    const tab = await context.newPage();
    await tab.goto("/");
    await tab.getByText("Live", { exact: true }).waitFor();
    tabs.push(tab);
  }
  await eventually(async () => (await streams(first)) === 1, "one more stream for eight tabs");

  await tabs[3].getByRole("button", { name: "Sign out" }).click();
  await Promise.all(tabs.map((tab) => tab.getByRole("heading", { name: "Sign in" }).waitFor()));
  await eventually(async () => (await streams(first)) === 0, "the stream closed with the session");
  await context.close();
}
