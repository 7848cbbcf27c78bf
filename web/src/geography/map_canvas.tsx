// SPDX-License-Identifier: Apache-2.0
// A map drawn from our own layers and nothing else: no tiles, glyphs or sprites are fetched from anywhere. MapLibre's
// build for strict content security policies keeps its worker in a file of ours.
import maplibregl from "maplibre-gl/dist/maplibre-gl-csp";
import type { Map as MapLibreMap, StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-csp-worker.js?url";
import { useEffect, useRef, useState } from "react";
import { presentTheme, useTheme } from "../shell/theme";
import type { Theme } from "../shell/theme";
import type { Bounds } from "./areas";

maplibregl.setWorkerUrl(workerUrl);

export { maplibregl };

/** Land, water, lines: chosen so that lines keep 3:1 against the land they part (WCAG 2.2, 1.4.11). */
interface MapColours { ground: string; area: string; line: string; classes: string[] }

export const mapColours: Record<Theme, MapColours> = {
  light: {
    ground: "#e6ebef", area: "#f8fafb", line: "#7b8893",
    classes: ["#e3eef9", "#b5d3ef", "#7db1e0", "#3f86c4", "#1a5693"],
  },
  dark: {
    ground: "#0e141a", area: "#1b242d", line: "#6c7a87",
    classes: ["#1d2f42", "#24496d", "#2e689b", "#4a8fc9", "#8cc3f2"],
  },
};

export function bareStyle(theme: Theme): StyleSpecification {
  return {
    version: 8,
    sources: {},
    layers: [{ id: "ground", type: "background", paint: { "background-color": mapColours[theme].ground } }],
  };
}

interface Properties {
  label: string;
  bounds: Bounds;
  ready: (map: MapLibreMap | null) => void;
}

function create(container: HTMLElement, bounds: Bounds): MapLibreMap {
  const map = new maplibregl.Map({
    container, bounds, style: bareStyle(presentTheme()), attributionControl: false, fitBoundsOptions: { padding: 24 },
    dragRotate: false, pitchWithRotate: false, maxZoom: 17, fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  return map;
}

/** `ready` is told the map when it can be drawn on, and null when it is gone. */
export function MapCanvas({ label, bounds, ready }: Properties) {
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const latest = useRef(ready);
  const theme = useTheme();
  const key = bounds.join();
  useEffect(() => {
    latest.current = ready;
  });
  useEffect(() => {
    if (!box.current) return undefined;
    let map: MapLibreMap;
    try {
      map = create(box.current, key.split(",").map(Number) as Bounds);
    } catch {
      setFailed(true); // no WebGL here: the list beside the map says the same in words
      return undefined;
    }
    map.getCanvas().setAttribute("aria-label", label);
    map.on("load", () => latest.current(map));
    return () => {
      latest.current(null);
      map.remove();
    };
  }, [key, label, theme]);
  if (failed) return <p className="calm">This browser cannot draw the map. The list has the same incidents.</p>;
  return <div className="map" ref={box} />;
}
