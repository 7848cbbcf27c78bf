// SPDX-License-Identifier: Apache-2.0
// Figures: a question to the record, its answer, and the records behind the answer.
import { useCallback } from "react";
import { get, londonToday } from "../api/client";
import type { Measure } from "../api/types";
import { useLoaded } from "../shell/loaded";
import { LiveFigures } from "../tasks/live_figures";
import { Empty, PageHeading, Show } from "../shell/page";
import { useQuery } from "../shell/router";
import { RecordedMonths } from "./recorded_months_offer";
import { Choose } from "./choose";
import { choiceFrom, narrowed, queryOf } from "./choice";
import type { Choice } from "./choice";
import { ReadingPanel } from "./reading_panel";
import { RecordsPanel } from "./records_panel";
import { SeriesPanel } from "./series_panel";
import { useSeries } from "./series";

interface AnswerProperties {
  measure: Measure;
  choice: Choice;
  /** Somebody chose the period; otherwise one with records is found. */
  chosen: boolean;
  change: (changes: Record<string, string>) => void;
}

function Answer({ measure, choice, chosen, change }: AnswerProperties) {
  const query = queryOf(choice);
  const key = JSON.stringify([choice.measure, query]);
  const loaded = useLoaded((signal) => {
    return get("/api/v1/measures/{name}", { path: { name: choice.measure }, query, signal });
  }, key);
  const series = useSeries(choice);
  const part = narrowed(choice, measure, choice.only);
  const label = series.value?.find((point) => point.key === choice.only)?.label ?? choice.only;
  return (
    <div className="figures__answer">
      <Show what="the figure" loaded={loaded}>
        {(reading) => (
          <>
            <ReadingPanel
              title={measure.title} reading={reading}
              instead={<RecordedMonths measure={measure} chosen={chosen} change={change} />}
            />
            {measure.groups.length > 0 ? (
              <SeriesPanel measure={measure} choice={choice} loaded={series} chooseGroup={(by) => change({ by })} />
            ) : null}
            <RecordsPanel key={JSON.stringify(part ?? query)} choice={part ?? choice} label={part ? label : null} />
          </>
        )}
      </Show>
    </div>
  );
}

export default function FiguresPage() {
  const [query, changeQuery] = useQuery();
  // Whatever else is chosen, the bar whose records are open is not among it any more.
  const change = useCallback((changes: Record<string, string>) => changeQuery({ only: "", ...changes }), [changeQuery]);
  const measures = useLoaded(async (signal) => (await get("/api/v1/measures", { signal })).items, "measures");
  return (
    <div className="figures">
      <PageHeading title="Figures" />
      <LiveFigures />
      <Show what="the measures" loaded={measures}>
        {(known) => {
          const choice = choiceFrom(query, known, londonToday());
          const measure = known.find((candidate) => candidate.name === choice?.measure);
          if (!choice || !measure) return <Empty>No measures are defined.</Empty>;
          return (
            <div className="figures__columns">
              <Choose measures={known} choice={choice} change={change} />
              <Answer
                measure={measure} choice={choice} change={change} chosen={query.has("from") || query.has("to")}
              />
            </div>
          );
        }}
      </Show>
    </div>
  );
}
