// SPDX-License-Identifier: Apache-2.0
// Instants as people in the control room read them. The record keeps UTC; every time shown is Europe/London.

const zone = "Europe/London";

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...options });
}

const clockTime = formatter({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const clockMinutes = formatter({ hour: "2-digit", minute: "2-digit" });
const shortDay = formatter({ day: "numeric", month: "short" });
const longDay = formatter({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const dayKey = formatter({ year: "numeric", month: "2-digit", day: "2-digit" });
const monthName = formatter({ month: "short", year: "numeric" });

function parts(instant: Date): Record<string, number> {
  const fields = formatter({
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
  }).formatToParts(instant);
  return Object.fromEntries(fields.map((field) => [field.type, Number(field.value)]));
}

/** "14:03:22", with the day before it when that is not the day of `now`. */
export function timeOrDay(instant: string, now: Date): string {
  const at = new Date(instant);
  const sameDay = dayKey.format(at) === dayKey.format(now);
  return sameDay ? clockTime.format(at) : `${shortDay.format(at)} ${clockMinutes.format(at)}`;
}

export function dayAndTime(instant: string): string {
  const at = new Date(instant);
  return `${shortDay.format(at)} ${clockTime.format(at)}`;
}

export function fullTime(instant: string): string {
  const at = new Date(instant);
  return `${longDay.format(at)} at ${clockTime.format(at)}`;
}

/** A length of time as a stopwatch shows it: "4:07", "1:04:07", "3 d 02:10". Never negative. */
export function stopwatch(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const two = (value: number) => String(value).padStart(2, "0");
  if (days > 0) return `${days} d ${two(hours)}:${two(minutes)}`;
  if (hours > 0) return `${hours}:${two(minutes)}:${two(seconds % 60)}`;
  return `${minutes}:${two(seconds % 60)}`;
}

/** The same length in words, for screen readers: "1 hour 4 minutes". */
export function lengthInWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes === 0) return "less than a minute";
  const count = (value: number, unit: string) => (value === 0 ? "" : `${value} ${unit}${value === 1 ? "" : "s"}`);
  const days = count(Math.floor(minutes / 1440), "day");
  const hours = count(Math.floor((minutes % 1440) / 60), "hour");
  return [days, hours, count(minutes % 60, "minute")].filter((word) => word !== "").join(" ");
}

/** The same length in little room, by its two largest units: "40 s", "3 min", "2 h 04 min", "3 d 2 h". */
export function shortLength(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
}

/** "2014-11" as "Nov 2014"; anything else unchanged. */
export function monthInWords(month: string): string {
  const match = /^(\d{4})-(\d{2})$/.exec(month);
  if (!match) return month;
  return monthName.format(new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, 15)));
}

/** "Nov 2014 to Jan 2015", or the one month. */
export function monthsInWords(from: string, to: string): string {
  return from === to ? monthInWords(to) : `${monthInWords(from)} to ${monthInWords(to)}`;
}

/** The instant as `<input type="datetime-local">` wants it, on the clocks of London. */
export function toLondonInput(instant: Date): string {
  const p = parts(instant);
  const two = (name: string) => String(p[name] ?? 0).padStart(2, "0");
  return `${p.year}-${two("month")}-${two("day")}T${two("hour")}:${two("minute")}:${two("second")}`;
}

/**
 * The instant meant by a local time typed in London, or null when the clocks never showed it (the hour skipped in
 * March). An hour shown twice in October is taken the first time round, in summer time.
 */
export function fromLondonInput(local: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?/.exec(local);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map((field) => Number(field ?? 0));
  const asUtc = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  const wanted = match[6] === undefined ? `${match[0]}:00` : match[0];
  for (const offsetHours of [1, 0]) {
    const candidate = new Date(asUtc - offsetHours * 3_600_000);
    if (toLondonInput(candidate) === wanted) return candidate;
  }
  return null;
}
