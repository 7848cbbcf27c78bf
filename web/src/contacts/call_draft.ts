// SPDX-License-Identifier: Apache-2.0
// What is being typed in one call, kept in this browser until the server has answered: a reload, a locked screen or a
// lost network costs no word. A call that the server knows has its draft under its own id, so that whoever takes the
// call on this screen goes on with it; one that it does not know yet belongs to who types it.
import type { SentKeys } from "../api/keep_trying";
import { nothingTyped } from "../people/look_up";
import type { Typed } from "../people/look_up";
import type { PersonRole } from "../people/types";
import type { Channel, Presented } from "./types";

export interface ReceiveBody { channel: Channel; presented: Presented; exercise: boolean; phone?: string }

/** A line that has left the box and is not known to be in the record. */
export interface PendingLine {
  key: string;
  text: string;
  happened_at: string;
  /** Account of who wrote it: whoever takes the call on this screen does not say it in their own name. */
  by: string;
}

export interface CallDraft {
  sent: SentKeys;
  channel: Channel;
  presented: Presented;
  place: string;
  latitude: number | null;
  longitude: number | null;
  reason: string;
  type: string;
  level: string;
  typed: Typed;
  role: PersonRole;
  line: string;
  pending: PendingLine[];
  /** The contact asked for and not yet answered: asked again under the same key it is still one contact. */
  asked: { key: string; body: ReceiveBody } | null;
  /** Of a call begun on this screen and not sent: the contact it became, whose own draft goes on. */
  contact: string | null;
  /** The mention whose address the place is: carried over, not typed again. */
  placeFrom: string | null;
  /** Why the server opened an incident at once, when it did, and what it advises. */
  because: string[];
  advice: string[];
  /** Persons, addresses, numbers and vehicles shown during the call: reading is an act, told when the call ends. */
  shown: string[];
  touched: number;
}

export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const prefix = "bluelamp.call.";
/** A shift is over by then: what was left in this browser is deleted. */
export const keptFor = 12 * 3_600_000;

export function emptyCall(): CallDraft {
  return {
    sent: {}, channel: "emergency_999", presented: "spoken", place: "", latitude: null, longitude: null, reason: "",
    type: "", level: "", typed: nothingTyped, role: "caller", line: "", pending: [], asked: null, contact: null,
    placeFrom: null, because: [], advice: [], shown: [], touched: 0,
  };
}

/** Where a call that the server does not know yet is kept. */
export function newCallOf(account: string): string {
  return `new.${account}`;
}

export function readCall(name: string, store: Store = localStorage): CallDraft {
  try {
    const kept = JSON.parse(store.getItem(prefix + name) ?? "null") as Partial<CallDraft> | null;
    // Kept by an older version of the page, some of its fields may not be there.
    return { ...emptyCall(), ...kept, typed: { ...nothingTyped, ...kept?.typed } };
  } catch {
    return emptyCall();
  }
}

export function keepCall(name: string, draft: CallDraft, now: number, store: Store = localStorage): void {
  store.setItem(prefix + name, JSON.stringify({ ...draft, touched: now }));
}

export function dropCall(name: string, store: Store = localStorage): void {
  store.removeItem(prefix + name);
}

/** Deletes what nobody touched for so long that the call is over. */
export function dropOldCalls(now: number, store: Store = localStorage): void {
  const names = Array.from({ length: store.length }, (_, at) => store.key(at) ?? "");
  for (const name of names.filter((kept) => kept.startsWith(prefix))) {
    if (now - readCall(name.slice(prefix.length), store).touched > keptFor) store.removeItem(name);
  }
}
