// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { barsOf, bits, percent, withoutName } from "../../src/people/waterfall";

const reasons = {
  prior: -12.5,
  steps: [
    { comparison: "surname", level: "exact", words: "Surnames are the same.", weight: 9.25 },
    { comparison: "date of birth", level: "differs", words: "Dates of birth differ.", weight: -4 },
    { comparison: "phone", level: "exact", words: "Numbers are the same.", weight: 8 },
  ],
  weight: 0.75,
};

describe("the bars of an explanation", () => {
  it("each begin where the one before ended, and end at the sum", () => {
    const bars = barsOf(reasons);
    expect(bars.map(({ from, to }) => [from, to])).toEqual([
      [0, -12.5], [-12.5, -3.25], [-3.25, -7.25], [-7.25, 0.75], [0, 0.75],
    ]);
    expect(bars.at(-1)?.name).toBe("Together");
  });

  it("are headed by what was compared, and do not say it twice", () => {
    expect(withoutName("surname", "Surname: alike (a, b).")).toBe("Alike (a, b).");
    expect(withoutName("surname", "Surnames are the same.")).toBe("Surnames are the same.");
  });

  it("say what speaks against with a minus", () => {
    expect(bits({ tenths: -40, weight: -4 })).toBe("−4.0");
    expect(bits({ tenths: 93, weight: 9.25 })).toBe("+9.3");
    expect(bits({ tenths: 0, weight: -0.01 })).toBe("−0.0");
  });

  it("add up to the last tenth as they are shown", () => {
    for (const weights of [
      [-3.104336738586426, -2.431715965270996, -1.657857060432434, 0.8741424083709717], [0.05, 0.05],
      [1.44, 1.44, 1.44, 1.44, 1.44], [-0.449, 0.449, -0.449],
    ]) {
      const [prior = 0, ...rest] = weights;
      const weight = weights.reduce((one, other) => one + other, 0);
      const steps = rest.map((each) => ({ comparison: "surname", level: "alike", words: "", weight: each }));
      const shown = barsOf({ prior, steps, weight });
      const together = shown.pop();
      expect(shown.reduce((sum, { tenths }) => sum + tenths, 0)).toBe(together?.tenths);
      for (const bar of shown) expect(Math.abs(bar.tenths / 10 - bar.weight)).toBeLessThan(0.1);
    }
  });
});

describe("a probability in words", () => {
  it.each([[0.7, "70%"], [0.9999, "more than 99%"], [1, "100%"], [0.004, "less than 1%"], [0, "0%"]])(
    "%s is %s", (share, words) => expect(percent(share)).toBe(words),
  );
});
