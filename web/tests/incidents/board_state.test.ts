// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { emptyBoard, withEvent, withIncident, withList } from "../../src/incidents/board_state";
import { lineOf, merged, roleWords, toldAgain, wasRecordedLater } from "../../src/incidents/log";
import type { LiveEvent } from "../../src/live/messages";
import type { Line } from "../../src/api/types";
import { anIncident } from "./an_incident";

const opening = (id: string, position = 1): LiveEvent => ({
  position, kind: "incident.opened", record: id, seq: 1, content: anIncident({ id }),
});

const line = (seq: number, changes: Partial<Line> = {}): Line => ({
  incident: "i1", seq, action: "incident.line_added", text: `line ${seq}`, happened_at: "2026-11-20T10:00:00Z",
  recorded_at: "2026-11-20T10:00:05Z", author: { id: "a1", name: "Priya Nair" }, role: "call_handler", ...changes,
});

const lineEvent = (seq: number): LiveEvent => ({
  position: 10 + seq, kind: "incident.line_added", record: "i1", seq, content: line(seq),
});

describe("the board", () => {
  it("takes in a new incident and remembers that it arrived", () => {
    const board = withEvent(emptyBoard, opening("i1"));
    expect([...board.byId.keys()]).toEqual(["i1"]);
    expect(board.arrived).toEqual(["i1"]);
  });

  it("does not announce an incident twice", () => {
    const board = withEvent(withEvent(emptyBoard, opening("i1")), opening("i1", 2));
    expect(board.arrived).toEqual(["i1"]);
  });

  it("keeps what arrived while the list was being read", () => {
    const board = withList(withEvent(emptyBoard, opening("new")), [anIncident({ id: "old" })]);
    expect([...board.byId.keys()].sort()).toEqual(["new", "old"]);
  });

  it("drops what went out of sight as soon as the list is read again", () => {
    const out: LiveEvent = { position: 2, kind: "incident.restricted", record: "i1", seq: 2, content: { text: "-" } };
    const board = withList(withEvent(withEvent(emptyBoard, opening("i1")), out), []);
    expect(board.byId.size).toBe(0);
  });

  it("drops what is no longer in the list", () => {
    const board = withList(withList(emptyBoard, [anIncident({ id: "gone" })]), []);
    expect(board.byId.size).toBe(0);
  });

  it("does not let an older answer overwrite a newer event", () => {
    const newer = withIncident(emptyBoard, anIncident({ version: 3, summary: "newer" }), false);
    expect(withList(newer, [anIncident({ version: 2, summary: "older" })]).byId.get("i1")?.summary).toBe("newer");
  });

  it("counts a line without touching the rest", () => {
    const board = withEvent(withList(emptyBoard, [anIncident()]), lineEvent(4));
    expect(board.byId.get("i1")).toEqual(anIncident({ last_seq: 4 }));
  });

  it("takes the whole incident from an act that carries it beside what changed", () => {
    const incident = anIncident({ version: 2, status: "closed" });
    const event = { position: 9, kind: "incident.closed", record: "i1", seq: 5, content: { result: "x", incident } };
    expect(withEvent(withList(emptyBoard, [anIncident()]), event).byId.get("i1")?.status).toBe("closed");
  });

  it("is not disturbed by events of other desks", () => {
    const board = withList(emptyBoard, [anIncident()]);
    expect(withEvent(board, { position: 5, kind: "account.created", record: "a", seq: 1, content: {} })).toBe(board);
  });
});

describe("the log", () => {
  it("has each line once, in order of its number", () => {
    expect(merged([line(1), line(3)], [line(2), line(3)]).map((one) => one.seq)).toEqual([1, 2, 3]);
  });

  it("takes lines of this incident only", () => {
    expect(lineOf(lineEvent(2), "i1")?.seq).toBe(2);
    expect(lineOf(lineEvent(2), "another")).toBeNull();
    expect(lineOf(opening("i1"), "i1")).toBeNull();
  });

  it("says once that a promise is late, to however many it was told", () => {
    const late = { ...line(2), action: "deadline.breached", text: "Officers arrive" };
    expect(toldAgain({ ...late, seq: 3 }, late)).toBe(true);
    expect(toldAgain({ ...late, seq: 3, text: "Record the crime" }, late)).toBe(false);
    expect(toldAgain({ ...late, seq: 3, happened_at: "2026-02-03T04:05:06.000Z" }, late)).toBe(false);
    expect(toldAgain({ ...line(3), text: line(2).text }, line(2))).toBe(false);
    expect(toldAgain(late, undefined)).toBe(false);
  });

  it("says in which role a line was written, and how many when there are many", () => {
    expect(roleWords("call_handler")).toBe("call handler");
    expect(roleWords("call_handler+analyst")).toBe("call handler, analyst");
    expect(roleWords("call_handler+analyst+importer")).toBe("3 roles");
  });

  it("shows both times when they differ by a minute or more", () => {
    expect(wasRecordedLater(line(1))).toBe(false);
    expect(wasRecordedLater(line(1, { recorded_at: "2026-11-20T10:01:00Z" }))).toBe(true);
  });
});
