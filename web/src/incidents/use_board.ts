// SPDX-License-Identifier: Apache-2.0
// A list of incidents that stays true by itself: read once, then kept by the live stream, read again after a gap.
import { useCallback, useEffect, useState } from "react";
import { get } from "../api/client";
import type { Incident } from "../api/types";
import { useLive } from "../live/live";
import type { LiveEvent } from "../live/messages";
import { useLoaded } from "../shell/loaded";
import { emptyBoard, incidentIn, restricted, withEvent, withIncident, withList } from "./board_state";
import type { BoardState } from "./board_state";
import { needsOwnerName, rememberOwners } from "./owner_names";

export function useBoardState(read: (signal: AbortSignal) => Promise<Incident[]>, key: string, topics: string[]) {
  const loaded = useLoaded(read, key);
  const [board, setBoard] = useState<BoardState>(emptyBoard);
  const { value, again } = loaded;
  useEffect(() => {
    if (!value) return;
    rememberOwners(value);
    setBoard((was) => withList(was, value));
  }, [value]);
  const fill = useCallback((id: string) => {
    const put = (incident: Incident) => {
      rememberOwners([incident]);
      setBoard((was) => withIncident(was, incident, false));
    };
    // The row stands without the name until then; a failure leaves it so, and the next reading of the list mends it.
    get("/api/v1/incidents/{id}", { path: { id } }).then(put, () => undefined);
  }, []);
  const onEvent = (event: LiveEvent) => {
    setBoard((was) => withEvent(was, event));
    if (event.kind === restricted) again();
    const incident = incidentIn(event.content);
    if (incident && needsOwnerName(incident)) fill(incident.id);
  };
  useLive(topics, onEvent, again);
  return { board, loaded };
}
