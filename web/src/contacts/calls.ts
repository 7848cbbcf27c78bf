// SPDX-License-Identifier: Apache-2.0
// Lists of calls that stay true by themselves.
import { allPages, get } from "../api/client";
import { useLive } from "../live/live";
import { useLoaded } from "../shell/loaded";
import type { Loaded } from "../shell/loaded";
import type { AbandonedCall, Contact, ContactState } from "./types";

/** Of those that ended, the newest. */
export const mostEnded = 50;
const most = 500;

export function useCalls(state: ContactState): Loaded<Contact[]> {
  const loaded = useLoaded<Contact[]>((signal) => {
    if (state === "ended") {
      return get("/api/v1/contacts", { query: { state, limit: mostEnded }, signal }).then((page) => page.items);
    }
    return allPages((after) => {
      const query = { state, limit: 100, ...(after === undefined ? {} : { after }) };
      return get("/api/v1/contacts", { query, signal });
    }, most);
  }, `calls ${state}`);
  useLive(["contacts"], (event) => {
    if (event.kind.startsWith("contact.")) loaded.again();
  }, loaded.again);
  return loaded;
}

export function useAbandoned(): Loaded<AbandonedCall[]> {
  const loaded = useLoaded<AbandonedCall[]>((signal) => allPages((after) => {
    const query = { limit: 50, ...(after === undefined ? {} : { after }) };
    return get("/api/v1/contacts/abandoned", { query, signal });
  }, most), "abandoned calls");
  useLive(["contacts"], (event) => {
    if (event.kind.startsWith("contact.")) loaded.again();
  }, loaded.again);
  return loaded;
}
