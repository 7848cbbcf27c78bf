// SPDX-License-Identifier: Apache-2.0
// Where one incident is, among the wards around it.
import type { Map as MapLibreMap } from "maplibre-gl";
import { useCallback, useMemo } from "react";
import { get } from "../api/client";
import { useLoaded } from "../shell/loaded";
import { Show } from "../shell/page";
import { presentTheme } from "../shell/theme";
import { drawAreas } from "./area_layer";
import { readLayer } from "./areas";
import type { AreaCollection, Bounds } from "./areas";
import { MapCanvas, maplibregl } from "./map_canvas";
import { markerElement } from "./markers";
import type { Graded } from "./markers";

interface Properties {
  latitude: number;
  longitude: number;
  incident: Graded;
  label: string;
}

/** About two kilometres either way at the latitude of London. */
export function around(latitude: number, longitude: number): Bounds {
  return [longitude - 0.03, latitude - 0.018, longitude + 0.03, latitude + 0.018];
}

/** The finest layer there is: wards where they are loaded. */
async function finestLayer(signal: AbortSignal): Promise<AreaCollection | null> {
  const layers = (await get("/api/v1/geography/layers", { signal })).items;
  const finest = [...layers].sort((a, b) => b.areas - a.areas)[0];
  return finest ? readLayer(finest.name) : null;
}

export default function SmallMap({ latitude, longitude, incident, label }: Properties) {
  const areas = useLoaded(finestLayer, "finest layer");
  const bounds = useMemo(() => around(latitude, longitude), [latitude, longitude]);
  const { value } = areas;
  const draw = useCallback((map: MapLibreMap | null) => {
    if (!map) return;
    if (value) drawAreas(map, value, new Map(), presentTheme());
    new maplibregl.Marker({ element: markerElement(incident) }).setLngLat([longitude, latitude]).addTo(map);
  }, [value, incident, latitude, longitude]);
  return (
    <Show what="the map" loaded={areas}>
      {() => <MapCanvas label={`Map of ${label}`} bounds={bounds} ready={draw} />}
    </Show>
  );
}
