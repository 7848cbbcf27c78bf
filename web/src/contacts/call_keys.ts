// SPDX-License-Identifier: Apache-2.0
// The keys of a call. Single letters where nothing is being typed; Escape leaves a field; Control and Enter send.
import { isTyping, useKeys, useTold } from "../shell/keys";
import type { KeyAct, Told } from "../shell/keys";
import { focusList } from "../shell/list_keys";
import type { Doing, Key } from "./call_bar";
import { goToQuestions } from "../incidents/questions";
import { callIds, sendFormId } from "./send_form";

interface Keys {
  acts: readonly Key[];
  does: (doing: Doing) => void;
  send: () => void;
  /** Nothing was sent yet: `n` goes to the place of this call instead of to another one. */
  unsent: boolean;
  other: readonly KeyAct[];
}

const toField = (id: string) => () => {
  const field = document.getElementById(id);
  field?.focus();
  return field !== null;
};

/** Forms of their own answer to Control and Enter themselves. */
function ofAnotherForm(): boolean {
  const form = document.activeElement?.closest("form");
  return !!form && form.id !== sendFormId && form.matches(".actform, .confirm, .question__words");
}

/** Out of a field, so that letters are keys; from the questions back to the line. */
function leave(event: KeyboardEvent): boolean {
  const from = event.target as HTMLElement;
  const asking = from.closest("[data-question]") !== null;
  if (asking) document.getElementById(callIds.text)?.focus();
  else if (isTyping(from)) from.blur();
  return asking || isTyping(from);
}

const always: readonly KeyAct[] = [
  { keys: ["l"], does: "Write a line for the log", act: toField(callIds.text) },
  { keys: ["q"], does: "The next question", act: goToQuestions },
  { keys: ["w"], does: "Who this may be: the first that was found", act: () => focusList("who") },
  { keys: ["d"], does: "Logs nearby that may be the same event", act: () => focusList("nearby") },
  { keys: ["c"], does: "Name of the caller", act: toField(callIds.given_name) },
  { keys: ["m"], does: "Number of the caller", act: toField(callIds.phone) },
  { keys: ["Escape"], does: "Leave a field, so that letters are keys; from a question to the line", act: leave },
];

const inFields: readonly Told[] = [
  { keys: ["Enter"], does: "In the log: add the line. On somebody found: open and close" },
];
const beforeSending: readonly Told[] = [
  { keys: ["Enter"], does: "From the place to the reason; from the reason send help" },
];

export function useCallKeys({ acts, does, send, unsent, other }: Keys): void {
  const sends = () => {
    if (ofAnotherForm()) return false;
    send();
    return true;
  };
  useKeys([
    ...(unsent ? [
      { keys: ["n"], does: "The place of this call", act: toField(callIds.place) },
      { keys: ["Ctrl+Enter"], does: "Send help, from anywhere", act: sends },
    ] : []),
    ...acts.map(({ key, does: doing, words }) => ({ keys: [key], does: words, act: () => does(doing) })),
    ...other, ...always,
  ]);
  useTold([...(unsent ? beforeSending : []), ...inFields]);
}
