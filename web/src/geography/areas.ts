// SPDX-License-Identifier: Apache-2.0
// Areas and their layers as this page holds them. Layers hardly ever change, so each is read once per page load.
import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { get } from "../api/client";
import type { Layer } from "../api/types";

export type AreaCollection = FeatureCollection<Polygon | MultiPolygon | null, AreaProperties>;

export interface AreaProperties {
  code: string;
  name: string;
}

const held = new Map<string, Promise<AreaCollection>>();

export function readLayer(layer: string): Promise<AreaCollection> {
  const known = held.get(layer);
  if (known) return known;
  // GeoJSON (RFC 7946) is not spelt out in the API document.
  const asked = get("/api/v1/geography/layers/{layer}", { path: { layer } }) as unknown as Promise<AreaCollection>;
  held.set(layer, asked);
  asked.catch(() => held.delete(layer));
  return asked;
}

export interface AreaName {
  code: string;
  title: string;
}

/** Areas of the layers small enough to choose from, largest areas first, each named with its layer. */
export async function readAreas(layers: readonly Layer[], signal: AbortSignal): Promise<AreaName[]> {
  const small = [...layers].filter((layer) => layer.areas <= 1200).sort((a, b) => a.areas - b.areas);
  const collections = await Promise.all(small.map((layer) => readLayer(layer.name)));
  signal.throwIfAborted();
  return collections.flatMap((collection, index) => {
    const layer = small[index]?.title ?? "";
    return collection.features
      .map(({ properties }) => ({ code: properties.code, title: `${properties.name} (${layer.toLowerCase()})` }))
      .sort((a, b) => a.title.localeCompare(b.title, "en-GB"));
  });
}

export type Bounds = [number, number, number, number];

/** The outline of the force whose record this is, where it is among the layers. */
export async function readForce(layers: readonly Layer[], force: string): Promise<AreaCollection | null> {
  if (!layers.some((layer) => layer.name === "force")) return null;
  const forces = await readLayer("force");
  const features = forces.features.filter(({ properties }) => properties.code === force);
  return features.length === 0 ? null : { ...forces, features };
}

/** West, south, east, north of everything in the collection; null when it is empty. */
export function boundsOf(collection: AreaCollection): Bounds | null {
  let bounds: Bounds | null = null;
  for (const { geometry } of collection.features) {
    if (!geometry) continue; // an area of which only the name is known
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const [x = 0, y = 0] of polygons.flatMap((rings) => rings[0] ?? [])) {
      const [west, south, east, north]: Bounds = bounds ?? [x, y, x, y];
      bounds = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
    }
  }
  return bounds;
}
