// SPDX-License-Identifier: Apache-2.0
// The keys of a call. Single letters where nothing is being typed; Escape leaves a field; Control and Enter send.
import { useEffect, useRef } from "react";
import { isTyping, plainKey, singleKeysAreOn } from "../shell/keys";
import { focusList } from "../shell/list_keys";
import type { Doing } from "./call_bar";
import { goToQuestions } from "../incidents/questions";
import { callIds, sendFormId } from "./send_form";

interface Keys {
  acts: readonly { key: string; does: Doing }[];
  does: (doing: Doing) => void;
  send: () => void;
  /** Nothing was sent yet: `n` goes to the place of this call instead of to another one. */
  unsent: boolean;
  other: Readonly<Record<string, () => void>>;
}

const afterG = 1500;
const fields: Record<string, string> = { l: callIds.text, c: callIds.given_name, m: callIds.phone };
const lists: Record<string, string> = { w: "who", d: "nearby" };

function go(key: string): boolean {
  if (key === "q") return goToQuestions(), true;
  const id = fields[key];
  if (id !== undefined) {
    const field = document.getElementById(id);
    field?.focus();
    return field !== null;
  }
  const list = lists[key];
  return list !== undefined && focusList(list);
}

/** Forms of their own answer to Control and Enter themselves. */
function sendsHelp(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" || !event.ctrlKey || event.defaultPrevented) return false;
  const form = document.activeElement?.closest("form");
  return !form || form.id === sendFormId || !form.matches(".actform, .confirm, .question__words");
}

/** Out of a field, so that letters are keys; from the questions back to the line. */
function leave(from: HTMLElement): void {
  if (from.closest("[data-question]")) document.getElementById(callIds.text)?.focus();
  else if (isTyping(from)) from.blur();
}

export function useCallKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let gPressedAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (sendsHelp(event)) {
        event.preventDefault();
        return latest.current.send();
      }
      // Also where the key of the whole application was quicker, which leads to this same page.
      const isNew = event.key === "n" && !event.ctrlKey && !event.altKey && !isTyping(event.target);
      if (isNew && latest.current.unsent && singleKeysAreOn()) {
        document.getElementById(callIds.place)?.focus();
        return event.preventDefault();
      }
      if (event.key === "Escape" && !event.defaultPrevented) return leave(event.target as HTMLElement);
      const key = plainKey(event);
      if (key === null) return;
      const going = Date.now() - gPressedAt < afterG;
      gPressedAt = key === "g" ? Date.now() : 0;
      if (going) return; // to another page
      const act = latest.current.acts.find((candidate) => candidate.key === key);
      const other = latest.current.other[key];
      if (act) latest.current.does(act.does);
      else other?.();
      if (act || other || go(key)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
