// SPDX-License-Identifier: Apache-2.0
// What is being typed, kept in this tab until the server has answered: a reload, a lock or a lost network must not
// cost a caller's words. The draft remembers what was sent and under which key, so that sending it again after a
// reload is still one incident.
import type { SentKeys } from "../api/keep_trying";

export interface Draft {
  sent: SentKeys;
  place: string;
  latitude: number | null;
  longitude: number | null;
  summary: string;
  /** Codes of the policy; "" while nobody has said. */
  type: string;
  level: string;
  category: string;
  happened: string;
}

const prefix = "bluelamp.draft.";

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export function emptyDraft(): Draft {
  return {
    sent: {}, place: "", latitude: null, longitude: null, summary: "", type: "", level: "", category: "",
    happened: "",
  };
}

/** Drafts are kept by account: whoever signs in next on this screen does not see them. */
export function readDraft(account: string, store: Store = sessionStorage): Draft {
  try {
    const kept = JSON.parse(store.getItem(prefix + account) ?? "null") as Partial<Draft> | null;
    return { ...emptyDraft(), ...kept };
  } catch {
    return emptyDraft();
  }
}

export function keepDraft(account: string, draft: Draft, store: Store = sessionStorage): void {
  store.setItem(prefix + account, JSON.stringify(draft));
}

export function dropDraft(account: string, store: Store = sessionStorage): void {
  store.removeItem(prefix + account);
}

export function forgetDrafts(): void {
  Object.keys(sessionStorage)
    .filter((name) => name.startsWith(prefix))
    .forEach((name) => sessionStorage.removeItem(name));
}
