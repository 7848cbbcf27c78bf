// SPDX-License-Identifier: Apache-2.0
import { useEffect } from "react";
import { get, londonToday } from "../api/client";
import type { Layer, Measure } from "../api/types";
import { quantileEdges } from "../figures/scales";
import { asMonth, periodFrom } from "../figures/choice";
import { useRecordedMonths } from "../figures/recorded_months";
import { SelectField, TextField } from "../shell/form";
import { useLoaded } from "../shell/loaded";
import { Empty, Failed, Loading } from "../shell/page";
import { useMay } from "../shell/session";
import { number } from "../words/numbers";
import type { MeasureByArea } from "./measure_by_area";

interface Properties {
  layers: readonly Layer[];
  layer: string;
  query: URLSearchParams;
  change: (changes: Record<string, string>) => void;
}

function MeasureChoice({ query, change, layer }: Omit<Properties, "layers">) {
  const chosen = query.get("measure") ?? "";
  const measures = useLoaded(async (signal) => (await get("/api/v1/measures", { signal })).items, "measures");
  const byArea = (measures.value ?? []).filter((measure: Measure) => measure.groups.some((by) => by.name === layer));
  const period = periodFrom(query, londonToday());
  const undated = chosen !== "" && !query.has("from") && !query.has("to");
  const recorded = useRecordedMonths(undated ? chosen : null, londonToday());
  useEffect(() => {
    if (recorded && undated) change({ ...recorded });
  }, [recorded, undated, change]);
  return (
    <>
      <SelectField
        id="map-measure" label="Shade by" value={chosen}
        options={[{ value: "", title: "Nothing" }, ...byArea.map(({ name, title }) => ({ value: name, title }))]}
        onChoose={(measure) => change({ measure, from: "", to: "" })}
      />
      {chosen === "" ? null : (
        <div className="form-row">
          {(["from", "to"] as const).map((end) => (
            <TextField
              key={end + period[end]} id={`map-${end}`} label={end === "from" ? "From" : "To"} type="month"
              defaultValue={period[end]} placeholder="2014-11"
              onText={(text) => (asMonth(text) !== "" || text === "") && change({ [end]: text })}
            />
          ))}
        </div>
      )}
    </>
  );
}

export function MapControls({ layers, layer, query, change }: Properties) {
  const may = useMay();
  return (
    <form className="panel" aria-label="Map" onSubmit={(event) => event.preventDefault()}>
      <SelectField
        id="layer" label="Areas" value={layer}
        options={layers.map(({ name, title, areas }) => ({ value: name, title: `${title} (${number(areas)})` }))}
        onChoose={(name) => change({ layer: name })}
      />
      {may("see figures") ? <MeasureChoice query={query} change={change} layer={layer} /> : null}
    </form>
  );
}

function range(edges: readonly number[], index: number, highest: number, lowest: number): string {
  const from = index === 0 ? lowest : (edges[index - 1] ?? 0);
  const to = index === edges.length ? highest : (edges[index] ?? 0);
  return index === 0 ? `${number(from)} to ${number(to)}` : `over ${number(from)} to ${number(to)}`;
}

/** The classes in words: equally many areas in each, so one large area does not bleach the rest. */
export function Legend({ measure }: { measure: MeasureByArea }) {
  if (measure.name === "") return null;
  if (measure.error !== null) return <Failed error={measure.error} />;
  if (measure.loading) return <Loading what="the shades" />;
  const values = [...measure.values.values()];
  if (values.length === 0) return <Empty>No values for the areas of this layer.</Empty>;
  const edges = quantileEdges(values);
  const highest = Math.max(...values);
  const lowest = Math.min(...values);
  return (
    <section className="panel legend" aria-labelledby="legend">
      <h2 id="legend">Shades{measure.unit === "" ? "" : `, ${measure.unit}`}</h2>
      <ul>
        {Array.from({ length: edges.length + 1 }, (_, index) => (
          <li key={index}>
            <span className={`legend__box legend__box--${index}`} aria-hidden="true" />
            {range(edges, index, highest, lowest)}
          </li>
        ))}
      </ul>
    </section>
  );
}
