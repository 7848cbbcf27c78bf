// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { boundsOf } from "../../src/geography/areas";
import type { AreaCollection } from "../../src/geography/areas";
import { valuesFor } from "../../src/geography/measure_by_area";
import type { Reading } from "../../src/api/types";

const square = (west: number, south: number) => [
  [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]],
];

const areas: AreaCollection = {
  type: "FeatureCollection",
  features: [
    {
      type: "Feature", properties: { code: "E1", name: "Camden" },
      geometry: { type: "Polygon", coordinates: square(0, 51) },
    },
    {
      type: "Feature", properties: { code: "E2", name: "Islington" },
      geometry: { type: "MultiPolygon", coordinates: [square(-2, 50), square(3, 52)] },
    },
    { type: "Feature", properties: { code: "E3", name: "Known by name only" }, geometry: null },
  ],
};

describe("areas on the map", () => {
  it("are framed whole, with all their parts", () => {
    expect(boundsOf(areas)).toEqual([-2, 50, 4, 53]);
    expect(boundsOf({ ...areas, features: [] })).toBeNull();
  });

  it("take their values by code or by name, and none where there is none", () => {
    const reading = (value: number | null) => ({ value }) as Reading;
    const series = [
      { key: "E1", label: "Camden", reading: reading(5) },
      { key: "x", label: "Islington", reading: reading(7) },
      { key: "E3", label: "Known by name only", reading: reading(null) },
    ];
    expect([...valuesFor(areas, series)]).toEqual([["E1", 5], ["E2", 7]]);
  });
});
