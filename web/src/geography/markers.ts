// SPDX-License-Identifier: Apache-2.0
// Incidents on a map: an HTML marker each, coloured and lettered by grade.
import type { Map as MapLibreMap, Marker } from "maplibre-gl";
import type { Incident } from "../api/types";
import { gradeOf } from "../incidents/grades";
import { maplibregl } from "./map_canvas";

export type Placed = Incident & { place: { latitude: number; longitude: number } };

export function isPlaced(incident: Incident): incident is Placed {
  return incident.place.latitude != null && incident.place.longitude != null;
}

/** Decoration only: the list beside the map is how keyboard and screen reader reach an incident. */
export function markerElement(grade: string | null | undefined): HTMLElement {
  const element = document.createElement("span");
  const { code, letter } = gradeOf(grade);
  element.className = `marker grade--${code}`;
  element.textContent = letter;
  element.setAttribute("aria-hidden", "true");
  return element;
}

/** Puts markers for these incidents on the map, keeps those already there and takes away the others. */
type Open = (id: string) => void;

export function showMarkers(map: MapLibreMap, held: Map<string, Marker>, wanted: Placed[], open: Open): void {
  const ids = new Set(wanted.map((incident) => incident.id));
  for (const [id, marker] of held) {
    if (ids.has(id)) continue;
    marker.remove();
    held.delete(id);
  }
  for (const incident of wanted) {
    if (held.has(incident.id)) continue;
    const element = markerElement(incident.grade);
    element.title = `${incident.reference}: ${incident.summary}`;
    element.addEventListener("click", () => open(incident.id));
    const { longitude, latitude } = incident.place;
    held.set(incident.id, new maplibregl.Marker({ element }).setLngLat([longitude, latitude]).addTo(map));
  }
}
