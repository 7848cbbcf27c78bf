// SPDX-License-Identifier: Apache-2.0
// Incidents on a map: an HTML marker each, coloured and lettered by grade.
import type { Map as MapLibreMap, Marker } from "maplibre-gl";
import type { Incident } from "../api/types";
import { gradeOfIncident } from "../incidents/grades";
import { maplibregl } from "./map_canvas";

export type Placed = Incident & { place: { latitude: number; longitude: number } };

export function isPlaced(incident: Incident): incident is Placed {
  return incident.place.latitude != null && incident.place.longitude != null;
}

/** Decoration only: the list beside the map is how keyboard and screen reader reach an incident. */
export function markerElement(incident: Graded): HTMLElement {
  const element = document.createElement("span");
  element.className = "marker";
  element.setAttribute("aria-hidden", "true");
  showLevel(element, incident);
  return element;
}

export type Graded = Pick<Incident, "grade" | "level">;

/** The same letter and colour as on the board: a level has one look everywhere. */
function showLevel(element: HTMLElement, incident: Graded): void {
  const { code, letter } = gradeOfIncident(incident);
  element.classList.remove(...[...element.classList].filter((name) => name.startsWith("grade--")));
  element.classList.add(`grade--${code}`);
  element.textContent = letter;
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
    const known = held.get(incident.id);
    if (known) showLevel(known.getElement(), incident); // it may have been graded anew
    if (known) continue;
    const element = markerElement(incident);
    element.title = `${incident.reference}: ${incident.summary}`;
    element.addEventListener("click", () => open(incident.id));
    const { longitude, latitude } = incident.place;
    held.set(incident.id, new maplibregl.Marker({ element }).setLngLat([longitude, latitude]).addTo(map));
  }
}
