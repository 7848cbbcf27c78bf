// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { keepTrying, keyFor, newKey, waitBefore } from "../../src/api/keep_trying";
import { Refusal, Unreachable } from "../../src/api/problem";

const refusal = (code: string, status: number) => new Refusal({ status, code, field: "summary", detail: "Say why." });

/** A server that answers these in turn: an error is thrown, anything else is the answer. */
function server(answers: unknown[]) {
  const keys: string[] = [];
  const send = (key: string): Promise<unknown> => {
    keys.push(key);
    const answer = answers[keys.length - 1];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { keys, send };
}

const noPause = () => Promise.resolve();

describe("keepTrying", () => {
  it("sends again under the same key until there is an answer", async () => {
    const { keys, send } = server([new Unreachable(), refusal("unavailable", 503), "saved"]);
    const told: number[] = [];
    const waiting = (attempt: number) => told.push(attempt);
    await expect(keepTrying({ send, key: "k1", waiting, pause: noPause })).resolves.toBe("saved");
    expect(keys).toEqual(["k1", "k1", "k1"]);
    expect(told).toEqual([1, 2]);
  });

  it.each(["invalid", "forbidden", "key_reused", "conflict", "locked"])("takes %s for an answer", async (code) => {
    const { keys, send } = server([refusal(code, 422), "never"]);
    await expect(keepTrying({ send, key: "k1", pause: noPause })).rejects.toThrow("Say why.");
    expect(keys).toHaveLength(1);
  });

  it("stops when the person has gone elsewhere", async () => {
    const { keys, send } = server([new Unreachable(), "never"]);
    let gone = false;
    const pause = () => {
      gone = true;
      return Promise.resolve();
    };
    await expect(keepTrying({ send, key: "k1", pause, givenUp: () => gone })).rejects.toBeInstanceOf(Unreachable);
    expect(keys).toHaveLength(1);
  });

  it("waits longer each time, and never longer than a quarter of a minute", () => {
    expect([1, 2, 3, 4, 5, 50].map(waitBefore)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
  });
});

describe("newKey", () => {
  it("makes a version 4 UUID, another one each time", () => {
    const keys = Array.from({ length: 200 }, newKey);
    keys.forEach((key) => expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
    expect(new Set(keys).size).toBe(200);
  });
});

describe("keyFor", () => {
  it("gives the same words the same key, whatever was sent in between, and other words another", () => {
    const [first, once] = keyFor({ name: "Night shift" }, {});
    const [second, twice] = keyFor({ name: "Day shift" }, once);
    expect(second).not.toBe(first);
    expect(keyFor({ name: "Night shift" }, twice)[0]).toBe(first);
    expect(keyFor({ name: "Day shift" }, twice)[0]).toBe(second);
  });

  it("gives the same words a fresh key once they were answered", () => {
    expect(keyFor({ name: "Night shift" }, {})[0]).not.toBe(keyFor({ name: "Night shift" }, {})[0]);
  });

  it("knows the same body at two addresses for two wishes", () => {
    const [disable, sent] = keyFor(["/disable", { reason: "r" }], {});
    expect(keyFor(["/enable", { reason: "r" }], sent)[0]).not.toBe(disable);
  });
});
