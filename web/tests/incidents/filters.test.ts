// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  boardOrder, everything, keepFilters, ofPolicy, parseFilters, readFilters, referenceIn, shows,
} from "../../src/incidents/filters";
import { anIncident } from "./an_incident";

describe("what the board shows", () => {
  const incident = anIncident({
    place: { text: "12 Café Row", latitude: null, longitude: null, ward: "E05013653", borough: null },
    level: { code: "soon", title: "Soon" },
  });

  it.each([
    [{}, true],
    [{ status: "closed" as const }, false],
    [{ status: "all" as const }, true],
    [{ level: "soon" }, true],
    [{ level: "immediate" }, false],
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
    const typeTitle = () => "Nuisance";
    expect(shows({ ...everything, text: "camden" }, incident, { areaName: names, typeTitle })).toBe(true);
    expect(shows({ ...everything, text: "nuisance" }, incident, { areaName: names, typeTitle })).toBe(true);
    expect(shows({ ...everything, text: "camden" }, incident)).toBe(false);
  });

  it("finds what nobody has graded", () => {
    expect(shows({ ...everything, level: "none" }, anIncident({ grade: null }))).toBe(true);
    expect(shows({ ...everything, level: "none" }, anIncident())).toBe(false);
  });

  it("never shows a duplicate beside the log that it was joined to", () => {
    expect(shows({ ...everything, status: "all" }, anIncident({ status: "closed", joined_to: "i2" }))).toBe(false);
  });

  it("hides nothing by a level that the policy in force does not have", () => {
    const levels = [{ code: "soon" }];
    expect(ofPolicy({ ...everything, level: "urgent" }, levels)).toEqual(everything);
    expect(ofPolicy({ ...everything, level: "soon" }, levels).level).toBe("soon");
    expect(ofPolicy({ ...everything, level: "none" }, levels).level).toBe("none");
  });
});

describe("the choice kept from shift to shift", () => {
  it("comes back as it was left", () => {
    const kept = new Map<string, string>();
    const store = {
      setItem: (name: string, value: string) => void kept.set(name, value),
      getItem: (name: string) => kept.get(name) ?? null,
    };
    keepFilters({ status: "all", level: "immediate", text: "bridge" }, store);
    expect(readFilters(store)).toEqual({ status: "all", level: "immediate", text: "bridge" });
  });

  it.each([null, "", "{", "[]", '"x"', '{"status":"gone","level":7,"text":7}'])(
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
