// SPDX-License-Identifier: Apache-2.0
// Lists that are walked with the arrows (or j and k) and whose items answer to single keys. An item is marked
// `data-item`; what takes its focus is marked `data-focus`, or is the item itself.
import { useEffect, useRef } from "react";
import type { RefObject } from "react";
import { isTyping, plainKey } from "./keys";

function itemsOf(box: HTMLElement): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>("[data-item]")];
}

function focusItem(item: HTMLElement | undefined): boolean {
  const target = item?.matches("[data-focus]") ? item : item?.querySelector<HTMLElement>("[data-focus]") ?? item;
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
  return target !== undefined;
}

/** The focus to the first item of the list with that name; false when it has none. */
export function focusList(name: string): boolean {
  const box = document.querySelector<HTMLElement>(`[data-list="${name}"]`);
  return box !== null && focusItem(itemsOf(box)[0]);
}

function stepOf(key: string, singleKey: string | null): number {
  if (key === "ArrowDown" || singleKey === "j") return 1;
  return key === "ArrowUp" || singleKey === "k" ? -1 : 0;
}

/** `act` is given each other plain key and the number of the item that has the focus; true when it used the key. */
export function useListKeys(box: RefObject<HTMLElement | null>, act: (key: string, at: number) => boolean): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.defaultPrevented) return;
      const items = itemsOf(element);
      const at = items.findIndex((item) => item.contains(document.activeElement));
      const single = plainKey(event);
      const step = stepOf(event.key, single);
      const used = step === 0
        ? single !== null && at >= 0 && latest.current(single, at)
        : focusItem(items[Math.min(items.length - 1, Math.max(0, at + step))]);
      if (used) event.preventDefault();
    };
    element.addEventListener("keydown", onKey);
    return () => element.removeEventListener("keydown", onKey);
  });
}
