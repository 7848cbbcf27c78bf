// SPDX-License-Identifier: Apache-2.0
// Keys that pages act on: bound here, and told by the keyboard panel from the same list while they are bound. Single
// letters work only while nothing is being typed and can be switched off (WCAG 2.2, success criterion 2.1.4), because
// speech input says letters. Keys are bound with the page they belong to, not after it was painted: one pressed at once
// after signing in is not lost.
import { useLayoutEffect, useRef } from "react";
import type { KeyboardEvent as ReactKeyboardEvent, RefObject } from "react";

/** A key, or several that do alike, and what they do, in the words of the keyboard panel. */
export interface Told { keys: readonly string[]; does: string }

/** `keys` are named as a browser names them, with what is held before: "k", "Escape", "Ctrl+Enter", "g b". */
export interface KeyAct extends Told {
  /** False when there was nothing to do with it: the next who wants the key is asked. */
  act: (event: KeyboardEvent) => boolean | void;
}

/** "over": of what lies over the page, which has its letters meanwhile. "always": whatever covers the page. */
type Where = "page" | "everywhere" | "over" | "always";
interface Bound { where: Where; told: () => readonly Told[]; acts: () => readonly KeyAct[] }

const place = "bluelamp.single-keys";
const afterG = 1500;
const bound: Bound[] = [];
let gPressedAt = 0;

export function singleKeysAreOn(): boolean {
  return localStorage.getItem(place) !== "off";
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

/** What is pressed while an input method composes a word, Enter above all, belongs to that word. */
function isComposing(event: KeyboardEvent | ReactKeyboardEvent): boolean {
  return ("nativeEvent" in event ? event.nativeEvent : event).isComposing;
}

/** Enter as an act, and not the one that takes a word from an input method. */
export function isEnter(event: KeyboardEvent | ReactKeyboardEvent): boolean {
  return event.key === "Enter" && !isComposing(event);
}

export function switchSingleKeys(on: boolean): void {
  localStorage.setItem(place, on ? "on" : "off");
}

/** A letter pressed on its own, and not as the second of a way to another page. */
export function plainKey(event: KeyboardEvent): string | null {
  const combined = event.ctrlKey || event.metaKey || event.altKey || isComposing(event);
  if (combined || event.defaultPrevented || isTyping(event.target) || !singleKeysAreOn()) return null;
  return Date.now() - gPressedAt < afterG ? null : event.key;
}

/** The name by which a pressed key is bound, or null when it belongs to what is being typed. */
export function nameOf(event: KeyboardEvent): string | null {
  const letter = event.code.startsWith("Key") ? event.code.slice(3) : event.key;
  if (event.metaKey || isComposing(event)) return null;
  if (event.ctrlKey || event.altKey) return `${event.ctrlKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${letter}`;
  if (event.key === "Escape" || /^F\d+$/.test(event.key)) return event.key;
  if (isTyping(event.target)) return null;
  if (event.key.length > 1) return event.key;
  if (!singleKeysAreOn()) return null;
  return Date.now() - gPressedAt < afterG ? `g ${event.key}` : event.key;
}

const isCovered = () => document.querySelector("dialog[open]") !== null;
const isUnder = () => bound.some(({ where }) => where === "over");

/** Does what the key is bound to there; what was opened last is asked first. */
function acted(event: KeyboardEvent, name: string, where: Where): boolean {
  const asked = [...bound].reverse().filter((one) => one.where === where).flatMap(({ acts }) => acts());
  const used = asked.some(({ keys, act }) => keys.includes(name) && act(event) !== false);
  if (used) event.preventDefault();
  return used;
}

/** Before any field or list: what works whatever has the focus. Letters meant for what lies over the page end here. */
function onKeyFirst(event: KeyboardEvent): void {
  const name = nameOf(event);
  if (name === null) return;
  const over = isUnder() && !isCovered();
  const used = acted(event, name, "always") || (over && acted(event, name, "over"));
  const letter = over && event.key.length === 1 && !event.ctrlKey && !event.altKey;
  if (used || letter) event.stopPropagation();
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || isCovered()) return; // what covers the page has the keys
  const name = nameOf(event);
  if (name === null) return;
  gPressedAt = name === "g" ? Date.now() : 0;
  // A form that is being filled in is sent also beside what lies over the page.
  if (isUnder() && !event.ctrlKey) return;
  if (!acted(event, name, "page")) acted(event, name, "everywhere");
}

function bind(one: Bound): () => void {
  if (bound.length === 0) {
    window.addEventListener("keydown", onKeyFirst, true);
    window.addEventListener("keydown", onKey);
  }
  bound.push(one);
  return () => {
    bound.splice(bound.indexOf(one), 1);
    if (bound.length > 0) return;
    window.removeEventListener("keydown", onKeyFirst, true);
    window.removeEventListener("keydown", onKey);
  };
}

/** The keys of a page, or of a part of it, for as long as it is shown. */
export function useKeys(keys: readonly KeyAct[], where: Where = "page"): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useLayoutEffect(() => bind({ where, told: () => latest.current, acts: () => latest.current }), [where]);
}

/** Tells of keys that are bound where they are pressed: in a list, in a field. */
export function useTold(told: readonly Told[]): void {
  const latest = useRef(told);
  useLayoutEffect(() => {
    latest.current = told;
  });
  useLayoutEffect(() => bind({ where: "page", told: () => latest.current, acts: () => [] }), []);
}

/** What works now, each once. */
export function keysOf(where: Where): Told[] {
  const all = bound.filter((one) => one.where === where).flatMap((one) => one.told()).filter(({ does }) => does !== "");
  const same = (a: Told, b: Told) => a.does === b.does && a.keys.join() === b.keys.join();
  return all.filter((one, at) => all.findIndex((other) => same(one, other)) === at);
}

const shownAs: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };

/** "Ctrl + Enter", "g then b", "1 to 4", "j, ↓". */
export function keysInWords({ keys }: Told): string {
  const digits = keys.length > 2 && keys.every((key) => /^\d$/.test(key));
  if (digits) return `${keys[0]} to ${keys[keys.length - 1]}`;
  return keys.map((key) => shownAs[key] ?? key.replace(/^g /, "g then ").replaceAll("+", " + ")).join(", ");
}

const sending: readonly Told[] = [{ keys: ["Ctrl+Enter"], does: "Send the form that is being filled in" }];

/** Control and Enter, pressed in a field of the form, send it. */
export function useSendKey(form: RefObject<HTMLFormElement | null>): void {
  useKeys(sending.map((told) => ({
    ...told,
    act: () => {
      if (!form.current?.contains(document.activeElement)) return false;
      form.current.requestSubmit();
      return true;
    },
  })));
}
