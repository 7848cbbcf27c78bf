// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveEvent } from "../../src/live/messages";

const get = vi.fn(() => Promise.resolve({ unseen: 4 }));
vi.mock("../../src/api/client", () => ({ get }));
const { forgetInbox, hearNotice } = await import("../../src/tasks/inbox_store");

const event = (kind: string, record: string): LiveEvent => ({ position: 1, kind, record, seq: 2, content: {} });

describe("the count in the header", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    get.mockClear();
  });
  afterEach(() => vi.useRealTimers());

  it.each(["notice.seen", "notice.replaced", "notice.settled"])("is asked of the server after %s", (kind) => {
    hearNotice(event(kind, "a"));
    vi.runAllTimers();
    expect(get).toHaveBeenCalledTimes(1);
  });

  it("is asked for once, however many are settled together", () => {
    for (let i = 0; i < 50; i += 1) hearNotice(event("notice.settled", `n${i}`));
    vi.runAllTimers();
    expect(get).toHaveBeenCalledTimes(1);
  });

  it("is not asked for by whoever has gone", () => {
    hearNotice(event("notice.settled", "a"));
    forgetInbox();
    vi.runAllTimers();
    expect(get).not.toHaveBeenCalled();
  });
});
