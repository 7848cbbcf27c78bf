// SPDX-License-Identifier: Apache-2.0
// The map: our areas, the open incidents on them and, if wanted, a measure by area.
import type { Map as MapLibreMap, Marker } from "maplibre-gl";
import { useEffect, useMemo, useRef, useState } from "react";
import { get } from "../api/client";
import type { Layer } from "../api/types";
import { quantileEdges } from "../figures/scales";
import { useLoaded } from "../shell/loaded";
import { Empty, PageHeading, Show } from "../shell/page";
import { navigate, useQuery } from "../shell/router";
import { useMay, useSignedIn } from "../shell/session";
import { useTheme } from "../shell/theme";
import { classesOf, drawAreas } from "./area_layer";
import { boundsOf, readForce, readLayer } from "./areas";
import type { AreaCollection } from "./areas";
import { MapCanvas } from "./map_canvas";
import { MapControls, Legend } from "./map_controls";
import { IncidentList, useOpenIncidents } from "./map_list";
import { isPlaced, showMarkers } from "./markers";
import type { Placed } from "./markers";
import { useMeasureByArea } from "./measure_by_area";
import type { MeasureByArea } from "./measure_by_area";

interface DrawnProperties {
  areas: AreaCollection;
  /** What the map shows first; everything when the force has no outline. */
  force: AreaCollection | null;
  title: string;
  incidents: Placed[];
  measure: MeasureByArea;
  selected: string | null;
}

/** Keeps the map in step with what is chosen: areas and shades, markers, and the incident the list points at. */
function Drawn({ areas, force, title, incidents, measure, selected }: DrawnProperties) {
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const markers = useRef(new Map<string, Marker>());
  const theme = useTheme();
  const bounds = useMemo(() => boundsOf(force ?? areas), [force, areas]);
  const { values } = measure;
  const classes = useMemo(() => classesOf(values, quantileEdges([...values.values()])), [values]);
  useEffect(() => {
    if (map) drawAreas(map, areas, classes, theme);
  }, [map, areas, classes, theme]);
  useEffect(() => {
    if (map) showMarkers(map, markers.current, incidents, (id) => navigate(`/incidents/${id}`));
  }, [map, incidents]);
  useEffect(() => {
    const marker = selected === null ? undefined : markers.current.get(selected);
    marker?.getElement().classList.add("marker--selected");
    if (map && marker) map.easeTo({ center: marker.getLngLat(), zoom: Math.max(map.getZoom(), 12), duration: 0 });
    return () => marker?.getElement().classList.remove("marker--selected");
  }, [map, selected]);
  const ready = (made: MapLibreMap | null) => {
    if (!made) markers.current.clear(); // they went with the map they were on
    setMap(made);
  };
  if (!bounds) return <Empty>This layer has no areas.</Empty>;
  return <MapCanvas label={`Map of ${title}`} bounds={bounds} ready={ready} />;
}

function MapWithList({ layers }: { layers: Layer[] }) {
  const [query, change] = useQuery();
  const wanted = query.get("layer") ?? "borough";
  const layer = layers.find((known) => known.name === wanted) ?? layers[0];
  const name = layer?.name ?? "";
  const { force } = useSignedIn();
  const areas = useLoaded(async () => {
    return { shown: await readLayer(name), force: await readForce(layers, force.id) };
  }, `layer ${name}`);
  const incidents = useOpenIncidents();
  const seesIncidents = useMay()("see incidents");
  const measure = useMeasureByArea(query, name, areas.value?.shown ?? null);
  const [selected, setSelected] = useState<string | null>(null);
  const placed = useMemo(() => (incidents.value ?? []).filter(isPlaced), [incidents.value]);
  return (
    <div className="mapping">
      <div className="mapping__side">
        <MapControls layers={layers} layer={name} query={query} change={change} />
        <Legend measure={measure} />
        {seesIncidents ? <IncidentList loaded={incidents} select={setSelected} /> : null}
      </div>
      <section className="mapping__map" aria-label="Map">
        <Show what="the map" loaded={areas}>
          {(read) => (
            <Drawn
              areas={read.shown} force={read.force} title={layer?.title ?? ""} incidents={placed} measure={measure}
              selected={selected}
            />
          )}
        </Show>
      </section>
    </div>
  );
}

export default function MapPage() {
  const layers = useLoaded(async (signal) => (await get("/api/v1/geography/layers", { signal })).items, "layers");
  return (
    <div className="mappage">
      <PageHeading title="Map" />
      <Show what="the layers" loaded={layers}>
        {(known) => known.length === 0
          ? <Empty>No map layers are loaded. An operator adds them with the import command.</Empty>
          : <MapWithList layers={[...known].sort((a, b) => a.areas - b.areas)} />}
      </Show>
    </div>
  );
}
