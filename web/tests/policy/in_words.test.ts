// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  attendanceInWords, duration, levelLimit, limitInWords, listed, ordinal, raisesInWords, ruleInWords, typeNotes,
} from "../../src/policy/in_words";
import { typesFor } from "../../src/contacts/type_search";
import { aPolicy, aRule, aType } from "./a_policy";

describe("lengths of time as they are written in a policy", () => {
  it.each([
    [90, "90 seconds"], [60, "1 minute"], [900, "15 minutes"], [3600, "1 hour"], [86_400, "24 hours"],
    [172_800, "48 hours"], [604_800, "7 days"], [259_200, "3 days"],
  ])("%d seconds are %s", (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  it.each([[1, "1st"], [2, "2nd"], [3, "3rd"], [5, "5th"], [11, "11th"], [21, "21st"]])("%d is %s", (value, words) => {
    expect(ordinal(value)).toBe(words);
  });
});

describe("a policy in sentences", () => {
  const policy = aPolicy();

  it("says from which instant a level's limit runs, and that one without a limit has none", () => {
    expect(levelLimit(policy.levels[0]!)).toBe(
      "Somebody is there within 15 minutes, counted from when the call was answered.",
    );
    expect(levelLimit({ ...policy.levels[0]!, limit_s: null })).toBe("Nobody is sent, so there is no limit.");
  });

  it("tells a deadline whole: what starts it, meets it, ends it, pauses it and who is told when", () => {
    expect(ruleInWords(aRule())).toEqual([
      "When a crime is suspected, this is due within 24 hours.",
      "It is kept when a crime is recorded or it is decided that there is no crime.",
      "Its clock never pauses.",
      "Told are its owner 4 hours before it falls due and the supervisor when it falls due.",
    ]);
  });

  it("tells limits by level and by working day", () => {
    expect(limitInWords(aRule({ by_level: true }))).toBe("within the limit of the incident's level");
    const limit = { basis: "working" as const, s: 0, days: 5 };
    expect(limitInWords(aRule({ limit }))).toBe("by the end of the 5th working day after");
  });

  it("tells for which reasons a clock may stop, and what ends a promise", () => {
    const words = ruleInWords(aRule({ pause_reasons: ["by_appointment"], ends: ["incident.joined"] }));
    expect(words).toContain("Its clock may pause for: by appointment.");
    expect(words).toContain("It is owed no more when the log is joined to another.");
  });

  it("shows an event of a desk it does not know by its name, and never leaves it out", () => {
    expect(ruleInWords(aRule({ starts: ["survey.sent"] }))[0]).toBe("When survey sent, this is due within 24 hours.");
  });

  it("tells attendance in the force's own words, with its target and its reassurance visits", () => {
    expect(attendanceInWords(policy.attendance)).toEqual([
      "We weigh threat, risk and harm.", "Somebody goes from a weighed sum of 6 upwards.",
      "The force means to attend 70% of crimes.",
      "Where somebody vulnerable declines, the neighbourhood team makes a reassurance visit within 24 hours, and the "
        + "supervisor reviews the decision.",
    ]);
  });

  it("tells what an answer raises", () => {
    const question = policy.question_sets[0]!.questions[0]!;
    expect(raisesInWords(question, policy)).toEqual([
      "Answered “yes”: at least Immediate, somebody is vulnerable and a crime is suspected (A weapon is present).",
    ]);
  });

  it("names what is particular about a type", () => {
    expect(typeNotes(aType({ always_attend: true, welfare_check_s: 3600, notify: ["supervisor"] }))).toEqual([
      "Always attended", "Welfare check every 1 hour", "Tells the supervisor",
    ]);
    expect(typeNotes(aType())).toEqual([]);
  });

  it("joins lists as they are spoken", () => {
    expect([listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")]).toEqual([
      "", "a", "a and b", "a, b or c",
    ]);
  });
});

describe("finding a type", () => {
  it("goes by what callers say of it", () => {
    const types = [aType(), aType({ code: "burglary_home", title: "Burglary of a home", words: ["broken into"] })];
    expect(typesFor(types, "broken").map((type) => type.code)).toEqual(["burglary_home"]);
  });
});
