// SPDX-License-Identifier: Apache-2.0
// How sure it is that somebody on the register is meant, and why, in words: certain, probably, possibly, and a number.
import type { Waterfall } from "./types";

export type Sure = "certain" | "probable" | "possible";

/** The same bounds as the server's: certain from 0.9, probable from 0.5. */
export function sureOf(probability: number): Sure {
  if (probability >= 0.9) return "certain";
  return probability >= 0.5 ? "probable" : "possible";
}

/** Never "100 in 100" of what is only likely, and never rounded up into a higher class. */
export function inHundred(probability: number): string {
  if (probability > 0.99) return "more than 99 in 100";
  if (probability < 0.01) return "fewer than 1 in 100";
  // The product of a decimal fraction and 100 may fall short of the whole number that it is.
  return `${Math.floor(probability * 100 + 1e-9)} in 100`;
}

const adverbs: Record<Sure, string> = { certain: "Certainly", probable: "Probably", possible: "Possibly" };

/** "Probably: 87 in 100". */
export function sureInWords(probability: number): string {
  return `${adverbs[sureOf(probability)]}: ${inHundred(probability)}`;
}

type Step = Waterfall["steps"][number];

const levels: Record<string, string> = {
  equal: "the same", nickname: "is a nickname", alike: "sounds alike", initial: "is an initial",
};
/** The same where it is too little, and so speaks against. */
const tooLittle: Record<string, string> = {
  nickname: "is only a nickname", alike: "only sounds alike", initial: "is only an initial",
  "nearly the same spelling": "of only nearly the same spelling",
};

function inWords({ comparison, level, weight }: Step): string {
  if (comparison === "address") return level; // "same address, same postcode"
  return `${comparison} ${(weight < 0 ? tooLittle[level] : undefined) ?? levels[level] ?? level}`;
}

function inALine(steps: readonly Step[]): string {
  const heaviest = [...steps].sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight));
  return heaviest.map(inWords).join("; ");
}

/** What is the same weighs a little against where a household explains it; in words that would only puzzle. */
function theSame({ level }: Step): boolean {
  return level.startsWith("equal") || level.startsWith("same address");
}

/** What speaks for somebody, the weightiest first, and what speaks against; each empty when nothing does. */
export function reasonsInALine({ steps }: Pick<Waterfall, "steps">): { speaksFor: string; against: string } {
  const line = inALine(steps.filter(({ weight }) => weight > 0));
  return {
    speaksFor: line.charAt(0).toUpperCase() + line.slice(1),
    against: inALine(steps.filter((step) => step.weight < 0 && !theSame(step))),
  };
}
