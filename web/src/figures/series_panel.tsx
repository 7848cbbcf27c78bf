// SPDX-License-Identifier: Apache-2.0
// The figure cut up: a chart and, always, the table it was drawn from.
import type { Measure, Series } from "../api/types";
import type { Loaded } from "../shell/loaded";
import { Empty, Show } from "../shell/page";
import { Link, useAddress } from "../shell/router";
import { number } from "../words/numbers";
import { monthInWords } from "../words/times";
import { BarChart } from "./bar_chart";
import { groupWords } from "./choice";
import type { Choice } from "./choice";
import { HeatTable } from "./heat_table";
import { LineChart } from "./line_chart";
import { leadsTo } from "./series";
import type { LeadsTo, Point } from "./series";

interface TableProperties { series: Series; words: string; to: LeadsTo }

function Label({ text, to }: { text: string; to: string | null }) {
  if (to === null) return <>{text}</>;
  return <Link to={to}>{text}<span className="govuk-visually-hidden">, its records</span></Link>;
}

function SeriesRow({ point: { label, reading }, to }: { point: Point; to: string | null }) {
  return (
    <tr>
      <th scope="row"><Label text={monthInWords(label)} to={to} /></th>
      <td className="figure">{number(reading.value)}</td>
      <td className="figure">{number(reading.numerator)}</td>
      <td className="figure">{number(reading.denominator)}</td>
      <td className="figure">{reading.low == null ? "–" : `${number(reading.low)} to ${number(reading.high)}`}</td>
    </tr>
  );
}

function SeriesTable({ series, words, to }: TableProperties) {
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
            {series.map((point) => <SeriesRow key={point.key} point={point} to={to(point)} />)}
          </tbody>
        </table>
      </div>
    </details>
  );
}

interface DrawnProperties extends TableProperties { by: string; title: string }

function Drawn({ series, by, words, title, to }: DrawnProperties) {
  const nothing = series.every(({ reading }) => reading.value == null);
  if (nothing) return <Empty>There is no value to draw for this area and period.</Empty>;
  if (by === "hour_of_week") return <HeatTable series={series} title={title} />;
  return (
    <>
      {by === "month" ? <LineChart series={series} to={to} /> : <BarChart series={series} to={to} />}
      <SeriesTable series={series} words={words} to={to} />
    </>
  );
}

interface Properties {
  measure: Measure;
  choice: Choice;
  loaded: Loaded<Series>;
  chooseGroup: (by: string) => void;
}

export function SeriesPanel({ measure, choice, loaded, chooseGroup }: Properties) {
  const to = leadsTo(choice, measure, useAddress());
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
        {(series) => <Drawn series={series} by={choice.by} words={words} title={title} to={to} />}
      </Show>
    </section>
  );
}
