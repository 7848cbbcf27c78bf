// SPDX-License-Identifier: Apache-2.0
// j, k and the arrows move along the rows of a page, and one key acts on the row that has the focus.
import { useKeys } from "../shell/keys";
import type { Told } from "../shell/keys";

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-keyrow]")];
}

function focused(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-keyrow]") ?? null;
}

const walk = (by: 1 | -1) => () => {
  const all = rows();
  const row = focused();
  if (all.length === 0) return false;
  const at = row ? all.indexOf(row) + by : by > 0 ? 0 : all.length - 1;
  all[Math.min(all.length - 1, Math.max(0, at))]?.focus();
  return true;
};

/** The button in the row that carries `data-key="s"` is pressed by s; `data-goes-on` makes the next row ready then. */
const press = (event: KeyboardEvent) => {
  const row = focused();
  const button = row?.querySelector<HTMLElement>(`[data-key="${event.key}"]`);
  if (!row || !button) return false;
  const all = rows();
  button.click();
  if (button.dataset["goesOn"] !== undefined) (all[all.indexOf(row) + 1] ?? all[all.indexOf(row) - 1])?.focus();
  return true;
};

export function useRowKeys(what: string, acts: readonly Told[] = []): void {
  useKeys([
    { keys: ["j", "ArrowDown"], does: `Next ${what}`, act: walk(1) },
    { keys: ["k", "ArrowUp"], does: `Previous ${what}`, act: walk(-1) },
    ...acts.map((told) => ({ ...told, act: press })),
  ]);
}
