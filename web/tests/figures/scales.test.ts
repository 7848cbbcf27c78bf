// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { hourOfWeek, weekOf } from "../../src/figures/hours";
import { bandPath, classOf, labelStep, linePath, quantileEdges, scale, shade, ticks } from "../../src/figures/scales";
import type { Reading } from "../../src/api/types";

describe("axis marks", () => {
  it.each([
    [93, [0, 20, 40, 60, 80, 100]],
    [100, [0, 20, 40, 60, 80, 100]],
    [0.5, [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
    [3, [0, 1, 2, 3]],
    [0, [0, 1]],
    [Number.NaN, [0, 1]],
  ])("for %s", (most, marks) => {
    expect(ticks(most)).toEqual(marks);
  });
});

describe("lines and bands", () => {
  it("maps a value to its place, also when there is only one", () => {
    expect(scale([0, 10], [100, 0])(2.5)).toBe(75);
    expect(scale([5, 5], [0, 100])(5)).toBe(50);
  });

  it("breaks a line where nothing was measured", () => {
    expect(linePath([{ x: 0, y: 1 }, null, { x: 2, y: 3 }, { x: 3, y: 4 }])).toBe("M0.0,1.0M2.0,3.0L3.0,4.0");
  });

  it("draws a band only between two months with both ends", () => {
    const upper = [{ x: 0, y: 1 }, { x: 1, y: 1 }, null, { x: 3, y: 1 }];
    const lower = [{ x: 0, y: 5 }, { x: 1, y: 5 }, { x: 2, y: 5 }, { x: 3, y: 5 }];
    expect(bandPath(upper, lower)).toBe("M0.0,1.0L1.0,1.0L1.0,5.0L0.0,5.0Z");
  });

  it("leaves out labels that would touch", () => {
    expect(labelStep(24, 800, 74)).toBe(3);
    expect(labelStep(5, 800, 74)).toBe(1);
  });
});

describe("shades", () => {
  it("are fifths of the way", () => {
    expect([0, 19, 20, 99, 100].map((value) => shade(value, 0, 100))).toEqual([0, 0, 1, 4, 4]);
    expect(shade(null, 0, 100)).toBeNull();
    expect(shade(7, 7, 7)).toBe(0);
  });

  it("put equally many areas in each class", () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1000];
    const edges = quantileEdges(values);
    expect(edges).toEqual([2, 4, 6, 8]);
    expect(values.map((value) => classOf(value, edges))).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it("make no classes of equal values", () => {
    expect(quantileEdges([3, 3, 3])).toEqual([]);
    expect(quantileEdges([])).toEqual([]);
  });
});

describe("hours of the week", () => {
  it.each([["Mon 00", 0], ["Mon 08", 8], ["Sun 23", 167], ["Mon 24", null], ["burglary", null], ["", null]])(
    "%j is hour %s", (key, hour) => {
      expect(hourOfWeek(key)).toBe(hour);
    },
  );

  it("leave empty what was not measured", () => {
    const reading = { value: 12 } as Reading;
    const week = weekOf([{ key: "Tue 01", label: "Tuesday 01", reading }]);
    expect(week[1]?.[1]).toBe(12);
    expect(week.flat().filter((value) => value !== null)).toHaveLength(1);
    expect(week.map((day) => day.length)).toEqual(Array(7).fill(24));
  });
});
