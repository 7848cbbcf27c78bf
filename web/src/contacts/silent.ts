// SPDX-License-Identifier: Apache-2.0
// A silent call: which question comes next, what a key answers, and what is known of answers given before. Pure.
import type { Question } from "../policy/types";
import type { ContactLine } from "./types";

/** The policy's question set for silent calls, and its type of that name. */
export const silentSet = "silent_call";

export interface Tap { key: string; answer: string; title: string }

/** The number keys of a question: its choices, then that nothing was heard. */
export function tapsOf(question: Question): Tap[] {
  const answers = question.answer === "choice"
    ? question.choices.map((choice) => ({ answer: choice, title: choice }))
    : [{ answer: "yes", title: "Yes" }, { answer: "no", title: "No" }];
  return [...answers.slice(0, 8), { answer: "not known", title: "No answer" }].map((tap, at) => ({
    ...tap, key: String(at + 1),
  }));
}

/** The newest answer to each question, as the contact's own lines tell: "Can you talk? no". */
export function tapped(questions: readonly Question[], lines: readonly ContactLine[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    if (line.action !== "contact.answered") continue;
    const question = questions.find((one) => line.text.startsWith(`${one.text} `));
    if (question) found.set(question.code, line.text.slice(question.text.length + 1));
  }
  return found;
}

export function nextToTap(questions: readonly Question[], answers: ReadonlyMap<string, string>): Question | null {
  return questions.find((question) => !answers.has(question.code)) ?? null;
}

/** What stands on the board when a silent call is sent and nothing was heard. */
export const silentReason = "Silent call: nobody speaks";
