// SPDX-License-Identifier: Apache-2.0
import { useRef } from "react";
import type { Series } from "../api/types";
import { number } from "../words/numbers";
import { Part } from "./part";
import { scale } from "./scales";
import type { LeadsTo } from "./series";
import { useWidth } from "./use_width";

const row = 26;
const right = 84;
const letterWidth = 7.2;
const most = 25;

/** Largest first; of many areas only the largest are drawn, the table has them all. */
export function largest(series: Series): Series {
  return [...series].sort((a, b) => (b.reading.value ?? -1) - (a.reading.value ?? -1)).slice(0, most);
}

function shorten(label: string, width: number): string {
  const letters = Math.floor(width / letterWidth);
  return label.length > letters ? `${label.slice(0, letters - 1)}…` : label;
}

function Whisker({ low, high, y, x }: { low: number; high: number; y: number; x: (value: number) => number }) {
  const ends = `M${x(low)},${y - 4}v8M${x(high)},${y - 4}v8`;
  return <path className="chart__whisker" d={`M${x(low)},${y}H${x(high)}${ends}`} />;
}

interface BarProperties {
  item: Series[number];
  y: number;
  left: number;
  x: (value: number) => number;
  to: string | null;
}

function Bar({ item: { label, reading }, y, left, x, to }: BarProperties) {
  const { value, low, high } = reading;
  return (
    <Part to={to}>
      <rect className="chart__hit" x={0} y={y - row / 2} width={left} height={row} />
      <text className="chart__label" x={left - 10} y={y + 4} textAnchor="end">{shorten(label, left - 14)}</text>
      <rect className="chart__bar" x={left} y={y - 8} height={16} width={Math.max(0, x(value ?? 0) - left)} />
      {low != null && high != null ? <Whisker low={low} high={high} y={y} x={x} /> : null}
      <text className="chart__mark" x={x(Math.max(value ?? 0, high ?? 0)) + 8} y={y + 4}>{number(value)}</text>
    </Part>
  );
}

export function BarChart({ series, to }: { series: Series; to: LeadsTo }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const shown = largest(series);
  const highest = Math.max(0, ...shown.map(({ reading }) => Math.max(reading.value ?? 0, reading.high ?? 0)));
  const left = Math.min(260, width * 0.4);
  const x = scale([0, highest || 1], [left, width - right]);
  return (
    <div ref={box}>
      <svg className="chart" width={width} height={shown.length * row + 8} aria-hidden="true" focusable="false">
        {shown.map((item, index) => (
          <Bar key={item.key} item={item} y={index * row + row / 2 + 4} left={left} x={x} to={to(item)} />
        ))}
      </svg>
      {series.length > shown.length ? (
        <p className="muted">The {most} largest are drawn; the table has all {number(series.length)}.</p>
      ) : null}
    </div>
  );
}
