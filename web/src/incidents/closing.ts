// SPDX-License-Identifier: Apache-2.0
// What closing an incident needs, and which results its type allows. Pure; the server has the last word.
import type { FieldError } from "../shell/form";
import type { IncidentType, Policy, ResultCode } from "../policy/types";
import type { Gap } from "./types";

export interface CloseDraft {
  result: string;
  closing_code: string;
  qualifiers: string[];
  no_crime_reason: string;
  note: string;
}

export const emptyClose: CloseDraft = { result: "", closing_code: "", qualifiers: [], no_crime_reason: "", note: "" };

/** The results that the type allows; all of the policy's when it says nothing. */
export function allowedResults(policy: Policy | null, type: IncidentType | null): ResultCode[] {
  const all = policy?.recording.results ?? [];
  if (!type || type.results.length === 0) return all;
  return all.filter((result) => type.results.includes(result.code));
}

/** Parts of the page in which a gap is closed, by the field that the server names. */
const places: Record<string, { id: string; where: string }> = {
  answers: { id: "questions", where: "Questions" },
  question: { id: "questions", where: "Questions" },
  grade: { id: "grade", where: "Grade" },
  level: { id: "grade", where: "Grade" },
  vulnerability: { id: "grade", where: "Grade" },
  deadlines: { id: "promises", where: "Promises" },
  attended: { id: "attendance", where: "Attendance" },
  attendance: { id: "attendance", where: "Attendance" },
  crimes: { id: "crimes", where: "Crimes" },
};

export interface PlacedGap extends Gap { place: { id: string; where: string } | null }

export function placedGaps(gaps: readonly Gap[]): PlacedGap[] {
  return gaps.map((gap) => ({ ...gap, place: places[gap.field.split(/[.[]/)[0] ?? ""] ?? null }));
}

/** A gap that the form itself can close, when it has been. */
export function isClosedByForm(gap: Gap, draft: CloseDraft): boolean {
  const written: Partial<Record<string, boolean>> = {
    result: draft.result !== "", no_crime_reason: draft.no_crime_reason !== "", closing_code: draft.closing_code !== "",
  };
  return written[gap.field] ?? false;
}

/** Every gap at once: those of the form at its fields, the others in words. */
export function closeProblems(draft: CloseDraft, gaps: readonly Gap[]): FieldError[] {
  const result = draft.result === "" ? [{ field: "result", message: "Choose how it ended" }] : [];
  const open = gaps.filter((gap) => !isClosedByForm(gap, draft) && gap.field !== "result");
  return [...result, ...open.map(({ field, message }) => ({ field, message }))];
}

export function closeBody(draft: CloseDraft) {
  const note = draft.note.trim();
  return {
    result: draft.result,
    ...(draft.closing_code === "" ? {} : { closing_code: draft.closing_code }),
    ...(draft.qualifiers.length === 0 ? {} : { qualifiers: draft.qualifiers }),
    ...(draft.no_crime_reason === "" ? {} : { no_crime_reason: draft.no_crime_reason }),
    ...(note === "" ? {} : { note }),
  };
}
