// SPDX-License-Identifier: Apache-2.0
// Areas as a map layer: outlines, and a fill that either says nothing or the class of a measure.
import type { GeoJSON } from "geojson";
import type { GeoJSONSource, Map as MapLibreMap } from "maplibre-gl";
import { classOf } from "../figures/scales";
import type { Theme } from "../shell/theme";
import type { AreaCollection } from "./areas";
import { mapColours } from "./map_canvas";

const source = "areas";

/** Each area's class of five, by its code; an area without a value has none. */
export function classesOf(values: ReadonlyMap<string, number>, edges: readonly number[]): Map<string, number> {
  return new Map([...values].map(([code, value]) => [code, classOf(value, edges)]));
}

function withClasses(areas: AreaCollection, classes: ReadonlyMap<string, number>): AreaCollection {
  const features = areas.features.map((feature) => {
    const properties = { ...feature.properties, class: classes.get(feature.properties.code) ?? -1 };
    return { ...feature, properties };
  });
  return { ...areas, features };
}

type Classes = ReadonlyMap<string, number>;

export function drawAreas(map: MapLibreMap, areas: AreaCollection, classes: Classes, theme: Theme): void {
  const data = withClasses(areas, classes) as GeoJSON;
  const held = map.getSource(source) as GeoJSONSource | undefined;
  if (held) {
    held.setData(data);
    return;
  }
  const { area, line, classes: colours } = mapColours[theme];
  map.addSource(source, { type: "geojson", data });
  const byClass = ["match", ["get", "class"], ...colours.flatMap((colour, index) => [index, colour]), area];
  map.addLayer({ id: "area-fill", type: "fill", source, paint: { "fill-color": byClass as never } });
  map.addLayer({ id: "area-line", type: "line", source, paint: { "line-color": line, "line-width": 1 } });
}
