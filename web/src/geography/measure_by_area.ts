// SPDX-License-Identifier: Apache-2.0
// A measure's value for each area of the layer shown.
import { useMemo } from "react";
import { get, londonToday } from "../api/client";
import type { Series } from "../api/types";
import { periodFrom } from "../figures/choice";
import { useLoaded } from "../shell/loaded";
import type { AreaCollection } from "./areas";

export interface MeasureByArea {
  name: string;
  unit: string;
  values: ReadonlyMap<string, number>;
  loading: boolean;
  error: unknown;
}

/** Areas are matched by code, or by name where the source of the figures has only names. */
export function valuesFor(areas: AreaCollection, series: Series): Map<string, number> {
  const byKey = new Map<string, number>();
  for (const { key, label, reading } of series) {
    if (reading.value == null) continue;
    byKey.set(key, reading.value);
    byKey.set(label, reading.value);
  }
  const values = new Map<string, number>();
  for (const { properties } of areas.features) {
    const value = byKey.get(properties.code) ?? byKey.get(properties.name);
    if (value !== undefined) values.set(properties.code, value);
  }
  return values;
}

export function useMeasureByArea(chosen: URLSearchParams, by: string, areas: AreaCollection | null): MeasureByArea {
  const name = chosen.get("measure") ?? "";
  const { from, to } = periodFrom(chosen, londonToday());
  const loaded = useLoaded(async (signal) => {
    if (name === "") return [];
    const query = { by, from, to };
    return (await get("/api/v1/measures/{name}/series", { path: { name }, query, signal })).items;
  }, JSON.stringify([name, by, from, to]));
  const values = useMemo(() => {
    return areas && loaded.value ? valuesFor(areas, loaded.value) : new Map<string, number>();
  }, [areas, loaded.value]);
  return { name, unit: loaded.value?.[0]?.reading.unit ?? "", values, loading: loaded.loading, error: loaded.error };
}
