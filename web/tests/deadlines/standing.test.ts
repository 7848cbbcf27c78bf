// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { dueWords, promiseOrder } from "../../src/deadlines/standing";
import type { Promised } from "../../src/deadlines/types";

const at = (time: string) => `2026-11-20T${time}:00Z`;

function aPromise(changes: Partial<Promised> = {}): Promised {
  return {
    id: "p1", rule: "attend", title: "Be there", about: { kind: "incident", id: "i1", reference: "Log 1" },
    owner: "team:t1", owner_name: "Control room A", visibility: 0, state: "running", starts_at: at("10:00"),
    due_at: at("11:00"),
    pause_reasons: [], policy_version: "test.1", version: 1, ...changes,
  };
}

describe("a promise in words", () => {
  it.each([
    ["10:00", {}, "1 h 00 min left", "plain"],
    ["10:47", {}, "13 min left", "plain"],
    ["10:48", {}, "12 min left", "close"],
    ["11:00", {}, "Late by 0 s", "late"],
    ["11:03", {}, "Late by 3 min", "late"],
    ["12:00", { met_at: at("10:59") }, "Kept in time", "met"],
    ["12:00", { met_at: at("11:05") }, "Kept, 5 min late", "late"],
    ["12:00", { ended_at: at("10:30") }, "No longer owed", "plain"],
    ["12:00", { paused_at: at("10:30"), due_at: null, left_ms: 1_800_000 }, "Paused, 30 min left", "close"],
  ] as const)("at %s with %j: %s", (now, changes, words, tone) => {
    expect(dueWords(aPromise(changes), Date.parse(at(now)))).toEqual({ words, tone });
  });

  it("is close one hour before a long limit, not a fifth of it", () => {
    const long = aPromise({ starts_at: "2026-11-19T11:00:00Z" });
    expect(dueWords(long, Date.parse(at("09:59"))).tone).toBe("plain");
    expect(dueWords(long, Date.parse(at("10:00"))).tone).toBe("close");
  });
});

describe("the order of promises", () => {
  it("puts what is owed soonest first, a stopped clock after that, and what is over last, newest first", () => {
    const list = [
      aPromise({ id: "kept early", met_at: at("10:10") }), aPromise({ id: "later", due_at: at("12:00") }),
      aPromise({ id: "paused", due_at: null, paused_at: at("10:05") }),
      aPromise({ id: "ended late", ended_at: at("10:50") }),
      aPromise({ id: "soon" }),
    ];
    expect(list.sort(promiseOrder).map((one) => one.id)).toEqual([
      "soon", "later", "paused", "ended late", "kept early",
    ]);
  });
});
