// SPDX-License-Identifier: Apache-2.0
// One figure and everything needed to judge it: what it counts, out of what, how sure it is, and how it changed.
import type { ReactNode } from "react";
import type { Reading } from "../api/types";
import { Fact } from "../shell/page";
import { number, signed, withUnit } from "../words/numbers";
import { monthsInWords } from "../words/times";

type Comparison = NonNullable<Reading["comparison"]>;

/** Three answers, and for the third why: "not judged" read as "no difference" has hidden many a change. */
export function judgement(value: Reading["value"], { value: before, significant }: Comparison): string {
  if (significant === true) return "More than chance would explain.";
  if (significant === false) return "No more than chance would explain.";
  if (value == null) return "Whether it changed cannot be judged: there is no value for this period.";
  if (before == null) return "Whether it changed cannot be judged: there is no value for the earlier period.";
  return "Whether chance would explain it cannot be judged: there are too few records.";
}

function Change({ reading: { comparison, unit, value } }: { reading: Reading }) {
  if (!comparison) return <p className="muted">No earlier period to compare with.</p>;
  const percent = comparison.change_percent == null ? "" : ` (${signed(comparison.change_percent)}%)`;
  const change = comparison.change == null ? "Not compared" : `${signed(comparison.change)}${percent}`;
  return (
    <p>
      <strong>{change}</strong> against {withUnit(comparison.value, unit)} in{" "}
      {monthsInWords(comparison.from, comparison.to)}. {judgement(value, comparison)}
    </p>
  );
}

interface Properties {
  title: string;
  reading: Reading;
  /** What stands beside a reading without a value. */
  instead: ReactNode;
}

export function ReadingPanel({ title, reading, instead }: Properties) {
  const { low, high, numerator, denominator } = reading;
  return (
    <section className="panel reading" aria-labelledby="reading">
      <h2 id="reading">{title}</h2>
      <p className="reading__value">{withUnit(reading.value, reading.unit)}</p>
      {reading.value == null ? instead : null}
      <dl className="facts">
        {numerator != null ? <Fact name="Counted" className="figure">{number(numerator)}</Fact> : null}
        {denominator != null ? <Fact name="Out of" className="figure">{number(denominator)}</Fact> : null}
        {low != null && high != null ? (
          <Fact name="95% interval" className="figure">{number(low)} to {number(high)}</Fact>
        ) : null}
        <Fact name="Basis" className="figure">{reading.basis}</Fact>
      </dl>
      <Change reading={reading} />
      <p className="reading__definition"><strong>Definition.</strong> {reading.definition}</p>
      {(reading.notes ?? []).map((note) => <p className="note" key={note}>{note}</p>)}
    </section>
  );
}
