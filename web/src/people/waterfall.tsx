// SPDX-License-Identifier: Apache-2.0
// Why two records, or a caller and a record, are held to be one person: what each comparison says for or against it,
// as bars that add up. The table is the chart; colour only repeats the sign.
import { inHundred } from "./sureness";
import type { Waterfall as Reasons } from "./types";

/** `tenths` is the weight as it is shown: rounded so that what is shown adds up to what is shown. */
export interface Bar { name: string; words: string; weight: number; tenths: number; from: number; to: number }

const inTenths = (weight: number) => Math.round(weight * 10);

/** Each step begins where the one before it ended; the last bar is the sum. */
export function barsOf({ prior, steps, weight }: Reasons, start = "Two records taken at random."): Bar[] {
  let sum = 0;
  const bar = (name: string, words: string, of: number): Bar => {
    const from = sum;
    sum += of;
    return { name, words, weight: of, tenths: inTenths(sum) - inTenths(from), from, to: sum };
  };
  const bars = [
    bar("Before anything is compared", start, prior),
    ...steps.map((step) => bar(step.comparison, step.words, step.weight)),
  ];
  return [...bars, { name: "Together", words: "", weight, tenths: inTenths(sum), from: 0, to: weight }];
}

/** "+9.3", "−4.0"; what rounds to nothing keeps the sign of what it is. */
export function bits({ tenths, weight }: Pick<Bar, "tenths" | "weight">): string {
  return `${weight < 0 ? "−" : "+"}${(Math.abs(tenths) / 10).toFixed(1)}`;
}

/** The row is headed by what was compared: its words need not say it again. */
export function withoutName(name: string, words: string): string {
  const said = `${name}: `;
  const rest = words.toLowerCase().startsWith(said.toLowerCase()) ? words.slice(said.length) : words;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function Step({ bar, low, range }: { bar: Bar; low: number; range: number }) {
  const left = ((Math.min(bar.from, bar.to) - low) / range) * 100;
  const width = (Math.abs(bar.to - bar.from) / range) * 100;
  const words = withoutName(bar.name, bar.words);
  return (
    <tr>
      <th scope="row">{bar.name}{words === "" ? null : <span className="under muted">{words}</span>}</th>
      <td className="figure">{bits(bar)}</td>
      <td className="fall" aria-hidden="true">
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">
          <rect
            className={bar.weight < 0 ? "fall__against" : "fall__for"} x={left} width={Math.max(width, 0.5)} y={1}
            height={8}
          />
          <path className="fall__zero" d={`M${((0 - low) / range) * 100},0V10`} />
        </svg>
      </td>
    </tr>
  );
}

interface Properties {
  reasons: Reasons;
  probability: number;
  /** What is weighed: two records of the register, or whoever speaks and a record. */
  of?: "pair" | "caller";
}

export function WaterfallTable({ reasons, probability, of = "pair" }: Properties) {
  const bars = of === "pair" ? barsOf(reasons) : barsOf(reasons, "Anybody on the register.");
  const low = Math.min(0, ...bars.flatMap(({ from, to }) => [from, to]));
  const high = Math.max(0, ...bars.flatMap(({ from, to }) => [from, to]));
  return (
    <>
      <p>
        {of === "pair"
          ? <>The model gives <b>{percent(probability)}</b> that this is one person.</>
          : <>With whoever else fits weighed beside, <b>{inHundred(probability)}</b> that this is who is meant.</>}
        {" "}Each weight counts doublings: +3 makes it eight times as likely, −1 half as likely.
      </p>
      <table className="data falls">
        <thead><tr><th scope="col">Compared</th><th scope="col">Weight</th><td aria-hidden="true" /></tr></thead>
        <tbody>{bars.map((bar, index) => (
          // Two comparisons may have one name, and the order never changes.
          <Step key={`${index} ${bar.name}`} bar={bar} low={low} range={Math.max(high - low, 1)} />
        ))}</tbody>
      </table>
    </>
  );
}

/** Never "100%" or "0%" of what is only likely. */
export function percent(share: number): string {
  if (share > 0.99 && share < 1) return "more than 99%";
  if (share < 0.01 && share > 0) return "less than 1%";
  return `${Math.round(share * 100)}%`;
}
