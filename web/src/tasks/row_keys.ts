// SPDX-License-Identifier: Apache-2.0
// j, k and the arrows move along the rows of a page, and one key acts on the row that has the focus.
import { useEffect } from "react";
import { isTyping, plainKey } from "../shell/keys";

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-keyrow]")];
}

function step(event: KeyboardEvent): number {
  const arrow = !isTyping(event.target) && !event.ctrlKey && !event.altKey && !event.metaKey;
  const key = plainKey(event);
  if (key === "j" || (arrow && event.key === "ArrowDown")) return 1;
  return key === "k" || (arrow && event.key === "ArrowUp") ? -1 : 0;
}

/** The button in the row that carries `data-key="s"` is pressed by s; `data-goes-on` makes the next row ready then. */
export function useRowKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const all = rows();
      const row = document.activeElement?.closest<HTMLElement>("[data-keyrow]") ?? null;
      const by = step(event);
      if (by !== 0 && all.length > 0) {
        event.preventDefault();
        const at = row ? all.indexOf(row) + by : by > 0 ? 0 : all.length - 1;
        all[Math.min(all.length - 1, Math.max(0, at))]?.focus();
        return;
      }
      const key = plainKey(event);
      if (!row || key === null || !/^[a-z]$/.test(key)) return;
      const button = row.querySelector<HTMLElement>(`[data-key="${key}"]`);
      if (!button) return;
      event.preventDefault();
      button.click();
      if (button.dataset["goesOn"] !== undefined) (all[all.indexOf(row) + 1] ?? all[all.indexOf(row) - 1])?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
