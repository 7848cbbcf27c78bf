// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decisionOf } from "../../src/people/confirm";
import { typedDate } from "../../src/people/dates";
import {
  askAfterPause, debounce, hintFor, moveCut, nothingTyped, queryOf, saidOf, typedOf, usualCut,
} from "../../src/people/look_up";
import { inRecords } from "../../src/people/hits";
import type { Involved, Marker } from "../../src/people/types";
import { markerTone, reviewIsOverdue, saidInWords } from "../../src/people/words";

const today = "2026-11-21";
const typed = (changes: Partial<typeof nothingTyped>) => ({ ...nothingTyped, ...changes });

describe("a date of birth", () => {
  it.each([
    ["3/5/1970", "1970-05-03"], ["03.05.1970", "1970-05-03"], ["3 5 1970", "1970-05-03"], ["03051970", "1970-05-03"],
    ["1970-05-03", "1970-05-03"], ["29/2/2024", "2024-02-29"],
  ])("typed as %s", (text, iso) => expect(typedDate(text, today)).toEqual({ is: "date", iso }));

  it.each([
    ["3/5", "day month year"], ["31/2/1970", "no such day"], ["22/11/2026", "in the future"], ["may", "day month year"],
  ])("typed as %s is asked for again", (text, words) => {
    const wrong = typedDate(text, today);
    expect(wrong.is === "wrong" && wrong.message).toContain(words);
  });
});

describe("what is asked while somebody types", () => {
  it("is nothing before it can help, and says what to type", () => {
    expect(queryOf(typed({ given: "R" }), today)).toBeNull();
    expect(hintFor(typed({ given: "R" }))).toContain("two letters");
    expect(queryOf(typed({ phone: "07700" }), today)).toBeNull();
    expect(hintFor(typed({ phone: "07700" }))).toContain("six digits");
    expect(queryOf(typed({ born: "3/5/1970" }), today)).toBeNull();
  });

  it("joins the parts of a name, and sends the birthday with whatever else was typed", () => {
    expect(queryOf(typed({ given: "Ruth", family: "Ex", born: "3/5/1970" }), today))
      .toEqual({ name: "Ruth Ex", date_of_birth: "1970-05-03" });
    expect(queryOf(typed({ address: "Flat 2, 14 Long Lane", postcode: "EC1A 9PN" }), today))
      .toEqual({ address: "Flat 2, 14 Long Lane", postcode: "EC1A 9PN" });
    expect(queryOf(typed({ email: " ruth@example.org", born: "3/5/1970" }), today))
      .toEqual({ email: "ruth@example.org", date_of_birth: "1970-05-03" });
    expect(queryOf(typed({ email: "ruth@", postcode: "EC" }), today)).toBeNull();
  });

  it("leaves out a birthday that is still being typed or lies in the future", () => {
    expect(queryOf(typed({ given: "Ruth", born: "3/5/2" }), today)).toEqual({ name: "Ruth" });
    expect(queryOf(typed({ given: "Ruth", born: "3/5/2030" }), today)).toEqual({ name: "Ruth" });
  });

  it("is kept as it was typed, and comes back so", () => {
    const said = saidOf(typed({ given: " Zoë ", phone: "07700 900 123", born: "3/5/1970" }), today);
    expect(said).toEqual({ given_name: "Zoë", phone: "07700 900 123", date_of_birth: "1970-05-03" });
    expect(typedOf(said)).toMatchObject({ given: "Zoë", phone: "07700 900 123", born: "1970-05-03", family: "" });
    expect(saidInWords(said)).toBe("Zoë, born 3 May 1970, 07700 900 123");
    expect(saidInWords({ ...said, given_name: "رامي" })).toBe("\u2068رامي\u2069, born 3 May 1970, 07700 900 123");
  });
});

describe("the cut-off", () => {
  it("is moved to more and to fewer, and ends", () => {
    expect(moveCut(usualCut, "fewer")).toBe(0.2);
    expect(moveCut(usualCut, "more")).toBe(0.01);
    expect(moveCut(0.01, "more")).toBe(0);
    expect(moveCut(0, "more")).toBeNull();
    expect(moveCut(0.9, "fewer")).toBeNull();
  });
});

describe("asking after a pause", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("asks once for what was typed within the pause", async () => {
    const ask = vi.fn(() => Promise.resolve("found"));
    const settled = vi.fn();
    askAfterPause(ask, settled)();
    askAfterPause(ask, settled);
    await vi.advanceTimersByTimeAsync(debounce);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(settled).toHaveBeenCalledWith("found", null);
  });

  it("drops the answer to an earlier question that comes after a later one was asked", async () => {
    const shown: (string | null)[] = [];
    const slow = askAfterPause(
      () => new Promise<string>((done) => setTimeout(() => done("slow"), 1000)), (answer) => shown.push(answer),
    );
    await vi.advanceTimersByTimeAsync(debounce);
    slow(); // the next letter
    askAfterPause(() => Promise.resolve("quick"), (answer) => shown.push(answer));
    await vi.advanceTimersByTimeAsync(2000);
    expect(shown).toEqual(["quick"]);
  });

  it("says when it failed", async () => {
    const settled = vi.fn();
    askAfterPause(() => Promise.reject(new Error("down")), settled);
    await vi.advanceTimersByTimeAsync(debounce);
    expect(settled).toHaveBeenCalledWith(null, new Error("down"));
  });
});

describe("a decision who it is", () => {
  it("keeps the question with its answer, or the reason", () => {
    expect(decisionOf("p1", "What is your date of birth?", " 3 May "))
      .toEqual({ person: "p1", question: "What is your date of birth?", answer: "3 May" });
    expect(decisionOf("p1", "What is your date of birth?", "").answer).toBe("Asked and answered");
    expect(decisionOf(null, null, "Known to the officer")).toEqual({ person: null, reason: "Known to the officer" });
  });
});

describe("a marker", () => {
  const marker = { high_risk: false, warning: false, vulnerable: false, review_on: "2026-11-20" } as Marker;

  it("says in a word what it asks of the reader", () => {
    expect(markerTone({ ...marker, high_risk: true, vulnerable: true }).word).toBe("High risk");
    expect(markerTone({ ...marker, warning: true }).word).toBe("Warning");
    expect(markerTone({ ...marker, vulnerable: true }).word).toBe("Vulnerable");
    expect(markerTone(marker).word).toBe("Note");
  });

  it("whose review is overdue says so", () => {
    expect(reviewIsOverdue(marker, today)).toBe(true);
    expect(reviewIsOverdue({ ...marker, review_on: today }, today)).toBe(false);
  });
});

describe("a history", () => {
  it("tells each record once, with every role that was played in it", () => {
    const past = (id: string, role: Involved["role"]): Involved => (
      { role, record: { kind: "incident", id, reference: id }, at: "2026-11-03T10:00:00Z", line: "" }
    );
    const told = inRecords([past("i2", "victim"), past("i2", "caller"), past("i1", "caller")]);
    expect(told.map(({ past: of, roles }) => `${of.record.id} ${roles}`)).toEqual(["i2 Victim, caller", "i1 Caller"]);
  });
});
