// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { readKept } from "../../src/shell/draft_act";

const empty = { reason: "", level: "routine" };
const store = (kept: string | null) => ({ getItem: () => kept });

describe("what was typed before a reload", () => {
  it("comes back, with the key under which it was sent", () => {
    const kept = JSON.stringify({ draft: { reason: "over" }, sent: { a: "key-1" } });
    const draft = { reason: "over", level: "routine" };
    expect(readKept("x", empty, store(kept))).toEqual({ draft, sent: { a: "key-1" } });
  });

  it.each([null, "", "{", "null"])("is an empty form when the store holds %j", (kept) => {
    expect(readKept("x", empty, store(kept)).draft).toEqual(empty);
  });
});
