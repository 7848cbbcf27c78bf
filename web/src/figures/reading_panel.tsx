// SPDX-License-Identifier: Apache-2.0
// One figure and everything needed to judge it: what it counts, out of what, how sure it is, and how it changed.
import type { ReactNode } from "react";
import type { Reading } from "../api/types";
import { number, signed, withUnit } from "../words/numbers";
import { monthInWords } from "../words/times";

function Change({ reading }: { reading: Reading }) {
  const { comparison } = reading;
  if (!comparison) return <p className="muted">No earlier period to compare with.</p>;
  const percent = comparison.change_percent == null ? "" : ` (${signed(comparison.change_percent)}%)`;
  return (
    <p>
      <strong>{signed(comparison.change)}{percent}</strong> against {withUnit(comparison.value, reading.unit)} in{" "}
      {monthInWords(comparison.from)} to {monthInWords(comparison.to)}.{" "}
      {comparison.significant
        ? "More than chance would explain."
        : "No more than chance would explain."}
    </p>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return <div className="fact"><dt>{name}</dt><dd className="figure">{children}</dd></div>;
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
        {numerator != null ? <Fact name="Counted">{number(numerator)}</Fact> : null}
        {denominator != null ? <Fact name="Out of">{number(denominator)}</Fact> : null}
        {low != null && high != null ? <Fact name="95% interval">{number(low)} to {number(high)}</Fact> : null}
        <Fact name="Basis">{reading.basis}</Fact>
      </dl>
      <Change reading={reading} />
      <p className="reading__definition"><strong>Definition.</strong> {reading.definition}</p>
      {(reading.notes ?? []).map((note) => <p className="note" key={note}>{note}</p>)}
    </section>
  );
}
