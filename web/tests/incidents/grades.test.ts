// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { gradeOf, gradeOfIncident, isClose, standing } from "../../src/incidents/grades";
import { intervalRows } from "../../src/incidents/intervals";
import { anIncident } from "./an_incident";

const opened = "2026-11-20T10:00:00Z";
const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
const minute = 60_000;
const base = anIncident().intervals;

describe("against the limit", () => {
  const emergency = anIncident({ grade: "emergency", limit_s: 900, opened_at: opened });

  it.each([
    ["10:14:59", { state: "running", elapsed: 15 * minute - 1000, left: 1000 }],
    ["10:15:00", { state: "running", elapsed: 15 * minute, left: 0 }],
    ["10:15:01", { state: "late", elapsed: 15 * minute + 1000, by: 1000 }],
  ])("at %s", (time, expected) => {
    expect(standing(emergency, at(time))).toEqual(expected);
  });

  it("stops at arrival, in time or late, whatever the clock says now", () => {
    const arrived = (time: string) => ({ ...emergency, intervals: { ...base, arrived_at: `2026-11-20T${time}Z` } });
    expect(standing(arrived("10:09:20"), at("12:00:00"))).toMatchObject({ state: "met", took: 9 * minute + 20_000 });
    expect(standing(arrived("10:20:00"), at("12:00:00"))).toMatchObject({ state: "missed", took: 20 * minute });
  });

  it("has nothing to keep where nobody is sent, and nothing more once closed", () => {
    expect(standing(anIncident({ limit_s: null }), at("11:00:00"))).toEqual({ state: "none", elapsed: 60 * minute });
    expect(standing(anIncident({ status: "closed" }), at("11:00:00"))).toEqual({ state: "closed" });
  });

  it("is close when a fifth of the limit is left", () => {
    expect(isClose(3 * minute, 15 * minute)).toBe(true);
    expect(isClose(3 * minute + 1, 15 * minute)).toBe(false);
    expect(isClose(0, null)).toBe(false);
  });

  it("runs from where the level says, which may be before the incident was opened", () => {
    const answered = { ...emergency, clock_from: "2026-11-20T09:55:00Z" };
    expect(standing(answered, at("10:12:00"))).toMatchObject({ state: "late", by: 2 * minute });
  });

  it("asks nobody to be there once it is decided that nobody goes", () => {
    expect(standing({ ...emergency, attended: false }, at("11:00:00")).state).toBe("nobody");
  });

  it("has the force's own words and the colour of the national shape", () => {
    const level = { code: "grade_1", title: "Grade 1" };
    expect(gradeOfIncident({ grade: "priority", level: { code: "soon", title: "Soon" } }).letter).toBe("S");
    const grade = { code: "emergency", title: "Grade 1", letter: "1" };
    expect(gradeOfIncident({ grade: "emergency", level })).toEqual(grade);
    expect(gradeOfIncident({ grade: "emergency", level: null }).title).toBe("Emergency");
  });

  it("never shows a grade it does not know as one it does", () => {
    expect(gradeOf("ultraviolet").title).toBe("Not graded");
    expect(gradeOf(null).title).toBe("Not graded");
  });
});

describe("the instants of an incident", () => {
  it("stand in order, each with the time since the one before that is known", () => {
    const rows = intervalRows({ ...base, arrived_at: "2026-11-20T10:09:00Z", called_at: "2026-11-20T10:00:00Z" });
    expect(rows.map((row) => [row.title, row.since])).toEqual([["Called", null], ["Arrived", 9 * minute]]);
  });

  it("show a clock that went back as what it is", () => {
    const rows = intervalRows({ ...base, called_at: "2026-11-20T10:05:00Z", answered_at: "2026-11-20T10:00:00Z" });
    expect(rows[1]?.since).toBe(-5 * minute);
  });
});
