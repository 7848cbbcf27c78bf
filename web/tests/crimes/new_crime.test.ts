// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { emptyInformed, informedBody, informedProblems } from "../../src/crimes/informed_fields";
import { newCrimeBody, newCrimeProblems } from "../../src/crimes/new_crime";
import { occurredProblems } from "../../src/crimes/occurred_fields";

const now = Date.parse("2026-11-20T12:00:00Z");
const empty = {
  place: "", latitude: null, longitude: null, summary: "", occurred_from: "", occurred_to: "", offence: null,
  given_name: "", family_name: "", phone: "",
};

describe("a crime recorded directly", () => {
  it("needs a place and what happened, and says both at once", () => {
    expect(newCrimeProblems(empty, now).map((error) => error.field)).toEqual(["place", "summary"]);
  });

  it("needs nothing else", () => {
    const draft = { ...empty, place: " unknown ", summary: "Bicycle gone" };
    expect(newCrimeProblems(draft, now)).toEqual([]);
    expect(newCrimeBody(draft)).toEqual({ summary: "Bicycle gone", place: { text: "unknown" } });
  });

  it("names the victim as far as known", () => {
    const draft = { ...empty, place: "Quay", summary: "Theft", given_name: "Ada", phone: "07700 900123" };
    expect(newCrimeBody(draft).people).toEqual([
      { role: "victim", said: { given_name: "Ada", phone: "07700 900123" } },
    ]);
  });

  it.each([
    ["2026-11-20T10:00", "2026-11-20T09:00", ["occurred_to"]],
    ["2026-11-20T13:00", "", ["occurred_from"]],
    ["2026-03-29T01:30", "", ["occurred_from"]],
    ["2026-11-19T22:00", "2026-11-20T07:00", []],
    ["", "", []],
  ])("from %s until %s has problems at %j", (occurred_from, occurred_to, fields) => {
    expect(occurredProblems({ occurred_from, occurred_to }, now).map((error) => error.field)).toEqual(fields);
  });
});

describe("telling the victim", () => {
  it("is a time or a reason why not", () => {
    expect(informedProblems(emptyInformed, now)).toHaveLength(1);
    expect(informedProblems({ ...emptyInformed, not_informed_because: "No address" }, now)).toEqual([]);
    expect(informedProblems({ ...emptyInformed, victim_informed_at: "2026-11-21T10:00" }, now)).toHaveLength(1);
    expect(informedBody({ victim_informed_at: "2026-11-20T10:00", not_informed_because: "left over" })).toEqual({
      victim_informed_at: "2026-11-20T10:00:00.000Z",
    });
  });
});
