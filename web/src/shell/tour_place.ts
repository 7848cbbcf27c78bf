// SPDX-License-Identifier: Apache-2.0
// Where the tour's window stands: in the corner in which it hides nothing, or least, of what it speaks of.

export interface Size { width: number; height: number }
export interface Box extends Size { top: number; left: number }

/** What can be seen of the page: `top` is where the bar over every page ends. */
export interface View extends Size { top: number }

export interface Spot {
  top: number;
  left: number;
  /** Share of what is seen of the part that the window lies on; 1 where nothing of the part is seen. */
  covered: number;
}

const margin = 12;

/** Area that two boxes share. */
function shared(one: Box, other: Box): number {
  const wide = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const high = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  return Math.max(0, wide) * Math.max(0, high);
}

export function spotFor(size: Size, part: Box, view: View): Spot {
  const seen = shared(part, { left: 0, ...view, height: view.height - view.top });
  const tops = [Math.max(view.top, view.height - size.height - margin), view.top + margin];
  const lefts = [Math.max(0, view.width - size.width - margin), margin];
  const spots = lefts.flatMap((left) => tops.map((top) => {
    return { top, left, covered: seen === 0 ? 1 : shared(part, { top, left, ...size }) / seen };
  }));
  return spots.reduce((best, spot) => (spot.covered < best.covered ? spot : best));
}

/** Scrolls the part to where the window leaves it free, as little as that takes. `high` is the window. */
export function bringIntoView(element: HTMLElement, spot: () => Spot, high: number): void {
  const { scrollMarginTop, scrollMarginBottom } = element.style;
  const ways = [
    { block: "nearest", top: 0, bottom: 0 }, { block: "nearest", top: 0, bottom: high + 2 * margin },
    { block: "start", top: high + 3 * margin, bottom: 0 }, { block: "end", top: 0, bottom: high + 2 * margin },
  ] as const;
  const go = ({ block, top, bottom }: (typeof ways)[number]) => {
    element.style.scrollMarginTop = `${top}px`;
    element.style.scrollMarginBottom = `${bottom}px`;
    element.scrollIntoView({ block });
    return spot().covered;
  };
  let best: { way: (typeof ways)[number]; covered: number } | null = null;
  for (const way of ways) {
    const covered = go(way);
    if (best === null || covered < best.covered - 0.01) best = { way, covered };
    if (best.covered < 0.01) break;
  }
  if (best && best.covered >= 0.01) go(best.way);
  Object.assign(element.style, { scrollMarginTop, scrollMarginBottom });
}
