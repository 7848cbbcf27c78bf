// SPDX-License-Identifier: Apache-2.0
// What tabs and the one stream owner say to each other.

export interface LiveEvent {
  position: number;
  /** "incident.opened", "incident.line_added", … */
  kind: string;
  /** The record it happened to. */
  record: string;
  seq: number;
  content: unknown;
}

/** Somebody who has the same record open now, on whichever screen. */
export interface Watcher {
  id: string;
  name: string;
}

/** connecting: first time; reconnecting: was live before; ended: nobody is signed in, or locked. */
export type Connection = "connecting" | "live" | "reconnecting" | "ended";

export type FromTab =
  | { say: "topics"; topics: string[] }
  | { say: "here" }
  | { say: "leave" }
  /** Somebody signed in, out, locked or unlocked in this tab: other tabs must look again. */
  | { say: "session_changed"; signedIn: boolean }
  /** This tab asked the server: the session is there and not locked. */
  | { say: "session_found" };

export type ToTab =
  | { say: "connection"; connection: Connection }
  | { say: "event"; event: LiveEvent }
  /** Who has `record` open, oneself included. */
  | { say: "watching"; record: string; people: Watcher[] }
  /** Events may have been missed: read everything again. */
  | { say: "resync" }
  | { say: "session_changed" };
