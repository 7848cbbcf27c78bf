// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { inHundred, reasonsInALine, sureInWords, sureOf } from "../../src/people/sureness";

describe("how sure it is", () => {
  it.each([[0.9, "certain"], [0.8999, "probable"], [0.5, "probable"], [0.4999, "possible"], [0, "possible"]])(
    "%s is %s", (probability, sure) => expect(sureOf(probability)).toBe(sure),
  );

  it.each([
    [1, "Certainly: more than 99 in 100"], [0.99, "Certainly: 99 in 100"], [0.8999, "Probably: 89 in 100"],
    [0.87, "Probably: 87 in 100"], [0.29, "Possibly: 29 in 100"], [0.05, "Possibly: 5 in 100"],
    [0.004, "Possibly: fewer than 1 in 100"],
  ])("%s is said as %s", (probability, words) => expect(sureInWords(probability)).toBe(words));

  it("is never said to be more than it is", () => {
    for (let share = 1; share < 1000; share += 1) {
      const said = inHundred(share / 1000);
      if (/^\d/.test(said)) expect(Number.parseInt(said, 10) / 100).toBeLessThanOrEqual(share / 1000);
    }
  });
});

const step = (comparison: string, level: string, weight: number) => ({ comparison, level, words: "", weight });

describe("the reasons in a line", () => {
  it("tell the weightiest first, and apart what speaks against", () => {
    const steps = [
      step("surname", "nearly the same spelling", 2), step("telephone", "different", -1.5),
      step("address", "same address, same postcode", 9), step("given name", "nickname", 3),
      step("date of birth", "equal", 8), step("place", "equal, as the postcode or address says already", 0),
    ];
    expect(reasonsInALine({ steps })).toEqual({
      speaksFor: "Same address, same postcode; date of birth the same; given name is a nickname; "
        + "surname nearly the same spelling",
      against: "telephone different",
    });
  });

  it("say what is too little, where being alike speaks against", () => {
    const steps = [step("surname", "alike", -1.3), step("given name", "alike", 2.1)];
    expect(reasonsInALine({ steps }))
      .toEqual({ speaksFor: "Given name sounds alike", against: "surname only sounds alike" });
  });

  it("never name what is the same as speaking against", () => {
    const steps = [step("telephone", "equal", 6), step("address", "same address, same postcode", -0.4)];
    expect(reasonsInALine({ steps })).toEqual({ speaksFor: "Telephone the same", against: "" });
  });

  it("are empty where there are none", () => {
    expect(reasonsInALine({ steps: [] })).toEqual({ speaksFor: "", against: "" });
  });
});
