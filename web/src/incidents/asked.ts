// SPDX-License-Identifier: Apache-2.0
// Which questions to ask next. Pure.
import type { Question, QuestionSet } from "../policy/types";
import type { GivenAnswer } from "./types";

export interface Asked { question: Question; set: string; given: GivenAnswer | null }

/** Each question once, with the answer that stands. */
export function askedOf(sets: readonly QuestionSet[], answers: readonly GivenAnswer[]): Asked[] {
  const newest = new Map<string, GivenAnswer>();
  for (const answer of answers) {
    const held = newest.get(answer.question);
    if (!held || answer.seq > held.seq) newest.set(answer.question, answer);
  }
  const seen = new Set<string>();
  const all = sets.flatMap((set) => set.questions.map((question) => ({ question, set: set.title })));
  return all.filter(({ question }) => !seen.has(question.code) && seen.add(question.code)).map((one) => {
    return { ...one, given: newest.get(one.question.code) ?? null };
  });
}

/** Unanswered ones that must be asked, then the other unanswered ones, each in the order of the policy. */
export function toAsk(asked: readonly Asked[]): Asked[] {
  const open = asked.filter((one) => one.given === null);
  return [...open.filter((one) => one.question.must), ...open.filter((one) => !one.question.must)];
}

export interface Choice { key: string; answer: string; title: string }

/** What one key answers: y and n, or the number of a choice. Nothing where words are wanted. */
export function choicesOf(question: Question): Choice[] {
  if (question.answer === "yes_no") {
    return [{ key: "y", answer: "yes", title: "Yes" }, { key: "n", answer: "no", title: "No" }];
  }
  if (question.answer !== "choice") return [];
  return question.choices.slice(0, 9).map((answer, at) => ({ key: String(at + 1), answer, title: answer }));
}

export function answerOfKey(question: Question, key: string): string | null {
  return choicesOf(question).find((choice) => choice.key === key)?.answer ?? null;
}

export function answerInWords(answer: GivenAnswer): string {
  if (answer.answer === null || answer.answer === undefined) return `Not known: ${answer.not_known ?? ""}`;
  if (answer.answer === "yes") return "Yes";
  return answer.answer === "no" ? "No" : answer.answer;
}
