// SPDX-License-Identifier: Apache-2.0
// What the board shows. The choice is kept in this browser from one shift to the next; anything unreadable in the
// store, an older version's for instance, falls back to the whole open board and never to an empty one.
import type { Incident } from "../api/types";

export type StatusChoice = "open" | "closed" | "all";

export interface Filters {
  status: StatusChoice;
  /** Code of a level of the policy, "none" for what nobody graded, or "" for every level. */
  level: string;
  /** Words looked for in place, ward, summary, category, owner and reference: all must be there. */
  text: string;
}

export const everything: Filters = { status: "open", level: "", text: "" };

const place = "bluelamp.board";
const statuses: readonly string[] = ["open", "closed", "all"];

export function parseFilters(kept: string | null): Filters {
  try {
    const given = JSON.parse(kept ?? "{}") as Partial<Record<keyof Filters, unknown>>;
    const level = typeof given.level === "string" ? given.level : "";
    return {
      status: statuses.includes(String(given.status)) ? (given.status as StatusChoice) : "open",
      level: /^[a-z0-9_]*$/.test(level) ? level : "",
      text: typeof given.text === "string" ? given.text : "",
    };
  } catch {
    return everything;
  }
}

export function readFilters(store: Pick<Storage, "getItem"> = localStorage): Filters {
  return parseFilters(store.getItem(place));
}

export function keepFilters(filters: Filters, store: Pick<Storage, "setItem"> = localStorage): void {
  store.setItem(place, JSON.stringify(filters));
}

/** Letters without case or accents, so that "cafe" finds "Café". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("en-GB");
}

/** A level that the policy in force no longer has would hide everything: it is no filter. */
export function ofPolicy(filters: Filters, levels: readonly { code: string }[]): Filters {
  const known = filters.level === "none" || levels.some((level) => level.code === filters.level);
  return known ? filters : { ...filters, level: "" };
}

type AreaName = (code: string | null | undefined) => string | null;

function searched(incident: Incident, { areaName, typeTitle }: Names): string {
  const { place: where, owner } = incident;
  const areas = [areaName(where.ward), areaName(where.borough)];
  return fold(
    [incident.reference, incident.summary, where.text, ...areas, owner.name, incident.category, typeTitle(incident)]
      .filter(Boolean)
      .join(" "),
  );
}

export interface Names {
  areaName: AreaName;
  /** The incident's type in the policy's words, or its national category. */
  typeTitle: (incident: Incident) => string;
}

const plainNames: Names = { areaName: (code) => code ?? null, typeTitle: (incident) => incident.type ?? "" };

/** A duplicate stands in its primary log and never on the board; it is found by its reference. */
export function shows(filters: Filters, incident: Incident, names: Names = plainNames): boolean {
  if (incident.joined_to) return false;
  if (filters.status !== "all" && incident.status !== filters.status) return false;
  if (filters.level !== "" && (incident.level?.code ?? incident.grade ?? "none") !== filters.level) return false;
  const words = fold(filters.text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = searched(incident, names);
  return words.every((word) => text.includes(word));
}

/** "Log 345", "345" or "Log 345 of 20 November": asked of the server, which also knows what this page has not read. */
export function referenceIn(text: string): string | null {
  const match = /^(?:log\s+)?(\d+)(?:\s+of\s+(.+))?$/i.exec(text.trim());
  if (!match) return null;
  return match[2] ? `Log ${match[1]} of ${match[2]}` : `Log ${match[1]}`;
}

const rank: Record<string, number> = { emergency: 0, priority: 1, scheduled: 2, without_deployment: 4 };

/** The shortest limit of two levels that share a national shape stands first; without one, last. */
const limit = (incident: Incident) => incident.limit_s ?? Number.MAX_SAFE_INTEGER;

/** Highest grade first, what nobody has graded before what nobody will attend; within a grade the longest waiting. */
export function boardOrder(a: Incident, b: Incident): number {
  const byStatus = Number(a.status === "closed") - Number(b.status === "closed");
  if (byStatus !== 0) return byStatus;
  const byGrade = (rank[a.grade ?? ""] ?? 3) - (rank[b.grade ?? ""] ?? 3);
  if (byGrade !== 0) return byGrade;
  if (limit(a) !== limit(b)) return limit(a) - limit(b);
  const byTime = a.opened_at < b.opened_at ? -1 : a.opened_at > b.opened_at ? 1 : 0;
  return a.status === "closed" ? -byTime : byTime;
}
