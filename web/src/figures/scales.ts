// SPDX-License-Identifier: Apache-2.0
// The mathematics of the charts: round axis marks, positions, lines and bands. Pure.

/** Marks at 1, 2 or 5 times a power of ten, starting at nought and covering `most`. */
export function ticks(most: number, wanted = 5): number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0, 1];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

export function scale(domain: readonly [number, number], range: readonly [number, number]): (value: number) => number {
  const span = domain[1] - domain[0];
  if (span === 0) return () => (range[0] + range[1]) / 2;
  return (value) => range[0] + ((value - domain[0]) / span) * (range[1] - range[0]);
}

export interface Point { x: number; y: number }

const at = (point: Point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`;

/** A line that breaks where there is no value, instead of drawing one that was never measured. */
export function linePath(points: readonly (Point | null)[]): string {
  let path = "";
  let broken = true;
  for (const point of points) {
    if (point) path += `${broken ? "M" : "L"}${at(point)}`;
    broken = point === null;
  }
  return path;
}

/** The band between two lines, in as many pieces as there are runs with both ends known. */
export function bandPath(upper: readonly (Point | null)[], lower: readonly (Point | null)[]): string {
  const pieces: string[] = [];
  let run: [Point, Point][] = [];
  const close = () => {
    if (run.length > 1) {
      const top = run.map(([high]) => at(high));
      const bottom = run.map(([, low]) => at(low)).reverse();
      pieces.push(`M${[...top, ...bottom].join("L")}Z`);
    }
    run = [];
  };
  upper.forEach((high, index) => {
    const low = lower[index];
    if (high && low) run.push([high, low]);
    else close();
  });
  close();
  return pieces.join("");
}

/** Every how-manieth label fits when each needs `labelWidth` of `width`. */
export function labelStep(count: number, width: number, labelWidth: number): number {
  return Math.max(1, Math.ceil((count * labelWidth) / Math.max(1, width)));
}

/** 0 to 4: fifths of the way from the least to the most, for a heat table's shade. Null has none. */
export function shade(value: number | null, least: number, most: number): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  if (most <= least) return 0;
  return Math.min(4, Math.floor(((value - least) / (most - least)) * 5));
}

/** Edges of five classes holding as near as may be equally many areas each (quantiles by nearest rank). */
export function quantileEdges(values: readonly number[], classes = 5): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const edges = Array.from({ length: classes - 1 }, (_, index) => {
    const rank = Math.ceil(((index + 1) / classes) * sorted.length);
    return sorted[rank - 1] ?? 0;
  });
  return [...new Set(edges)].filter((edge) => edge < (sorted[sorted.length - 1] ?? 0));
}

export function classOf(value: number, edges: readonly number[]): number {
  return edges.filter((edge) => value > edge).length;
}
