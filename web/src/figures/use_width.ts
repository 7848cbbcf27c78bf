// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";
import type { RefObject } from "react";

/** The width that a drawing has, so that its words keep their size on a phone and on a wall. */
export function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(860);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = () => setWidth(Math.max(280, Math.min(1200, element.clientWidth)));
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [box]);
  return width;
}
