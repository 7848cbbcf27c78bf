// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { answerInWords, answerOfKey, askedOf, toAsk } from "../../src/incidents/asked";
import { assessedInWords, draftFrom, facetsFrom } from "../../src/incidents/assessment";
import { allowedResults, closeBody, closeProblems, emptyClose, placedGaps } from "../../src/incidents/closing";
import { nearWords } from "../../src/incidents/duplicates_panel";
import { changeInWords } from "../../src/incidents/grade_panel";
import { attendanceWords } from "../../src/incidents/outcome_panel";
import type { GivenAnswer, GradeChange } from "../../src/incidents/types";
import { aPolicy, aType } from "../policy/a_policy";
import { anIncident } from "./an_incident";

const by = { id: "a1", name: "Priya Nair" };
const answer = (question: string, seq: number, words: string | null, not_known: string | null = null): GivenAnswer => ({
  question, seq, answer: words, not_known, recorded_at: "2026-11-20T10:00:00Z", recorded_by: by,
});

describe("the questions to ask", () => {
  const policy = aPolicy();
  const sets = policy.question_sets;

  it("are those without an answer, the musts first", () => {
    expect(toAsk(askedOf(sets, [])).map((one) => one.question.code)).toEqual(["weapon", "how_many"]);
    expect(toAsk(askedOf(sets, [answer("weapon", 3, "no")])).map((one) => one.question.code)).toEqual(["how_many"]);
  });

  it("show the newest answer, and each question once though two sets ask it", () => {
    const asked = askedOf([...sets, ...sets], [answer("weapon", 5, "yes"), answer("weapon", 3, "no")]);
    expect(asked.map((one) => one.question.code)).toEqual(["weapon", "how_many"]);
    expect(answerInWords(asked[0]!.given!)).toBe("Yes");
  });

  it("are answered by one key", () => {
    const [weapon, howMany] = sets[0]!.questions;
    expect(["y", "n", "1", "x"].map((key) => answerOfKey(weapon!, key))).toEqual(["yes", "no", null, null]);
    expect(["1", "2", "3", "y"].map((key) => answerOfKey(howMany!, key))).toEqual(["one", "several", null, null]);
  });

  it("may be answered by why nobody knows", () => {
    expect(answerInWords(answer("weapon", 1, null, "She hung up"))).toBe("Not known: She hung up");
  });
});

describe("an assessment", () => {
  const words = { harm: " broken arm ", risk: "no level yet" };
  const draft = { levels: { threat: 0, harm: 2 }, words, wishes: "no" as const };

  it("keeps what was said and nothing of what was not; none is something that was said", () => {
    const facets = { threat: { level: 0 }, harm: { level: 2, words: "broken arm" }, wishes_attendance: false };
    expect(facetsFrom(draft)).toEqual(facets);
    expect(assessedInWords({ said: facets })).toBe(
      "Threat 0, none; harm 2, serious: broken arm; does not want anybody to come.",
    );
  });

  it("begins where the one before it stands", () => {
    const said = { harm: { level: 2, words: "broken arm" }, wishes_attendance: true };
    expect(facetsFrom(draftFrom({ said }))).toEqual(said);
    expect(facetsFrom(draftFrom(null))).toEqual({});
  });
});

describe("closing", () => {
  const gaps = [
    { field: "answers", message: "Is there a weapon?" },
    { field: "no_crime_reason", message: "Raise the crime, or why none" },
  ];

  it("names every gap at once, and those that the form closes no more", () => {
    const fields = (draft: typeof emptyClose) => closeProblems(draft, gaps).map((error) => error.field);
    expect(fields(emptyClose)).toEqual(["result", "answers", "no_crime_reason"]);
    const written = { ...emptyClose, result: "dealt_with", no_crime_reason: "no_offence_disclosed" };
    expect(fields(written)).toEqual(["answers"]);
  });

  it("leads to the part of the page where a gap is closed", () => {
    expect(placedGaps(gaps).map((gap) => gap.place?.id ?? null)).toEqual(["questions", null]);
  });

  it("offers the results that the type allows", () => {
    const policy = aPolicy();
    const codes = (type = aType()) => allowedResults(policy, type).map((result) => result.code);
    expect(codes()).toEqual(["dealt_with", "not_needed"]);
    expect(codes(aType({ results: ["dealt_with"] }))).toEqual(["dealt_with"]);
    expect(allowedResults(null, null)).toEqual([]);
  });

  it("sends only what was chosen", () => {
    expect(closeBody({ ...emptyClose, result: "dealt_with", note: "  " })).toEqual({ result: "dealt_with" });
  });
});

describe("a change of the grade in words", () => {
  const change: GradeChange = {
    id: "c", from: { code: "immediate", title: "Immediate" }, to: { code: "routine", title: "Routine" },
    reason: "It is over.", state: "refused", asked_by: by, asked_at: "2026-11-20T10:00:00Z",
    decided_by: { id: "s", name: "Sam Okoro" }, decision_reason: "He is still there", policy_version: "test.1",
  };

  it("says who asked, who decided and why", () => {
    expect(changeInWords(change)).toBe(
      "Immediate → Routine, Priya Nair: It is over. Refused by Sam Okoro: He is still there.",
    );
    expect(changeInWords({ ...change, state: "applied", decided_by: null, decision_reason: null })).toBe(
      "Immediate → Routine, Priya Nair: It is over.",
    );
  });
});

describe("attendance in words", () => {
  const title = (code: string) => (code === "internet_fraud" ? "Internet fraud" : code);

  it.each([
    [{}, "Not yet said"],
    [{ attended: true }, "Attended"],
    [{ attended: false, not_attended_reason: "internet_fraud", transferred: true },
      "Nobody went: Internet fraud (transferred to another body)"],
  ])("of %j: %s", (changes, words) => {
    expect(attendanceWords(anIncident(changes), title)).toBe(words);
  });
});

describe("how near a log is", () => {
  it.each([
    ["The same place was given.", 7, "The same place was given, 7 m"], ["56 m away", 56, "56 m away"],
    ["The same place was given.", null, "The same place was given"],
  ])("%s at %s m: %s", (why, metres, words) => expect(nearWords(why, metres)).toBe(words));
});
