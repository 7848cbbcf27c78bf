// SPDX-License-Identifier: Apache-2.0
// The call of a page: what is typed in it, the contact as it is now, and the incident it became.
import { useEffect, useRef, useSyncExternalStore } from "react";
import { get, post } from "../api/client";
import { Refusal } from "../api/problem";
import type { Incident } from "../api/types";
import { useBoardState } from "../incidents/use_board";
import { useLive } from "../live/live";
import { useLoaded } from "../shell/loaded";
import { useSignedIn } from "../shell/session";
import { dropOldCalls } from "./call_draft";
import { LiveCall } from "./call";
import type { CallServer } from "./call";
import type { Contact } from "./types";

const server: CallServer = {
  receive: (body, key) => post("/api/v1/contacts", { body, key }),
  send: (body, key) => post("/api/v1/contacts/send", { body, key }),
  say: (contact, body, key) => post("/api/v1/contacts/{id}/lines", { path: { id: contact }, body, key }),
};

/** The contact in a live event, which tells the whole of it where the act changed it. */
export function contactIn(content: unknown, id: string): Contact | null {
  const told = (content as { contact?: Partial<Contact> | null } | null)?.contact;
  return told?.id === id && typeof told.version === "number" ? (told as Contact) : null;
}

/** Reads the contact and keeps it true. */
export function useContact(id: string | null, know: (contact: Contact) => void) {
  const loaded = useLoaded<Contact | null>(async (signal) => {
    if (id === null) return null;
    const contact = await get("/api/v1/contacts/{id}", { path: { id }, signal });
    know(contact);
    return contact;
  }, `contact ${id}`);
  useLive(id === null ? [] : [`contact:${id}`], (event) => {
    if (event.record !== id) return;
    const contact = contactIn(event.content, id);
    if (contact) know(contact);
    else if (event.kind !== "contact.said") loaded.again(); // who was named may have brought its number
  }, loaded.again);
  return loaded;
}

export function useLiveCall(id: string | null) {
  const { account } = useSignedIn();
  const held = useRef<LiveCall | null>(null);
  if (!held.current?.standsAt(id)) held.current = LiveCall.at(id, account.id, server);
  const call = held.current;
  const state = useSyncExternalStore(call.subscribe, call.read);
  useEffect(() => {
    dropOldCalls(Date.now());
    call.resume();
    return () => {
      call.away = true;
    };
  }, [call]);
  const loaded = useContact(state.contact?.id ?? call.id, call.know);
  return { call, state, loaded };
}

/** The incident a call became, kept true by the live stream; null while there is none. */
export function useIncidentOf(contact: Contact | null, sent: Incident | null) {
  const id = contact?.incident ?? sent?.id ?? null;
  const read = async (signal: AbortSignal) => (
    id === null ? [] : [await get("/api/v1/incidents/{id}", { path: { id }, signal })]
  );
  const { board, loaded } = useBoardState(read, `incident ${id}`, id === null ? [] : [`incident:${id}`]);
  const incident: Incident | null = id === null ? null : board.byId.get(id) ?? (sent?.id === id ? sent : null);
  // Restricted since, or given away: whoever has the call writes on, and no longer reads.
  const hidden = loaded.error instanceof Refusal && loaded.error.status === 404;
  return { incident: hidden ? null : incident, hidden, again: loaded.again };
}
