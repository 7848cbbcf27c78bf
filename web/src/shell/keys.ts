// SPDX-License-Identifier: Apache-2.0
// Keys that pages act on. Single letters work only while nothing is being typed and can be switched off (WCAG 2.2,
// success criterion 2.1.4), because speech input says letters.
import { useEffect } from "react";
import type { RefObject } from "react";

const place = "bluelamp.single-keys";
export function singleKeysAreOn(): boolean {
  return localStorage.getItem(place) !== "off";
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

export function switchSingleKeys(on: boolean): void {
  localStorage.setItem(place, on ? "on" : "off");
}

/** A letter pressed on its own, for pages that have keys of their own. */
export function plainKey(event: KeyboardEvent): string | null {
  const combined = event.ctrlKey || event.metaKey || event.altKey;
  if (combined || event.defaultPrevented || isTyping(event.target) || !singleKeysAreOn()) return null;
  return event.key;
}

/** Control and Enter, pressed in a field of the form, send it. */
export function useSendKey(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !event.ctrlKey || !form.current?.contains(document.activeElement)) return;
      event.preventDefault();
      form.current.requestSubmit();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [form]);
}
