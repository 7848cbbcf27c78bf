// SPDX-License-Identifier: Apache-2.0
// Dark or light: as the workstation says, until somebody chooses. The choice is kept in this browser.
import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

const place = "bluelamp.theme";
const dark = () => window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

export function presentTheme(): Theme {
  const chosen = localStorage.getItem(place);
  if (chosen === "light" || chosen === "dark") return chosen;
  return dark().matches ? "dark" : "light";
}

export function applyTheme(): void {
  document.documentElement.dataset["theme"] = presentTheme();
  listeners.forEach((listener) => listener());
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(place, theme);
  applyTheme();
}

export function startTheme(): void {
  applyTheme();
  dark().addEventListener("change", applyTheme);
  window.addEventListener("storage", (event) => {
    if (event.key === place) applyTheme();
  });
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, presentTheme);
}
