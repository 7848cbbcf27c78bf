// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { number, plural, signed, withUnit } from "../../src/words/numbers";

describe("numbers", () => {
  it.each([
    [0, "0"],
    [1204, "1,204"],
    [31.44, "31.4"],
    [0.126, "0.13"],
    [1204.7, "1,205"],
    [null, "no value"],
    [Number.NaN, "no value"],
  ])("shows %s as %s", (value, shown) => {
    expect(number(value)).toBe(shown);
  });

  it("puts the unit where it belongs, and none on nothing", () => {
    expect(withUnit(31.44, "%")).toBe("31.4%");
    expect(withUnit(10, "minutes")).toBe("10 minutes");
    expect(withUnit(null, "minutes")).toBe("no value");
  });

  it("gives a change its sign", () => {
    expect(signed(3)).toBe("+3");
    expect(signed(-3.5)).toBe("−3.5");
    expect(signed(0)).toBe("0");
  });

  it("counts in the singular and the plural", () => {
    expect(plural(1, "record")).toBe("1 record");
    expect(plural(1200, "record")).toBe("1,200 records");
  });
});
