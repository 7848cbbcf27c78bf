// SPDX-License-Identifier: Apache-2.0
// Clocks that count on the screen. One timer for all of them, and each row renders only its own two cells.
import { useSyncExternalStore } from "react";
import { serverNow } from "../api/client";
import type { Incident } from "../api/types";
import { shortLength, stopwatch } from "../words/times";
import { gradeOfIncident, isClose, limitOf, standing } from "./grades";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let second = Math.floor(serverNow() / 1000);

function tick(): void {
  second = Math.floor(serverNow() / 1000);
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    tick();
    timer = setInterval(tick, 1000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The server's time in milliseconds, whole seconds, rendering again each second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => second) * 1000;
}

/** How long somebody has waited, counted as the limit is: no longer once somebody is there. */
export function Elapsed({ incident }: { incident: Incident }) {
  const now = useNow();
  if (incident.status === "closed") return <span className="muted">Closed</span>;
  if (incident.intervals?.arrived_at) return <span className="muted">Attended</span>;
  return <span className="figure">{stopwatch(now - Date.parse(incident.clock_from ?? incident.opened_at))}</span>;
}

/** Against the limit, in words; the colour only repeats them. */
export function AgainstLimit({ incident }: { incident: Incident }) {
  const at = standing(incident, useNow());
  switch (at.state) {
    case "closed":
      return <span className="muted">–</span>;
    case "none":
      return <span className="muted">No limit</span>;
    case "met":
      return <span className="met">Arrived in <span className="figure">{stopwatch(at.took)}</span></span>;
    case "missed":
      return (
        <span className="late">Arrived {shortLength(at.took - at.limit)} late</span>
      );
    case "late":
      return (
        <strong className="late">Late by {shortLength(at.by)}</strong>
      );
    case "nobody":
      return <span className="muted">Nobody sent</span>;
    case "running": {
      const close = isClose(at.left, limitOf(incident));
      return <span className={close ? "close" : ""}><span className="figure">{stopwatch(at.left)}</span> left</span>;
    }
  }
}

/** The level an incident stands at, in the words of its force. */
export function LevelTag({ incident }: { incident: Pick<Incident, "grade" | "level"> }) {
  const grade = gradeOfIncident(incident);
  return (
    <span className={`grade grade--${grade.code}`}>
      <span className="grade__letter" aria-hidden="true">{grade.letter}</span>
      <span className="grade__title">{grade.title}</span>
    </span>
  );
}
