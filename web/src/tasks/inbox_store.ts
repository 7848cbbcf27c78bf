// SPDX-License-Identifier: Apache-2.0
// The inbox as the whole screen shares it: the count in the header, the alerts over every page.
import { useSyncExternalStore } from "react";
import { get } from "../api/client";
import type { LiveEvent } from "../live/messages";
import { emptyInbox, putAway, putsAway, withEvent } from "./inbox_state";
import type { Inbox } from "./inbox_state";

const listeners = new Set<() => void>();
let inbox: Inbox = emptyInbox;

function put(next: Inbox): void {
  if (next === inbox) return;
  inbox = next;
  listeners.forEach((listener) => listener());
}

export function useInbox(): Inbox {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => inbox);
}

let counting: ReturnType<typeof setTimeout> | undefined;

/** What goes may have been told twice and counted once: the server says how many are left, once for all that go. */
export function hearNotice(event: LiveEvent): void {
  put(withEvent(inbox, event));
  if (!putsAway.has(event.kind)) return;
  clearTimeout(counting);
  counting = setTimeout(countUnseen, 100);
}

export function hideAlert(id: string): void {
  put(putAway(inbox, id));
}

/** Asks the server how many are unseen; a failure leaves the count as it is, and the next change asks again. */
export function countUnseen(): void {
  get("/api/v1/inbox", { query: { limit: 1 } }).then(
    ({ unseen }) => put({ ...inbox, unseen }),
    () => undefined,
  );
}

/** Another person may be next on this screen. */
export function forgetInbox(): void {
  clearTimeout(counting);
  put(emptyInbox);
}
