// SPDX-License-Identifier: Apache-2.0
// What a notice that arrives or is seen does to the inbox of this screen. Pure; the store runs it.
import type { LiveEvent } from "../live/messages";
import type { Notice } from "./types";

export interface Inbox {
  /** As the server last counted, and what events did to it since; null until it was asked. */
  unseen: number | null;
  /** Arrived while this screen was looking and not yet put away, the newest first. */
  alerts: readonly Notice[];
}

export const emptyInbox: Inbox = { unseen: null, alerts: [] };

const mostAlerts = 20;

export function noticeIn(event: LiveEvent): Notice | null {
  const given = event.content as Partial<Notice> | null;
  const isNotice = event.kind.startsWith("notice.") && typeof given?.text === "string" && given.about !== undefined;
  return isNotice ? (given as Notice) : null;
}

/** To a team and to a role, of which this person is both: shown once, as the server counts it. */
function toldTogether(one: Notice, other: Notice): boolean {
  const same = (notice: Notice) => [notice.kind, notice.text, notice.about.id, notice.at].join(" ");
  return same(one) === same(other);
}

export function putAway(inbox: Inbox, id: string): Inbox {
  return { ...inbox, alerts: inbox.alerts.filter((notice) => notice.id !== id) };
}

/** One of the addressees has seen it: for the others of the same team or role it is done, too. */
function seen(inbox: Inbox, id: string): Inbox {
  const unseen = inbox.unseen === null ? null : Math.max(0, inbox.unseen - 1);
  return putAway({ ...inbox, unseen }, id);
}

/** Seen by one of them, told anew, or no longer so before anybody read it. */
export const putsAway = new Set(["notice.seen", "notice.replaced", "notice.settled"]);

export function withEvent(inbox: Inbox, event: LiveEvent): Inbox {
  if (!event.kind.startsWith("notice.")) return inbox;
  if (putsAway.has(event.kind)) return seen(inbox, event.record);
  const notice = noticeIn(event);
  if (!notice || inbox.alerts.some((known) => known.id === notice.id)) return inbox;
  const others = inbox.alerts.filter((known) => !toldTogether(known, notice));
  const counted = inbox.unseen === null || others.length < inbox.alerts.length ? inbox.unseen : inbox.unseen + 1;
  return { unseen: counted, alerts: [notice, ...others].slice(0, mostAlerts) };
}
