// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  asMonth, choiceFrom, groupWords, monthsBefore, narrowed, otherMeasure, periodFrom, queryOf,
} from "../../src/figures/choice";
import type { Choice } from "../../src/figures/choice";
import { judgement } from "../../src/figures/reading_panel";
import { lastRun } from "../../src/figures/recorded_months";
import { leadsTo } from "../../src/figures/series";
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

describe("the records of one bar", () => {
  const whole: Choice = {
    measure: "crimes", area: "", from: "2026-01", to: "2026-11", by: "month", options: {}, only: "",
  };
  const tracked = { ...crimes, name: "outcome_rate_tracked", options: [
    { name: "outcome", title: "outcome", values: ["charged", "cautioned"], standard: "charged" },
  ] };
  const asked = (changes: Partial<Choice>, key: string, measure = crimes) => {
    const choice = narrowed({ ...whole, ...changes }, measure, key);
    return choice && queryOf(choice);
  };
  const period = { from: "2026-01", to: "2026-11" };

  it.each([
    ["a month", { by: "month" }, "2026-03", { from: "2026-03", to: "2026-03" }],
    ["a type", { by: "type" }, "burglary", { ...period, type: "burglary" }],
    ["a force", { by: "force" }, "metropolitan", { ...period, area: "metropolitan" }],
    ["a ward of a borough", { by: "ward", area: "E09000033" }, "E05013793", { ...period, area: "E05013793" }],
  ])("is asked for by the words of the API: %s", (_, choice, key, query) => {
    expect(asked(choice, key)).toEqual(query);
  });

  it.each([
    ["an hour of the week", { by: "hour_of_week" }, "Mon 08"],
    ["what no option offers", { by: "object" }, "Controlled drugs"],
    ["a type that the option does not know", { by: "type" }, "witchcraft"],
    ["what is not stated", { by: "ward" }, ""],
    ["a borough of a force: the force published only its own", { by: "borough", area: "metropolitan" }, "E09000033"],
    ["a borough around a ward: it is more than the ward", { by: "borough", area: "E05013793" }, "E09000033"],
  ])("is not offered where the API has no words for it: %s", (_, choice, key) => {
    expect(asked(choice, key)).toBeNull();
  });

  it("is not offered where the word takes in more than the bar", () => {
    expect(asked({ by: "outcome" }, "charged", tracked)).toBeNull();
    expect(asked({ by: "outcome" }, "cautioned", tracked)).toEqual({ ...period, outcome: "cautioned" });
    expect(asked({ by: "outcome" }, "charged", { ...tracked, name: "outcome_rate_closed" })).not.toBeNull();
  });

  it("has an address of its own, unless there are none", () => {
    const to = leadsTo(whole, crimes, new URL("http://here/figures?measure=crimes"));
    const point = (numerator: number) => ({ key: "2026-03", label: "2026-03", reading: { numerator } as Reading });
    expect(to(point(2))).toBe("/figures?measure=crimes&only=2026-03");
    expect(to(point(0))).toBeNull();
  });

  it("is taken from the address", () => {
    expect(choiceFrom(query("only=2026-03"), [crimes], today)).toMatchObject({ only: "2026-03" });
  });
});

describe("whether a change is more than chance", () => {
  const against = (value: number | null, significant?: boolean | null) => {
    return { from: "2025-01", to: "2025-12", value, ...(significant === undefined ? {} : { significant }) };
  };

  it.each([
    ["is", 5, against(9, true), "More than chance would explain."],
    ["is not", 5, against(9, false), "No more than chance would explain."],
    ["cannot be judged on few records", 5, against(9, null), /cannot be judged: there are too few records/],
    ["cannot be judged when nothing is said", 5, against(9), /cannot be judged: there are too few records/],
    ["cannot be judged without a value", null, against(9, null), /cannot be judged: there is no value for this/],
    ["cannot be judged without one before", 5, against(null, null), /cannot be judged: .* for the earlier period/],
  ])("%s", (_, value, comparison, words) => {
    expect(judgement(value, comparison)).toMatch(words);
  });
});
