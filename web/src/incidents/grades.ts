// SPDX-License-Identifier: Apache-2.0
// Grades of the response: code, words and letter. The letter stands where only one fits, beside the colour, so that
// colour is never the only carrier of the meaning (WCAG 2.2, success criterion 1.4.1). The colour is that of the
// national shape, the words are the force's own level; the limit comes with each incident, fixed when it was graded.
import type { GradeCode, Incident } from "../api/types";

export interface Grade {
  code: GradeCode | "none";
  title: string;
  letter: string;
}

export const grades: readonly Grade[] = [
  { code: "emergency", title: "Emergency", letter: "E" },
  { code: "priority", title: "Priority", letter: "P" },
  { code: "scheduled", title: "Scheduled", letter: "S" },
  { code: "without_deployment", title: "No deployment", letter: "W" },
];

const ungraded: Grade = { code: "none", title: "Not graded", letter: "–" };

/** What stands in the little square: the number of "Grade 2", else the first letter. */
export function letterOf(title: string): string {
  return /(\d)$/.exec(title)?.[1] ?? title.charAt(0).toUpperCase();
}

export function gradeOf(code: string | null | undefined): Grade {
  return grades.find((grade) => grade.code === code) ?? ungraded;
}

/** The level in the force's words and the national colour; of imported history only the national shape is known. */
export function gradeOfIncident({ grade, level }: Pick<Incident, "grade" | "level">): Grade {
  const national = gradeOf(grade);
  return level ? { code: national.code, title: level.title, letter: letterOf(level.title) } : national;
}

export type Standing =
  | { state: "closed" }
  | { state: "none"; elapsed: number }
  /** It was decided that nobody goes. */
  | { state: "nobody"; elapsed: number }
  | { state: "met"; took: number; limit: number }
  | { state: "missed"; took: number; limit: number }
  | { state: "running"; elapsed: number; left: number }
  | { state: "late"; elapsed: number; by: number };

/** Milliseconds to arrival that the level allows; null where nobody is sent. */
export function limitOf(incident: Incident): number | null {
  return incident.limit_s == null ? null : incident.limit_s * 1000;
}

/** How an incident stands against its level's limit at `now`, counted from where the level says. */
export function standing(incident: Incident, now: number): Standing {
  const opened = Date.parse(incident.clock_from ?? incident.opened_at);
  const limit = limitOf(incident);
  const arrived = incident.intervals?.arrived_at;
  if (arrived && limit !== null) {
    const took = Date.parse(arrived) - opened;
    return { state: took > limit ? "missed" : "met", took, limit };
  }
  if (incident.status === "closed") return { state: "closed" };
  const elapsed = now - opened;
  if (incident.attended === false) return { state: "nobody", elapsed };
  if (limit === null) return { state: "none", elapsed };
  if (elapsed > limit) return { state: "late", elapsed, by: elapsed - limit };
  return { state: "running", elapsed, left: limit - elapsed };
}

/** A fifth of the limit is left: the time to act, not yet late. */
export function isClose(left: number, limit: number | null): boolean {
  return limit !== null && left <= limit / 5;
}
