// SPDX-License-Identifier: Apache-2.0
import { useNow } from "../incidents/clock";
import { dueWords } from "./standing";
import type { Promised } from "./types";

/** Counts on the screen; the colour only repeats the words. */
export function Due({ promise }: { promise: Promised }) {
  const { words, tone } = dueWords(promise, useNow());
  return <strong className={`due ${tone === "plain" ? "" : tone}`}>{words}</strong>;
}
