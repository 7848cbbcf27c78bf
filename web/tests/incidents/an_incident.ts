// SPDX-License-Identifier: Apache-2.0
import type { Incident } from "../../src/api/types";

/** An ordinary open priority incident, with what the test says about it instead. */
export function anIncident(changes: Partial<Incident> = {}): Incident {
  return {
    id: "i1", reference: "Log 1 of 20 November", opened_on: "2026-11-20", number: 1, status: "open", grade: "priority",
    limit_s: 3600, category: null, summary: "Youths on mopeds", happened_at: "2026-11-20T10:00:00Z",
    place: { text: "High Street", latitude: null, longitude: null, ward: null, borough: null },
    opened_at: "2026-11-20T10:00:00Z", opened_by: { id: "a1", name: "Priya Nair" },
    owner: { id: "team:t1", name: "Control room A" }, visibility: 0, version: 1, last_seq: 1, origin: "live",
    exercise: false, source: null, type: null, level: null, clock_from: null, due_at: null, received_at: null,
    because: [], joined_to: null, attended: null, not_attended_reason: null, transferred: false, ended: null,
    vulnerable: false, crime_suspected: false, lowered: 0, contact: null, policy_version: "",
    intervals: {
      called_at: null, answered_at: null, created_at: null, graded_at: null, dispatched_at: null, mobile_at: null,
      arrived_at: null, cleared_at: null, closed_at: null,
    },
    ...changes,
  };
}
