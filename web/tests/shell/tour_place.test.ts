// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { spotFor } from "../../src/shell/tour_place";

const laptop = { top: 48, width: 1366, height: 768 };
const size = { width: 380, height: 200 };

describe("the tour's window", () => {
  it("stands at the bottom right while nothing is there", () => {
    expect(spotFor(size, { top: 60, left: 0, width: 300, height: 300 }, laptop)).toEqual({
      top: 768 - 200 - 12, left: 1366 - 380 - 12, covered: 0,
    });
  });

  it.each([
    ["the right column", { top: 400, left: 900, width: 460, height: 360 }],
    ["the lower half", { top: 400, left: 0, width: 1366, height: 368 }],
    ["the right side", { top: 48, left: 700, width: 660, height: 720 }],
  ])("leaves %s free", (_, part) => {
    expect(spotFor(size, part, laptop).covered).toBe(0);
  });

  it("says what it covers where there is no room, counted by what is seen of the part", () => {
    const phone = { top: 50, width: 390, height: 850 };
    const { covered } = spotFor({ width: 366, height: 200 }, { top: -500, left: 0, width: 390, height: 2000 }, phone);
    expect(covered).toBeCloseTo((366 * 200) / (390 * 800));
  });

  it("knows that nothing is seen of a part beyond the screen", () => {
    expect(spotFor(size, { top: 900, left: 0, width: 300, height: 300 }, laptop).covered).toBe(1);
  });
});
