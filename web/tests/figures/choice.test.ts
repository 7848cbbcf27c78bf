// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  asMonth, choiceFrom, groupWords, monthsBefore, otherMeasure, periodFrom, queryOf,
} from "../../src/figures/choice";
import { lastRun } from "../../src/figures/recorded_months";
import type { Measure, Reading } from "../../src/api/types";

const crimes: Measure = {
  name: "crimes", title: "Crimes", definition: "", unit: "crimes", basis: "published", example: "",
  options: [{ name: "type", title: "type", values: ["burglary"], standard: "" }],
  groups: [{ name: "month", title: "Month" }, { name: "hour_of_week", title: "Hour of the week" }],
};
const today = "2026-11-21";
const query = (text: string) => new URLSearchParams(text);

describe("the period asked for", () => {
  it.each([
    ["", "2025-12", "2026-11"],
    ["from=2014-04&to=2015-03", "2014-04", "2015-03"],
    ["to=2015-03", "2014-04", "2015-03"],
    ["from=2014-04", "2014-04", "2014-04"],
    ["from=April&to=13", "2025-12", "2026-11"],
  ])("of %j is %s to %s", (text, from, to) => {
    expect(periodFrom(query(text), today)).toEqual({ from, to });
  });

  it("counts months over the turn of the year", () => {
    expect(monthsBefore("2026-01", 1)).toBe("2025-12");
    expect(monthsBefore("2026-11", 0)).toBe("2026-11");
  });

  it("knows a month from what only looks like one", () => {
    expect(["2014-11", "2014-13", "2014-1", "nov"].map(asMonth)).toEqual(["2014-11", "", "", ""]);
  });
});

describe("the figure asked for", () => {
  it("is the first measure by its first group until somebody chooses", () => {
    const first = { measure: "crimes", by: "month", area: "", options: {} };
    expect(choiceFrom(query(""), [crimes], today)).toMatchObject(first);
    expect(choiceFrom(query(""), [], today)).toBeNull();
  });

  it("takes from the address only what the measure has", () => {
    const choice = choiceFrom(query("measure=crimes&by=colour&type=burglary&grade=priority"), [crimes], today);
    expect(choice).toMatchObject({ by: "month", options: { type: "burglary" } });
    expect(choice && queryOf(choice)).toEqual({ type: "burglary", from: "2025-12", to: "2026-11" });
  });

  it("forgets options and group when another measure is chosen", () => {
    expect(otherMeasure("responses", crimes)).toEqual({
      type: "", by: "", from: "", to: "", measure: "responses",
    });
  });

  it("says its group in the middle of a sentence", () => {
    expect(groupWords(crimes, "hour_of_week")).toBe("hour of the week");
  });
});

describe("where there are records", () => {
  const point = (key: string, value: number | null) => ({ key, label: key, reading: { value } as Reading });

  it("is the last run of months with a value, in whatever order they come", () => {
    const series = [point("2021-06", 4), point("2021-03", 1), point("2021-05", 0), point("2021-07", null)];
    expect(lastRun(series)).toEqual({ from: "2021-05", to: "2021-06" });
  });

  it("is nowhere when no month has a value", () => {
    expect(lastRun([point("2021-07", null)])).toBeNull();
    expect(lastRun([])).toBeNull();
  });

  it("is a year at most", () => {
    const years = Array.from({ length: 30 }, (_, index) => point(monthsBefore("2021-12", index), 1));
    expect(lastRun(years)).toEqual({ from: "2021-01", to: "2021-12" });
  });
});
