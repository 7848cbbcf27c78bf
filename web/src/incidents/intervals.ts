// SPDX-License-Identifier: Apache-2.0
import type { Incident } from "../api/types";

type Intervals = Incident["intervals"];

/** In the order in which they follow each other when all goes well. */
const titles: readonly [keyof Intervals, string][] = [
  ["called_at", "Called"],
  ["answered_at", "Answered"],
  ["created_at", "Created"],
  ["graded_at", "Graded"],
  ["dispatched_at", "Dispatched"],
  ["mobile_at", "Mobile"],
  ["arrived_at", "Arrived"],
  ["cleared_at", "Cleared"],
  ["closed_at", "Closed"],
];

export interface IntervalRow {
  name: string;
  title: string;
  at: string;
  /** Milliseconds since the instant before it that is known; negative when a clock went backwards. */
  since: number | null;
}

export function intervalRows(intervals: Partial<Intervals> | null | undefined): IntervalRow[] {
  const rows: IntervalRow[] = [];
  for (const [name, title] of titles) {
    const at = intervals?.[name];
    if (!at) continue;
    const before = rows[rows.length - 1];
    rows.push({ name, title, at, since: before ? Date.parse(at) - Date.parse(before.at) : null });
  }
  return rows;
}
