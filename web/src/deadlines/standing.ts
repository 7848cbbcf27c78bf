// SPDX-License-Identifier: Apache-2.0
// How a promise stands at an instant, in words and in one of four tones. Pure.
import { shortLength } from "../words/times";
import type { Promised } from "./types";

export type Tone = "late" | "close" | "met" | "plain";

export interface DueWords { words: string; tone: Tone }

/** A fifth of the whole, at most an hour, before it falls due: the time to act. */
function isNear(promise: Promised, due: number, now: number): boolean {
  const whole = due - Date.parse(promise.starts_at);
  return due - now <= Math.max(60_000, Math.min(3_600_000, whole / 5));
}

export function dueWords(promise: Promised, now: number): DueWords {
  const due = promise.due_at ? Date.parse(promise.due_at) : null;
  if (promise.met_at) {
    const late = due === null ? 0 : Date.parse(promise.met_at) - due;
    if (late <= 0) return { words: "Kept in time", tone: "met" };
    return { words: `Kept, ${shortLength(late)} late`, tone: "late" };
  }
  if (promise.ended_at) return { words: "No longer owed", tone: "plain" };
  if (promise.paused_at || due === null) {
    return { words: `Paused, ${shortLength(promise.left_ms ?? 0)} left`, tone: "close" };
  }
  if (now >= due) return { words: `Late by ${shortLength(now - due)}`, tone: "late" };
  return { words: `${shortLength(due - now)} left`, tone: isNear(promise, due, now) ? "close" : "plain" };
}

/** What is still owed first, soonest due at the top; then what was kept or ended, newest first. */
export function promiseOrder(a: Promised, b: Promised): number {
  const over = (promise: Promised) => promise.met_at ?? promise.ended_at ?? null;
  const [overA, overB] = [over(a), over(b)];
  if ((overA === null) !== (overB === null)) return overA === null ? -1 : 1;
  if (overA !== null && overB !== null) return overA < overB ? 1 : -1;
  return (a.due_at ?? "9") < (b.due_at ?? "9") ? -1 : 1;
}
