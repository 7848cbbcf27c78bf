// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  fromLondonInput, lengthInWords, monthInWords, monthsInWords, stopwatch, timeOrDay, toLondonInput,
} from "../../src/words/times";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe("times", () => {
  it.each([
    [0, "0:00"],
    [59 * second, "0:59"],
    [4 * minute + 7 * second, "4:07"],
    [hour + 4 * minute + 7 * second, "1:04:07"],
    [3 * 24 * hour + 2 * hour + 10 * minute, "3 d 02:10"],
    [-5 * second, "0:00"],
  ])("shows %i ms on a stopwatch as %s", (length, shown) => {
    expect(stopwatch(length)).toBe(shown);
  });

  it.each([
    [30 * second, "less than a minute"],
    [minute, "1 minute"],
    [hour + 2 * minute, "1 hour 2 minutes"],
    [25 * hour, "1 day 1 hour"],
  ])("says %i ms as %s", (length, said) => {
    expect(lengthInWords(length)).toBe(said);
  });

  it("shows the record's UTC on the clocks of London, in summer and in winter", () => {
    const now = new Date("2026-07-01T12:00:00Z");
    expect(timeOrDay("2026-07-01T09:30:00Z", now)).toBe("10:30:00");
    expect(timeOrDay("2026-01-15T09:30:00Z", now)).toBe("15 Jan 09:30");
  });

  it("counts as another day what London's midnight parts, though UTC's does not", () => {
    expect(timeOrDay("2026-06-30T22:59:00Z", new Date("2026-06-30T23:01:00Z"))).toBe("30 Jun 23:59");
  });

  it.each([
    ["2026-01-15T09:30:00", "2026-01-15T09:30:00.000Z"],
    ["2026-07-01T10:30", "2026-07-01T09:30:00.000Z"],
  ])("understands %s typed in London as %s", (typed, instant) => {
    expect(fromLondonInput(typed)?.toISOString()).toBe(instant);
  });

  it("refuses an hour that the clocks skipped", () => {
    expect(fromLondonInput("2026-03-29T01:30")).toBeNull();
  });

  it("takes an hour shown twice the first time round", () => {
    expect(fromLondonInput("2026-10-25T01:30")?.toISOString()).toBe("2026-10-25T00:30:00.000Z");
  });

  it("refuses what is no time, and days that do not exist", () => {
    expect(fromLondonInput("yesterday")).toBeNull();
    expect(fromLondonInput("2026-02-30T10:00")).toBeNull();
  });

  it("gives back what was typed", () => {
    expect(toLondonInput(fromLondonInput("2026-07-01T10:30:05") ?? new Date(0))).toBe("2026-07-01T10:30:05");
  });

  it("names a month, and leaves alone what is none", () => {
    expect(monthInWords("2014-11")).toBe("Nov 2014");
    expect(monthInWords("Camden")).toBe("Camden");
    expect(monthsInWords("2014-11", "2015-01")).toBe("Nov 2014 to Jan 2015");
    expect(monthsInWords("2014-11", "2014-11")).toBe("Nov 2014");
  });
});
