// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  boardOrder, everything, keepFilters, parseFilters, readFilters, referenceIn, shows,
} from "../../src/incidents/filters";
import { anIncident } from "./an_incident";

describe("what the board shows", () => {
  const incident = anIncident({
    place: { text: "12 Café Row", latitude: null, longitude: null, ward: "E05013653", borough: null },
  });

  it.each([
    [{}, true],
    [{ status: "closed" as const }, false],
    [{ status: "all" as const }, true],
    [{ grade: "priority" }, true],
    [{ grade: "emergency" }, false],
    [{ text: "cafe" }, true],
    [{ text: "MOPEDS cafe" }, true],
    [{ text: "mopeds bakery" }, false],
    [{ text: "log 1" }, true],
    [{ text: "control room" }, true],
  ])("with %j: %s", (changes, shown) => {
    expect(shows({ ...everything, ...changes }, incident)).toBe(shown);
  });

  it("is found by the name of the ward, which the record only has by code", () => {
    const names = (code: string | null | undefined) => (code === "E05013653" ? "Camden Town" : null);
    expect(shows({ ...everything, text: "camden" }, incident, names)).toBe(true);
    expect(shows({ ...everything, text: "camden" }, incident)).toBe(false);
  });

  it("finds what nobody has graded", () => {
    expect(shows({ ...everything, grade: "none" }, anIncident({ grade: null }))).toBe(true);
    expect(shows({ ...everything, grade: "none" }, anIncident())).toBe(false);
  });
});

describe("the choice kept from shift to shift", () => {
  it("comes back as it was left", () => {
    const kept = new Map<string, string>();
    const store = {
      setItem: (name: string, value: string) => void kept.set(name, value),
      getItem: (name: string) => kept.get(name) ?? null,
    };
    keepFilters({ status: "all", grade: "emergency", text: "bridge" }, store);
    expect(readFilters(store)).toEqual({ status: "all", grade: "emergency", text: "bridge" });
  });

  it.each([null, "", "{", "[]", '"x"', '{"status":"gone","grade":"purple","text":7}'])(
    "is the whole open board when the store holds %j", (kept) => {
      expect(parseFilters(kept)).toEqual(everything);
    },
  );
});

describe("a reference typed into the search", () => {
  it.each([
    ["345", "Log 345"],
    ["log 345", "Log 345"],
    ["Log 345 of 20 November", "Log 345 of 20 November"],
    ["12 High Street", null],
    ["", null],
  ])("%j is %j", (typed, reference) => {
    expect(referenceIn(typed)).toBe(reference);
  });
});

describe("the order of the board", () => {
  it("is grade first, then the longest waiting; closed ones last, the newest of them first", () => {
    const make = (id: string, grade: string | null, opened: string, status: "open" | "closed" = "open") =>
      anIncident({ id, grade: grade as never, opened_at: `2026-11-20T${opened}:00Z`, status });
    const board = [
      make("closed early", "emergency", "08:00", "closed"),
      make("no deployment", "without_deployment", "08:00"),
      make("not graded", null, "08:00"),
      make("priority late", "priority", "09:30"),
      make("priority early", "priority", "09:00"),
      make("emergency", "emergency", "10:00"),
      make("closed late", "emergency", "09:00", "closed"),
    ];
    expect(board.sort(boardOrder).map((incident) => incident.id)).toEqual([
      "emergency", "priority early", "priority late", "not graded", "no deployment", "closed late", "closed early",
    ]);
  });
});
