// SPDX-License-Identifier: Apache-2.0
// Sending something that must arrive exactly once over a network that loses answers. One key is made for one thing
// the person wants done and is used for every attempt, so the server can tell a retry from a second wish
// (draft-ietf-httpapi-idempotency-key-header). A refusal ends the matter; silence does not.
import { mayPass } from "./problem";

export interface Attempts<T> {
  /** One attempt under the key given. */
  send: (key: string) => Promise<T>;
  key: string;
  /** Told before each wait, so the screen can say that it is not saved yet. */
  waiting?: (attempt: number) => void;
  /** Asked before each new attempt. */
  givenUp?: () => boolean;
  pause?: (milliseconds: number) => Promise<void>;
}

const longestWait = 15_000;

/** 1 s, 2 s, 4 s, 8 s, then every 15 s. */
export function waitBefore(attempt: number): number {
  return Math.min(longestWait, 1000 * 2 ** Math.min(attempt - 1, 10));
}

const sleep = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

export async function keepTrying<T>(attempts: Attempts<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attempts.send(attempts.key);
    } catch (error) {
      if (!mayPass(error) || attempts.givenUp?.()) throw error;
      attempts.waiting?.(attempt);
      await (attempts.pause ?? sleep)(waitBefore(attempt));
      if (attempts.givenUp?.()) throw error;
    }
  }
}

/** A new Idempotency-Key. `crypto.randomUUID` is missing on plain-HTTP pages of other hosts, so it is not used. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40; // version 4, RFC 9562 section 5.4
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** What was sent and is not known to be done, and the key that each went under. */
export type SentKeys = Readonly<Record<string, string>>;

/**
 * The key for `wish`, and what was sent with it added. The same words keep their key, also after other words in
 * between, for an attempt whose answer was lost may have been done. Other words are another wish: under the same key
 * the server would refuse them as `key_reused`. After a refusal nothing is stored under a key, so keeping it is safe.
 */
export function keyFor(wish: unknown, sent: SentKeys): [string, SentKeys] {
  const words = JSON.stringify(wish);
  const key = sent[words] ?? newKey();
  return [key, { ...sent, [words]: key }];
}
