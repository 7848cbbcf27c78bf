// SPDX-License-Identifier: Apache-2.0
// The figure cut up, and where each part of it leads.
import { get } from "../api/client";
import type { Measure, Series } from "../api/types";
import { useLoaded } from "../shell/loaded";
import type { Loaded } from "../shell/loaded";
import { narrowed, queryOf } from "./choice";
import type { Choice } from "./choice";

export type Point = Series[number];
/** The address at which the records of a part are open; null where there are none or they cannot be asked for. */
export type LeadsTo = (point: Point) => string | null;

export function useSeries(choice: Choice): Loaded<Series> {
  const query = { ...queryOf(choice), by: choice.by };
  return useLoaded(async (signal) => {
    if (choice.by === "") return [];
    const path = { name: choice.measure };
    return (await get("/api/v1/measures/{name}/series", { path, query, signal })).items;
  }, JSON.stringify([choice.measure, query]));
}

export function leadsTo(choice: Choice, measure: Measure, address: URL): LeadsTo {
  return ({ key, reading }) => {
    if (reading.numerator === 0 || !narrowed(choice, measure, key)) return null;
    const there = new URL(address);
    there.searchParams.set("only", key);
    return there.pathname + there.search;
  };
}
