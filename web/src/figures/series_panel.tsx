// SPDX-License-Identifier: Apache-2.0
// The figure cut up: a chart and, always, the table it was drawn from.
import { get } from "../api/client";
import type { Measure, Series } from "../api/types";
import { useLoaded } from "../shell/loaded";
import { Empty, Show } from "../shell/page";
import { number } from "../words/numbers";
import { monthInWords } from "../words/times";
import { BarChart } from "./bar_chart";
import { groupWords, queryOf } from "./choice";
import type { Choice } from "./choice";
import { HeatTable } from "./heat_table";
import { LineChart } from "./line_chart";

function SeriesTable({ series, words }: { series: Series; words: string }) {
  return (
    <details className="tabled">
      <summary>The same as a table</summary>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus */}
      <div className="scroll scroll--tall" tabIndex={0} role="region" aria-label={`By ${words}, table`}>
        <table className="data">
          <thead>
            <tr>
              <th scope="col">{words}</th>
              {["Value", "Counted", "Out of", "95% interval"].map((title) => <th scope="col" key={title}>{title}</th>)}
            </tr>
          </thead>
          <tbody>
            {series.map(({ key, label, reading }) => (
              <tr key={key}>
                <th scope="row">{monthInWords(label)}</th>
                <td className="figure">{number(reading.value)}</td>
                <td className="figure">{number(reading.numerator)}</td>
                <td className="figure">{number(reading.denominator)}</td>
                <td className="figure">
                  {reading.low == null ? "–" : `${number(reading.low)} to ${number(reading.high)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

interface DrawnProperties { series: Series; by: string; words: string; title: string }

function Drawn({ series, by, words, title }: DrawnProperties) {
  const nothing = series.every(({ reading }) => reading.value == null);
  if (nothing) return <Empty>There is no value to draw for this area and period.</Empty>;
  if (by === "hour_of_week") return <HeatTable series={series} title={title} />;
  return (
    <>
      {by === "month" ? <LineChart series={series} /> : <BarChart series={series} />}
      <SeriesTable series={series} words={words} />
    </>
  );
}

interface Properties {
  measure: Measure;
  choice: Choice;
  chooseGroup: (by: string) => void;
}

export function SeriesPanel({ measure, choice, chooseGroup }: Properties) {
  const query = { ...queryOf(choice), by: choice.by };
  const loaded = useLoaded(async (signal) => {
    const path = { name: choice.measure };
    return (await get("/api/v1/measures/{name}/series", { path, query, signal })).items;
  }, JSON.stringify([choice.measure, query]));
  const words = groupWords(measure, choice.by);
  const title = `${measure.title}, by ${words}`;
  return (
    <section className="panel" aria-labelledby="series">
      <h2 id="series">{title}</h2>
      <div className="choices" role="group" aria-label="Cut up by">
        {measure.groups.map((group) => (
          <button
            key={group.name} type="button" className="button" aria-pressed={group.name === choice.by}
            onClick={() => chooseGroup(group.name)}
          >
            By {groupWords(measure, group.name)}
          </button>
        ))}
      </div>
      <Show what="the chart" loaded={loaded}>
        {(series) => <Drawn series={series} by={choice.by} words={words} title={title} />}
      </Show>
    </section>
  );
}
