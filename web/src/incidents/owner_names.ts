// SPDX-License-Identifier: Apache-2.0
// An event carries the owner as the journal keeps it, by id alone; answers carry the name too. A name once seen is
// remembered; one never seen is asked for with the incident it came with.
import type { Incident } from "../api/types";

const names = new Map<string, string>();

export function rememberOwners(incidents: readonly Incident[]): void {
  for (const { owner } of incidents) if (owner.name !== "") names.set(owner.id, owner.name);
}

/** The incident with its owner's name where that is known. */
export function withOwnerName(incident: Incident): Incident {
  const name = incident.owner.name || names.get(incident.owner.id);
  return name === undefined || name === "" ? incident : { ...incident, owner: { ...incident.owner, name } };
}

export function needsOwnerName(incident: Incident): boolean {
  return withOwnerName(incident).owner.name === "";
}
