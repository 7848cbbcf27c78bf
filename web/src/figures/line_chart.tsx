// SPDX-License-Identifier: Apache-2.0
// A value by month with the band of its interval. The drawing is hidden from screen readers: its table says the same.
import { useRef } from "react";
import type { Series } from "../api/types";
import { number } from "../words/numbers";
import { monthInWords } from "../words/times";
import { Part } from "./part";
import { bandPath, labelStep, linePath, scale, ticks } from "./scales";
import type { Point } from "./scales";
import type { LeadsTo } from "./series";
import { useWidth } from "./use_width";

const size = { height: 290, left: 52, right: 16, top: 14, bottom: 34 };
const bottom = size.height - size.bottom;

function Axes({ marks, y, width }: { marks: number[]; y: (value: number) => number; width: number }) {
  return (
    <g>
      {marks.map((mark) => (
        <g key={mark}>
          <line className="chart__grid" x1={size.left} x2={width - size.right} y1={y(mark)} y2={y(mark)} />
          <text className="chart__mark" x={size.left - 8} y={y(mark) + 4} textAnchor="end">{number(mark)}</text>
        </g>
      ))}
    </g>
  );
}

function Months({ series, x, width }: { series: Series; x: (index: number) => number; width: number }) {
  const step = labelStep(series.length, width - size.left - size.right, 74);
  return (
    <g>
      {series.map((item, index) => index % step === 0 ? (
        <text key={item.key} className="chart__mark" x={x(index)} y={size.height - 12} textAnchor="middle">
          {monthInWords(item.label)}
        </text>
      ) : null)}
    </g>
  );
}

interface DotProperties { item: Series[number]; at: Point; to: string | null }

function Dot({ item: { label, reading }, at, to }: DotProperties) {
  return (
    <Part to={to}>
      <circle className="chart__hit" cx={at.x} cy={at.y} r="13" />
      <circle className="chart__dot" cx={at.x} cy={at.y} r="3.5" />
      <title>{`${monthInWords(label)}: ${number(reading.value)}`}</title>
    </Part>
  );
}

export function LineChart({ series, to }: { series: Series; to: LeadsTo }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const highest = Math.max(0, ...series.map(({ reading }) => Math.max(reading.value ?? 0, reading.high ?? 0)));
  const marks = ticks(highest);
  const y = scale([0, marks[marks.length - 1] ?? 1], [bottom, size.top]);
  const x = scale([0, Math.max(1, series.length - 1)], [size.left + 10, width - size.right - 24]);
  const points = (read: (reading: Series[number]["reading"]) => number | null | undefined): (Point | null)[] =>
    series.map(({ reading }, index) => {
      const value = read(reading);
      return value === null || value === undefined ? null : { x: x(index), y: y(value) };
    });
  const values = points((reading) => reading.value);
  const highs = points((reading) => reading.high);
  const lows = points((reading) => reading.low);
  return (
    <div ref={box}>
      <svg className="chart" width={width} height={size.height} aria-hidden="true" focusable="false">
        <Axes marks={marks} y={y} width={width} />
        <path className="chart__band" d={bandPath(highs, lows)} />
        <path className="chart__line" d={linePath(values)} />
        {series.map((item, index) => {
          const at = values[index];
          return at ? <Dot key={item.key} item={item} at={at} to={to(item)} /> : null;
        })}
        <Months series={series} x={x} width={width} />
      </svg>
    </div>
  );
}
