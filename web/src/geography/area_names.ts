// SPDX-License-Identifier: Apache-2.0
// Records name areas by code; people by name. The names come with the layers, read once per page load.
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { get } from "../api/client";
import { readLayer } from "./areas";

/** The layers whose codes incidents carry. */
const layers = ["borough", "ward"];

let names: ReadonlyMap<string, string> = new Map();
let asked = false;
const listeners = new Set<() => void>();

async function readNames(): Promise<void> {
  const known = (await get("/api/v1/geography/layers")).items.map((layer) => layer.name);
  const wanted = layers.filter((layer) => known.includes(layer));
  const collections = await Promise.all(wanted.map(readLayer));
  names = new Map(collections.flatMap(({ features }) => {
    return features.map(({ properties }) => [properties.code, properties.name] as const);
  }));
  listeners.forEach((listener) => listener());
}

/** What to call the area of this code: its name, or the code itself until, and unless, the names are known. */
export function useAreaName(): (code: string | null | undefined) => string | null {
  useEffect(() => {
    if (asked) return;
    asked = true;
    readNames().catch(() => {
      asked = false; // asked again by the next page that needs names; meanwhile codes are shown
    });
  }, []);
  const known = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => names);
  return useCallback((code) => (code == null ? null : (known.get(code) ?? code)), [known]);
}
