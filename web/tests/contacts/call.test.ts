// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "../../src/api/problem";
import { LiveCall } from "../../src/contacts/call";
import type { CallServer } from "../../src/contacts/call";
import { keptFor, dropOldCalls, readCall } from "../../src/contacts/call_draft";
import { anIncident } from "../incidents/an_incident";
import { aContact } from "./a_contact";
import { MemoryStore } from "./memory_store";

const refusal = (field: string) => new Refusal({ status: 422, code: "invalid", field, detail: `${field} is wrong` });

/** Remembers what was asked and under which key; refuses what the test says. */
class FakeServer implements CallServer {
  asked: string[] = [];
  keys: string[] = [];
  refuse: Record<string, Refusal> = {};
  bodies: unknown[] = [];

  private async answer<T>(what: string, body: unknown, key: string, value: T): Promise<T> {
    this.asked.push(what);
    this.keys.push(key);
    this.bodies.push(body);
    await Promise.resolve();
    const refused = this.refuse[what.split(" ")[0] ?? ""];
    if (refused) throw refused;
    return value;
  }
  receive: CallServer["receive"] = (body, key) => (
    this.answer("receive", body, key, { contact: aContact(), because: [], advice: [] })
  );
  send: CallServer["send"] = (body, key) => this.answer("send", body, key, {
    contact: aContact({ version: 2, incident: "i1", incident_reference: "Log 1" }), incident: anIncident(),
  });
  say: CallServer["say"] = (contact, line, key) => this.answer(`say ${line.text}`, line, key, {
    contact, seq: 3, action: "contact.said", text: line.text, happened_at: line.happened_at,
    recorded_at: line.happened_at, author: { id: "a1", name: "Priya Nair" }, role: "call_handler",
  });
}

const settled = () => new Promise((done) => setTimeout(done, 5));

let store: MemoryStore;
let server: FakeServer;
const begin = (account = "a1", id: string | null = null) => LiveCall.at(id, account, server, store);

beforeEach(() => {
  store = new MemoryStore();
  server = new FakeServer();
});

describe("a call", () => {
  it("is known to the server from its first word, once", async () => {
    const call = begin();
    call.edit({ place: "M" });
    call.edit({ place: "Mill Lane" });
    await settled();
    call.edit({ place: "Mill Lane 4" });
    await settled();
    expect(server.asked).toEqual(["receive"]);
    expect(call.read().contact?.reference).toBe("Call 12 of 21 November");
  });

  it("whose number alone was typed waits for the first word, so that the number goes with it", async () => {
    const call = begin();
    call.edit({ typed: { ...call.read().draft.typed, phone: "07700 900123" } });
    await settled();
    expect(server.asked).toEqual([]);
    call.edit({ place: "M" });
    await settled();
    expect(server.bodies[0]).toMatchObject({ phone: "07700 900123", channel: "emergency_999", presented: "spoken" });
  });

  it("is sent with a place and a reason and nothing else", async () => {
    const call = begin();
    call.edit({ place: "unknown", reason: " Fight " });
    expect(call.send()).toBe(true);
    await settled();
    expect(server.asked).toEqual(["receive", "send"]);
    expect(server.bodies[1]).toEqual({ contact: "c1", place: { text: "unknown" }, reason: "Fight" });
    expect(call.read().incident?.id).toBe("i1");
  });

  it("without a place or a reason names both and asks nothing", () => {
    const call = begin();
    expect(call.send()).toBe(false);
    expect(call.read().errors.map((error) => error.field)).toEqual(["place", "reason"]);
  });

  it("kept before there was a field for the e-mail is opened with that field empty", () => {
    store.setItem("bluelamp.call.c1", JSON.stringify({ touched: 1, typed: { given: "Ruth" } }));
    expect(readCall("c1", store).typed).toMatchObject({ given: "Ruth", email: "", postcode: "" });
  });

  it("that is refused keeps what was typed and names the field people see", async () => {
    server.refuse["send"] = refusal("place.latitude");
    const call = begin();
    call.edit({ place: "Mill Lane", reason: "Fight" });
    call.send();
    await settled();
    expect(call.read().errors).toMatchObject([{ field: "place" }]);
    expect(readCall("c1", store)).toMatchObject({ place: "Mill Lane", reason: "Fight" });
    expect(call.read().sending).toBe("no");
  });

  it("sent twice by two key presses is sent once", async () => {
    const call = begin();
    call.edit({ place: "Mill Lane", reason: "Fight" });
    call.send();
    call.send();
    await settled();
    expect(server.asked.filter((what) => what === "send")).toHaveLength(1);
  });

  it("goes on after a reload under the same keys", async () => {
    server.refuse["send"] = refusal("reason");
    const call = begin();
    call.edit({ place: "Mill Lane", reason: "Fight" });
    call.send();
    await settled();
    delete server.refuse["send"];
    const again = begin();
    expect(again.id).toBe("c1");
    again.know(aContact());
    expect(again.read().draft.place).toBe("Mill Lane");
    again.send();
    await settled();
    const sends = server.keys.filter((_, at) => server.asked[at] === "send");
    expect(sends[0]).toBe(sends[1]);
  });

  it("that was sent leaves the next one an empty page", async () => {
    const call = begin();
    call.edit({ place: "Mill Lane", reason: "Fight" });
    call.send();
    await settled();
    const next = begin();
    expect(next.id).toBeNull();
    expect(next.read().draft.place).toBe("");
  });

  it("stands at the address of its contact and, until it is sent, at that of a new one", async () => {
    const call = begin();
    expect(call.standsAt(null)).toBe(true);
    call.edit({ place: "Mill Lane", reason: "Fight" });
    await settled();
    expect(call.standsAt("c1")).toBe(true);
    expect(call.standsAt(null)).toBe(true);
    call.send();
    await settled();
    expect(call.standsAt(null)).toBe(false);
    expect(call.standsAt("c2")).toBe(false);
  });
});

describe("lines", () => {
  it("typed while help is being sent leave after it, in order", async () => {
    const call = begin();
    call.edit({ place: "Mill Lane", reason: "Fight" });
    call.send();
    call.say("One has a knife");
    call.say("Blue jacket");
    await settled();
    expect(server.asked).toEqual(["receive", "send", "say One has a knife", "say Blue jacket"]);
    expect(call.read().draft.pending).toEqual([]);
  });

  it("that are refused come back into the box before what is being typed", async () => {
    server.refuse["say"] = refusal("text");
    const call = begin();
    call.edit({ place: "Mill Lane" });
    await settled();
    call.say("First");
    call.edit({ line: "second" });
    await settled();
    expect(call.read().draft.line).toBe("First second");
    expect(call.read().lineErrors).toMatchObject([{ field: "text" }]);
  });

  it("of somebody else on this screen are never said in one's own name", async () => {
    const call = begin("a1");
    call.edit({ place: "Mill Lane" });
    await settled();
    call.away = true;
    call.say("Mine");
    await settled();
    const taken = begin("a2", "c1");
    taken.know(aContact({ handler: { id: "a2", name: "Jo Bell" }, version: 2 }));
    taken.resume();
    await settled();
    expect(server.asked).toEqual(["receive"]);
    expect(taken.read().draft.pending.map((line) => line.text)).toEqual(["Mine"]);
  });
});

describe("what is known of the contact", () => {
  it("is never older than what is shown", async () => {
    const call = begin();
    call.edit({ place: "Mill Lane" });
    await settled();
    call.know(aContact({ version: 3, state: "parked" }));
    call.know(aContact({ version: 2 }));
    expect(call.read().contact?.state).toBe("parked");
  });

  it("leaves nothing in this browser when it has ended", async () => {
    const call = begin();
    call.edit({ place: "Mill Lane" });
    await settled();
    call.know(aContact({ version: 2, state: "ended" }));
    expect(store.length).toBe(0);
  });
});

describe("drafts", () => {
  it("that nobody touched for a shift are deleted", async () => {
    const call = begin();
    call.edit({ place: "Mill Lane" });
    await settled();
    dropOldCalls(Date.now() + keptFor - 1000, store);
    expect(store.length).toBeGreaterThan(0);
    dropOldCalls(Date.now() + keptFor + 1000, store);
    expect(store.length).toBe(0);
  });

  it("that cannot be read are empty ones", () => {
    store.setItem("bluelamp.call.c9", "{");
    expect(readCall("c9", store).place).toBe("");
  });
});
