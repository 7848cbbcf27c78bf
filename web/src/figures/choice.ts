// SPDX-License-Identifier: Apache-2.0
// What has been asked for on the figures page, as it stands in the address.
import type { Measure } from "../api/types";

export interface Choice {
  measure: string;
  area: string;
  from: string;
  to: string;
  by: string;
  /** Options of the measure: type, outcome, grade. */
  options: Record<string, string>;
  /** Key of the one month, area or type whose records are asked for; "" is all of them. */
  only: string;
}

const monthShape = /^\d{4}-(0[1-9]|1[0-2])$/;

/** A month as typed in a browser without a month picker may be anything: only a real month is asked for. */
export function asMonth(text: string): string {
  return monthShape.test(text) ? text : "";
}

export function monthsBefore(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 - months, 1)).toISOString().slice(0, 7);
}

/** The period of the address; where it names none, the twelve months up to `today` ("2026-11-21"). */
export function periodFrom(query: URLSearchParams, today: string): { from: string; to: string } {
  const to = asMonth(query.get("to") ?? "");
  const from = asMonth(query.get("from") ?? "");
  if (from === "" && to === "") return { from: monthsBefore(today.slice(0, 7), 11), to: today.slice(0, 7) };
  return { from: from || monthsBefore(to, 11), to: to || from };
}

export function choiceFrom(query: URLSearchParams, measures: readonly Measure[], today: string): Choice | null {
  const measure = measures.find((known) => known.name === query.get("measure")) ?? measures[0];
  if (!measure) return null;
  const options: Record<string, string> = {};
  for (const option of measure.options) {
    const value = query.get(option.name) ?? "";
    if (value !== "") options[option.name] = value;
  }
  const by = measure.groups.find((group) => group.name === query.get("by")) ?? measure.groups[0];
  const area = query.get("area") ?? "";
  const only = query.get("only") ?? "";
  return { measure: measure.name, area, ...periodFrom(query, today), by: by?.name ?? "", options, only };
}

/** Choosing another measure drops the options, grouping and period of the one before: its records are other ones. */
export function otherMeasure(name: string, was: Measure | undefined): Record<string, string> {
  const cleared = (was?.options ?? []).map((option) => [option.name, ""] as const);
  return { ...Object.fromEntries(cleared), by: "", from: "", to: "", measure: name };
}

export interface FigureQuery {
  area?: string;
  from: string;
  to: string;
}

export function queryOf({ area, from, to, options }: Choice): FigureQuery & Record<string, string> {
  return { ...options, ...(area === "" ? {} : { area }), from, to };
}

const boroughCode = /^[EW]0[6-9]/;

/**
 * Whether asking for the area alone counts what its bar counted. Within a force it does not: a force's figure is what
 * that force published, a borough's what lies in it, whoever published it.
 */
function areaStandsAlone({ area, by }: Choice): boolean {
  return area === "" || (boroughCode.test(area) && (by === "ward" || by === "area"));
}

/** The question for the records of one bar, month or row alone; null where the API has no words for it. */
export function narrowed(choice: Choice, measure: Measure, key: string): Choice | null {
  const { by } = choice;
  if (key === "") return null;
  if (by === "month") return { ...choice, from: key, to: key };
  if (["area", "force", "borough", "ward"].includes(by)) {
    return areaStandsAlone(choice) ? { ...choice, area: key } : null;
  }
  // Asked for by name, charged takes in the later stages at court; among the other outcomes it is itself alone.
  if (measure.name === "outcome_rate_tracked" && by === "outcome" && key === "charged") return null;
  const option = measure.options.find((known) => known.name === by);
  return option?.values.includes(key) ? { ...choice, options: { ...choice.options, [by]: key } } : null;
}

/** "Hour of the week" as it stands in "by hour of the week". */
export function groupWords(measure: Measure, by: string): string {
  const title = measure.groups.find((group) => group.name === by)?.title ?? by;
  return title.charAt(0).toLowerCase() + title.slice(1);
}
