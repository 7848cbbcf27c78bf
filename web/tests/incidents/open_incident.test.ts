// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { categories } from "../../src/incidents/categories";
import { dropDraft, emptyDraft, keepDraft, readDraft } from "../../src/incidents/draft";
import { keyFor } from "../../src/api/keep_trying";
import { fieldOnPage, missingFrom, requestFrom } from "../../src/incidents/open_incident";
import { scrollFor, windowOf } from "../../src/incidents/windowing";

const draft = { ...emptyDraft(), place: " Mill Lane ", summary: " Fight outside the pub " };

class MemoryStore {
  private kept = new Map<string, string>();
  getItem = (name: string) => this.kept.get(name) ?? null;
  setItem = (name: string, value: string) => void this.kept.set(name, value);
  removeItem = (name: string) => void this.kept.delete(name);
}

describe("opening an incident", () => {
  it("needs a place and a reason and nothing else", () => {
    expect(missingFrom(draft)).toEqual([]);
    expect(missingFrom({ ...draft, place: "unknown" })).toEqual([]);
    expect(missingFrom(emptyDraft()).map((error) => error.field)).toEqual(["place", "summary"]);
  });

  it("sends what was typed and leaves out what was not", () => {
    expect(requestFrom(draft)).toEqual({ summary: "Fight outside the pub", place: { text: "Mill Lane" } });
  });

  it("sends a position only as a whole, and times as UTC", () => {
    const graded = { ...draft, type: "fight", level: "soon" };
    const placed = { ...graded, latitude: 51.5, longitude: -0.1, happened: "2026-07-01T10:30" };
    expect(requestFrom(placed)).toEqual({
      summary: "Fight outside the pub", type: "fight", level: "soon", happened_at: "2026-07-01T09:30:00.000Z",
      place: { text: "Mill Lane", latitude: 51.5, longitude: -0.1 },
    });
    expect(requestFrom({ ...draft, latitude: 51.5 }).place).toEqual({ text: "Mill Lane" });
  });

  it("names the field that people see", () => {
    expect(["place.text", "place.latitude", "summary"].map(fieldOnPage)).toEqual(["place", "place", "summary"]);
  });

  it("offers the thirty-seven opening codes of the reference list", () => {
    expect(categories).toHaveLength(37);
    expect(categories).toContain("Anti-social behaviour: personal");
    expect(categories).toContain("Concern for safety");
  });
});

describe("a draft", () => {
  it("survives a reload with what was sent, so that sending it again is still one incident", () => {
    const store = new MemoryStore();
    const [key, sent] = keyFor(requestFrom(draft), draft.sent);
    keepDraft("a1", { ...draft, sent }, store);
    const kept = readDraft("a1", store);
    expect(kept).toEqual({ ...draft, sent });
    expect(keyFor(requestFrom(kept), kept.sent)[0]).toBe(key);
  });

  it("changed after such a reload goes under another key, and changed back under its first one", () => {
    const store = new MemoryStore();
    const [key, sent] = keyFor(requestFrom(draft), draft.sent);
    keepDraft("a1", { ...draft, sent }, store);
    const kept = readDraft("a1", store);
    const [other, both] = keyFor(requestFrom({ ...kept, summary: "Fight is over" }), kept.sent);
    expect(other).not.toBe(key);
    expect(keyFor(requestFrom(draft), both)[0]).toBe(key);
  });

  it("is not shown to whoever signs in next, and is gone once answered", () => {
    const store = new MemoryStore();
    keepDraft("a1", draft, store);
    expect(readDraft("a2", store).summary).toBe("");
    dropDraft("a1", store);
    expect(readDraft("a1", store).summary).toBe("");
  });

  it("that cannot be read is an empty one", () => {
    const store = new MemoryStore();
    store.setItem("bluelamp.draft.a1", "{");
    expect(readDraft("a1", store).place).toBe("");
  });
});

describe("the rows in the document", () => {
  it("are those that can be seen and a few more, of however many", () => {
    expect(windowOf(0, 800, 34, 5000)).toEqual({ first: 0, end: 32 });
    const middle = windowOf(34_000, 800, 34, 5000);
    expect(middle).toEqual({ first: 992, end: 1032 });
  });

  it("end with the list", () => {
    expect(windowOf(170_000, 800, 34, 5000).end).toBe(5000);
    expect(windowOf(0, 800, 34, 0)).toEqual({ first: 0, end: 0 });
    expect(windowOf(9000, 800, 34, 10).end).toBe(10);
  });

  it("are scrolled no further than needed", () => {
    expect(scrollFor(10, 34, 0, 800)).toBe(0);
    expect(scrollFor(30, 34, 0, 800)).toBe(254);
    expect(scrollFor(2, 34, 500, 800)).toBe(68);
  });
});
