// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { LiveEvent } from "../../src/live/messages";
import { emptyInbox, putAway, withEvent } from "../../src/tasks/inbox_state";
import { pathOf } from "../../src/tasks/about";

const notice = (id: string, kind = "notice.given", text = `Record the crime ${id}`): LiveEvent => ({
  position: 1, kind, record: id, seq: 1,
  content: {
    id, kind: "warning", text, about: { kind: "incident", id: "i1", reference: "Log 1" },
    addressee: "role:supervisor", at: "2026-11-20T10:00:00Z",
  },
});

describe("the inbox of a screen", () => {
  it("shows what arrives, the newest first, and counts it", () => {
    const inbox = withEvent(withEvent({ ...emptyInbox, unseen: 3 }, notice("a")), notice("b"));
    expect(inbox.alerts.map((one) => one.id)).toEqual(["b", "a"]);
    expect(inbox.unseen).toBe(5);
  });

  it("shows nothing twice, after a reconnection for instance", () => {
    const once = withEvent(emptyInbox, notice("a"));
    expect(withEvent(once, notice("a"))).toBe(once);
  });

  it("shows and counts once what a team and a role were told together", () => {
    const team = withEvent({ ...emptyInbox, unseen: 3 }, notice("a", "notice.given", "Late"));
    const both = withEvent(team, notice("b", "notice.given", "Late"));
    expect(both.alerts.map((one) => one.id)).toEqual(["b"]);
    expect(both.unseen).toBe(4);
  });

  it("takes away what another addressee has seen", () => {
    const inbox = withEvent(withEvent({ ...emptyInbox, unseen: 1 }, notice("a")), notice("a", "notice.seen"));
    expect(inbox).toEqual({ unseen: 1, alerts: [] });
  });

  it("counts once what a newer notice took the place of", () => {
    const warned = withEvent({ ...emptyInbox, unseen: 1 }, notice("a"));
    const late = withEvent(warned, notice("b", "notice.given", "Was due"));
    const inbox = withEvent(late, notice("a", "notice.replaced"));
    expect(inbox.alerts.map((one) => one.id)).toEqual(["b"]);
    expect(inbox.unseen).toBe(2);
  });

  it("takes away a warning of what was done before anybody read it", () => {
    const warned = withEvent({ ...emptyInbox, unseen: 1 }, notice("a"));
    expect(withEvent(warned, notice("a", "notice.settled"))).toEqual({ unseen: 1, alerts: [] });
  });

  it("does not count before the server has counted, nor below nothing", () => {
    expect(withEvent(emptyInbox, notice("a")).unseen).toBeNull();
    expect(withEvent({ ...emptyInbox, unseen: 0 }, notice("a", "notice.seen")).unseen).toBe(0);
  });

  it("puts an alert away without saying that it was seen", () => {
    const inbox = putAway(withEvent({ ...emptyInbox, unseen: 0 }, notice("a")), "a");
    expect(inbox).toEqual({ unseen: 1, alerts: [] });
  });

  it("is not disturbed by events of other desks", () => {
    const event = { position: 5, kind: "incident.opened", record: "i", seq: 1, content: {} };
    expect(withEvent(emptyInbox, event)).toBe(emptyInbox);
  });
});

describe("the page of a record", () => {
  it.each([["incident", "/incidents/7"], ["crime", "/crimes/7"], ["contact", "/calls/7"], ["policy", null]])(
    "of a %s is %s", (kind, path) => expect(pathOf({ kind, id: "7" })).toBe(path),
  );
});
