// SPDX-License-Identifier: Apache-2.0
// What is being typed, kept in this tab until the server has answered: a reload, a lock or a lost network must not
// cost a caller's words. The draft holds its Idempotency-Key, so sending it again after a reload is still one incident.
import { newKey } from "../api/keep_trying";

export interface Draft {
  key: string;
  place: string;
  latitude: number | null;
  longitude: number | null;
  summary: string;
  grade: string;
  category: string;
  happened: string;
}

const prefix = "bluelamp.draft.";

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export function emptyDraft(): Draft {
  return {
    key: newKey(), place: "", latitude: null, longitude: null, summary: "", grade: "", category: "", happened: "",
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

/**
 * The draft after an edit. Once it has been sent, even without an answer, its key stands for what was sent; other
 * words are another wish and get another key, or the server would refuse them as `key_reused`.
 */
export function edited(draft: Draft, changes: Partial<Draft>, wasSent: boolean): Draft {
  return { ...draft, ...changes, key: wasSent ? newKey() : draft.key };
}

export function forgetDrafts(): void {
  Object.keys(sessionStorage)
    .filter((name) => name.startsWith(prefix))
    .forEach((name) => sessionStorage.removeItem(name));
}
