// SPDX-License-Identifier: Apache-2.0
// Lists that are walked with the arrows (or j and k) and whose items answer to single keys. An item is marked
// `data-item`; what takes its focus is marked `data-focus`, or is the item itself.
import { useLayoutEffect, useRef } from "react";
import type { RefObject } from "react";
import { isTyping, plainKey, useKeys, useTold } from "./keys";
import type { Told } from "./keys";

/** A key of the item that has the focus; false when it has no use for it. */
export interface ItemKey extends Told { act: (at: number, key: string) => boolean }

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

const down = ["j", "ArrowDown"];
const up = ["k", "ArrowUp"];

function stepOf(key: string, singleKey: string | null): number {
  if (key === "ArrowDown" || singleKey === "j") return 1;
  return key === "ArrowUp" || singleKey === "k" ? -1 : 0;
}

/** What the keyboard panel says of walking along a list of these. */
export function walking(what: string): Told {
  return { keys: [...down, ...up], does: `Next, previous ${what}` };
}

/** `acts` are the keys of the item that has the focus; `what` is one of them in words. */
export function useListKeys(box: RefObject<HTMLElement | null>, what: string, acts: readonly ItemKey[]): void {
  const latest = useRef(acts);
  useLayoutEffect(() => {
    latest.current = acts;
  });
  useTold([walking(what), ...acts]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.defaultPrevented) return;
      const items = itemsOf(element);
      const at = items.findIndex((item) => item.contains(document.activeElement));
      const single = plainKey(event);
      const step = stepOf(event.key, single);
      const used = step === 0
        ? single !== null && latest.current.some(({ keys, act }) => keys.includes(single) && act(at, single))
        : focusItem(items[Math.min(items.length - 1, Math.max(0, at + step))]);
      if (used) event.preventDefault();
    };
    element.addEventListener("keydown", onKey);
    return () => element.removeEventListener("keydown", onKey);
  });
}

/** The one list of a page: j and ↓ enter it from anywhere on the page. */
export function useMainList(box: RefObject<HTMLElement | null>, what: string, acts: readonly ItemKey[]): void {
  useListKeys(box, what, acts);
  const enter = () => box.current !== null && focusItem(itemsOf(box.current)[0]);
  useKeys([{ keys: down, does: "", act: enter }]);
}
