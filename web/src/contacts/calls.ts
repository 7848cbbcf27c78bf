// SPDX-License-Identifier: Apache-2.0
// Lists of calls that stay true by themselves.
import { get } from "../api/client";
import { useLive } from "../live/live";
import { useGrowing } from "../shell/growing";
import type { ContactState } from "./types";

/** Rows at first: what is ended is many and seldom asked for; nothing that waits is cut on an ordinary day. */
const firstShown = { ended: 50, waiting: 200 };
/** More abandoned calls the server does not give at once. */
const abandonedAtOnce = 50;

function useLiveCalls(again: () => void): void {
  useLive(["contacts"], (event) => {
    if (event.kind.startsWith("contact.")) again();
  }, again);
}

export function useCalls(state: ContactState) {
  const loaded = useGrowing(
    (asked, signal) => get("/api/v1/contacts", { query: { state, ...asked }, signal }), `calls ${state}`,
    state === "ended" ? firstShown.ended : firstShown.waiting,
  );
  useLiveCalls(loaded.again);
  return loaded;
}

export function useAbandoned() {
  const loaded = useGrowing((asked, signal) => {
    const query = { ...asked, limit: Math.min(asked.limit, abandonedAtOnce) };
    return get("/api/v1/contacts/abandoned", { query, signal });
  }, "abandoned calls", firstShown.waiting);
  useLiveCalls(loaded.again);
  return loaded;
}
