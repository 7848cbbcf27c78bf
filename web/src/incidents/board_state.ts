// SPDX-License-Identifier: Apache-2.0
// The incidents a board holds, and what a live event does to them. Pure; the board page runs it.
import type { Incident, Line } from "../api/types";
import type { LiveEvent } from "../live/messages";
import { withOwnerName } from "./owner_names";

export interface BoardState {
  byId: ReadonlyMap<string, Incident>;
  /** Arrived over the stream, for the flash and the spoken line; the newest last. */
  arrived: readonly string[];
}

export const emptyBoard: BoardState = { byId: new Map(), arrived: [] };

const remembered = 50;

function isNewer(held: Incident | undefined, given: Incident): boolean {
  if (!held) return true;
  return given.version > held.version || (given.version === held.version && given.last_seq >= held.last_seq);
}

/** A list just read, put over what events brought meanwhile: whichever is newer stays. */
export function withList(board: BoardState, list: readonly Incident[]): BoardState {
  const byId = new Map<string, Incident>();
  for (const incident of list) {
    const held = board.byId.get(incident.id);
    byId.set(incident.id, held && !isNewer(held, incident) ? held : incident);
  }
  for (const id of board.arrived) {
    const held = board.byId.get(id);
    if (held && !byId.has(id)) byId.set(id, held);
  }
  return { ...board, byId };
}

export function looksLikeIncident(content: unknown): content is Incident {
  const given = content as Partial<Incident> | null;
  return typeof given?.id === "string" && typeof given.reference === "string" && typeof given.opened_at === "string";
}

export function withIncident(board: BoardState, incident: Incident, isNew: boolean): BoardState {
  if (!isNewer(board.byId.get(incident.id), incident)) return board;
  const byId = new Map(board.byId).set(incident.id, incident);
  const fresh = isNew && !board.byId.has(incident.id);
  return { byId, arrived: fresh ? [...board.arrived, incident.id].slice(-remembered) : board.arrived };
}

/** It went out of sight of many: only reading again says whether it is still there for this reader. */
export const restricted = "incident.restricted";

/** An act that changes an incident carries it whole, alone or beside what changed. */
export function incidentIn(content: unknown): Incident | null {
  if (looksLikeIncident(content)) return content;
  const held = (content as { incident?: unknown } | null)?.incident;
  return looksLikeIncident(held) ? held : null;
}

/** The board after an event; the same board when the event is about something else. */
export function withEvent(board: BoardState, event: LiveEvent): BoardState {
  if (!event.kind.startsWith("incident.")) return board;
  if (event.kind === restricted) return { ...board, arrived: board.arrived.filter((id) => id !== event.record) };
  const whole = incidentIn(event.content);
  if (whole) return withIncident(board, withOwnerName(whole), event.kind === "incident.opened");
  const held = board.byId.get(event.record);
  const seq = (event.content as Partial<Line> | null)?.seq ?? event.seq;
  if (!held || seq <= held.last_seq) return board;
  return { ...board, byId: new Map(board.byId).set(held.id, { ...held, last_seq: seq }) };
}
