// SPDX-License-Identifier: Apache-2.0
// Only the rows that can be seen are in the document, and a few either side: five thousand rows cost as much as fifty.
import { useCallback, useEffect, useState } from "react";
import type { RefObject } from "react";

export interface Window {
  first: number;
  /** One past the last. */
  end: number;
}

const spare = 8;

export function windowOf(scrolled: number, height: number, rowHeight: number, count: number): Window {
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - spare);
  const end = Math.min(count, Math.ceil((scrolled + height) / rowHeight) + spare);
  return { first: Math.min(first, Math.max(0, end - 1)), end };
}

/** Where to scroll so that row `index` is wholly visible; the present place when it already is. */
export function scrollFor(index: number, rowHeight: number, scrolled: number, height: number): number {
  const top = index * rowHeight;
  if (top < scrolled) return top;
  return top + rowHeight > scrolled + height ? top + rowHeight - height : scrolled;
}

export function useWindow(box: RefObject<HTMLElement | null>, rowHeight: number, count: number) {
  const [view, setView] = useState({ scrolled: 0, height: 800 });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = () => setView({ scrolled: element.scrollTop, height: element.clientHeight });
    look();
    element.addEventListener("scroll", look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      sizes.disconnect();
    };
  }, [box]);
  const show = useCallback((index: number) => {
    const element = box.current;
    if (element) element.scrollTop = scrollFor(index, rowHeight, element.scrollTop, element.clientHeight);
  }, [box, rowHeight]);
  return { window: windowOf(view.scrolled, view.height, rowHeight, count), show };
}
