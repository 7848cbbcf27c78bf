// SPDX-License-Identifier: Apache-2.0
// A period in which some month has no records has no value, and the reader cannot know which months have any. This
// finds the latest run of months that do, within the ten years that may be asked for at once.
import { get } from "../api/client";
import type { Series } from "../api/types";
import { useLoaded } from "../shell/loaded";
import { monthsBefore } from "./choice";

export interface Period {
  from: string;
  to: string;
}

const longest = 119;
const mostMonths = 12;

/** The last months with a value that follow each other without a gap, at most twelve of them. */
export function lastRun(series: Series): Period | null {
  const months = series.filter(({ reading }) => reading.value != null).map(({ key }) => key).sort();
  const to = months[months.length - 1];
  if (to === undefined) return null;
  let from = to;
  for (let count = 1; count < mostMonths && months.includes(monthsBefore(from, 1)); count += 1) {
    from = monthsBefore(from, 1);
  }
  return { from, to };
}

/** Null while it is not known, and where there are no records or nothing is asked. */
export function useRecordedMonths(measure: string | null, today: string): Period | null {
  const to = today.slice(0, 7);
  const loaded = useLoaded(async (signal) => {
    if (measure === null) return null;
    const query = { from: monthsBefore(to, longest), to, by: "month" };
    return lastRun((await get("/api/v1/measures/{name}/series", { path: { name: measure }, query, signal })).items);
  }, `recorded months ${measure} ${to}`);
  return measure === null ? null : loaded.value;
}
