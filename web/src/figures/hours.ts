// SPDX-License-Identifier: Apache-2.0
// Hour of the week: Monday 00 is 0, Sunday 23 is 167.
import type { Series } from "../api/types";

export const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** The hour a series key stands for: "Mon 08" is 8. Null for anything else. */
export function hourOfWeek(key: string): number | null {
  const [name = "", hour = ""] = key.split(" ");
  const day = weekdays.findIndex((weekday) => weekday.slice(0, 3) === name);
  return day >= 0 && /^([01]\d|2[0-3])$/.test(hour) ? day * 24 + Number(hour) : null;
}

/** Seven days of twenty-four values; null where nothing was measured. */
export function weekOf(series: Series): (number | null)[][] {
  const week = weekdays.map(() => Array.from({ length: 24 }, () => null as number | null));
  for (const { key, reading } of series) {
    const hour = hourOfWeek(key);
    const day = hour === null ? undefined : week[Math.floor(hour / 24)];
    if (day && hour !== null) day[hour % 24] = reading.value ?? null;
  }
  return week;
}
