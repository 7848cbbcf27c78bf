// SPDX-License-Identifier: Apache-2.0
// Finding an incident type by typing: by its title and by what callers say of it.
import type { IncidentType } from "../policy/types";

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const wordsOf = (text: string) => folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** 0 is best: the title begins so; then a word of the title, then a caller's word; null: it is none of them. */
function rank(type: IncidentType, typed: string[], whole: string): number | null {
  if (folded(type.title).startsWith(whole)) return 0;
  const title = wordsOf(type.title);
  const said = type.words.flatMap(wordsOf);
  const begins = (words: string[], wanted: string) => words.some((word) => word.startsWith(wanted));
  if (typed.every((wanted) => begins(title, wanted))) return 1;
  return typed.every((wanted) => begins(title, wanted) || begins(said, wanted)) ? 2 : null;
}

/** The types that answer to what was typed, best first; all of them, in the policy's order, when nothing was. */
export function typesFor(types: readonly IncidentType[], text: string): IncidentType[] {
  const typed = wordsOf(text);
  if (typed.length === 0) return [...types];
  const whole = folded(text.trim());
  return types
    .map((type) => ({ type, rank: rank(type, typed, whole) }))
    .filter((found): found is { type: IncidentType; rank: number } => found.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map((found) => found.type);
}
