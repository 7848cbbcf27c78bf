// SPDX-License-Identifier: Apache-2.0
import type { Contact } from "../../src/contacts/types";

/** A live 999 call that nobody has sent yet, with what the test says about it instead. */
export function aContact(changes: Partial<Contact> = {}): Contact {
  return {
    id: "c1", reference: "Call 12 of 21 November", channel: "emergency_999", presented: "spoken", state: "live",
    received_at: "2026-11-21T10:00:00Z", informant: "unknown", wishes: {}, interpreter: false, gaps: [],
    handler: { id: "a1", name: "Priya Nair" }, owner: { id: "team:t1", name: "Control room A" }, exercise: false,
    visibility: 0, version: 1, ...changes,
  };
}
