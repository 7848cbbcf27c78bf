// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { emptyHub, reduce, retryWait, silenceLimit, tabLimit } from "../../src/live/hub";
import type { Effect, Hub, Input } from "../../src/live/hub";
import type { FromTab, LiveEvent } from "../../src/live/messages";

const topics = (...wanted: string[]): FromTab => ({ say: "topics", topics: wanted });
const event = (position: number): LiveEvent => ({
  position, kind: "incident.opened", record: `r${position}`, seq: 1, content: {},
});

/** Runs inputs through the hub; `effects` are those of the last input. */
class Run {
  hub: Hub = emptyHub;
  effects: Effect[] = [];

  take(input: Input): this {
    [this.hub, this.effects] = reduce(this.hub, input);
    return this;
  }

  tab(tab: string, message: FromTab, now = 0): this {
    return this.take({ on: "tab", tab, message, now });
  }

  opened(now = 0): this {
    return this.take({ on: "opened", stream: this.hub.stream, now });
  }

  event(position: number, now = 0): this {
    return this.take({ on: "event", stream: this.hub.stream, event: event(position), now });
  }

  told(tab: string) {
    return this.effects.flatMap((effect) => (effect.do === "tell" && effect.tab === tab ? [effect.message] : []));
  }

  done() {
    return this.effects.flatMap((effect) => (effect.do === "tell" ? [] : [effect]));
  }
}

const live = () => new Run().tab("a", topics("incidents")).opened();

describe("the one stream", () => {
  it("opens once for many tabs that want the same", () => {
    const run = new Run().tab("a", topics("incidents"));
    expect(run.done()).toEqual([{ do: "connect", stream: 1, topics: ["incidents"], after: 0 }]);
    expect(run.tab("b", topics("incidents")).done()).toEqual([]);
  });

  it("tells a tab that joins how the connection stands", () => {
    expect(live().tab("b", topics("incidents")).told("b")).toEqual([{ say: "connection", connection: "live" }]);
  });

  it("opens again with all topics, after the last position, when a tab wants more", () => {
    const run = live().event(7).tab("b", topics("incidents", "incident:1"));
    expect(run.done()).toEqual([{ do: "connect", stream: 2, topics: ["incident:1", "incidents"], after: 7 }]);
  });

  it("is left alone when a tab wants less", () => {
    const run = live().tab("b", topics("figures")).opened();
    expect(run.tab("b", { say: "leave" }).done()).toEqual([]);
  });

  it("opens again without a record that was left, so that others do not read that it is still open here", () => {
    const run = live().tab("b", topics("incident:1")).opened().event(7);
    const again = { do: "connect", stream: 3, topics: ["incidents"], after: 7 };
    expect(run.tab("b", { say: "leave" }).done()).toEqual([again]);
  });

  it("tells who else has a record open, also the tab that opens it later", () => {
    const people = [{ id: "1", name: "Ann" }];
    const run = live().tab("a", topics("incident:1")).opened();
    run.take({ on: "watching", stream: run.hub.stream, record: "1", people, now: 0 });
    expect(run.told("a")).toEqual([{ say: "watching", record: "1", people }]);
    expect(run.tab("b", topics("incident:1")).told("b")).toContainEqual({ say: "watching", record: "1", people });
    expect(run.tab("c", topics("incidents")).told("c")).toHaveLength(1);
  });

  it("closes when nobody wants anything", () => {
    expect(live().tab("a", { say: "leave" }).done()).toEqual([{ do: "disconnect" }]);
  });

  it("forgets a tab not heard of for long, as a crashed one is", () => {
    const run = live().tab("b", topics("incident:1"), 0).opened().tab("a", { say: "here" }, tabLimit - 1);
    run.take({ on: "tick", now: tabLimit + 1 });
    expect([...run.hub.tabs.keys()]).toEqual(["a"]);
  });
});

describe("events", () => {
  it("reach every tab", () => {
    const run = live().tab("b", topics("incidents")).event(3);
    expect(run.told("a")).toEqual([{ say: "event", event: event(3) }]);
    expect(run.told("b")).toEqual([{ say: "event", event: event(3) }]);
  });

  it.each([3, 2, 1])("are handed on once: position %i after 3 is a repeat", (position) => {
    expect(live().event(3).event(position).effects).toEqual([]);
  });

  it("of an old stream are ignored", () => {
    const run = live().event(3).tab("b", topics("incident:1"));
    run.take({ on: "event", stream: 1, event: event(4), now: 0 });
    expect(run.effects).toEqual([]);
    expect(run.hub.position).toBe(3);
  });
});

describe("a broken connection", () => {
  it("is said, tried again after a wait, and resumed after the last position", () => {
    const run = live().event(9).take({ on: "lost", stream: 1 });
    expect(run.told("a")).toEqual([{ say: "connection", connection: "reconnecting" }]);
    expect(run.done()).toEqual([{ do: "disconnect" }, { do: "retry", stream: 1, wait: retryWait(0) }]);
    expect(run.take({ on: "retry", stream: 1 }).done()).toEqual([
      { do: "connect", stream: 2, topics: ["incidents"], after: 9 },
    ]);
    expect(run.opened().told("a")).toEqual([{ say: "connection", connection: "live" }]);
  });

  it("is noticed by silence, although the socket says nothing", () => {
    expect(live().take({ on: "tick", now: silenceLimit - 1 }).effects).toEqual([]);
    const run = live().take({ on: "tick", now: silenceLimit });
    expect(run.told("a")).toEqual([{ say: "connection", connection: "reconnecting" }]);
  });

  it("is kept by heartbeats", () => {
    const run = live().take({ on: "heartbeat", stream: 1, now: 40_000 });
    expect(run.take({ on: "tick", now: 60_000 }).effects).toEqual([]);
  });

  it("waits longer each time, up to ten seconds", () => {
    expect([0, 1, 2, 20].map(retryWait)).toEqual([500, 1000, 2000, 10_000]);
  });
});

describe("what may have been missed", () => {
  it("is read again when a stream starts without a position", () => {
    expect(live().told("a")).toContainEqual({ say: "resync" });
  });

  it("is not read again when it resumed", () => {
    const run = live().event(5).take({ on: "lost", stream: 1 }).take({ on: "retry", stream: 1 }).opened();
    expect(run.told("a")).not.toContainEqual({ say: "resync" });
  });

  it("is read again when the server says so, from where the server is", () => {
    const run = live().event(5).take({ on: "resync", stream: 1, position: 900, now: 0 });
    expect(run.told("a")).toEqual([{ say: "resync" }]);
    expect(run.hub.position).toBe(900);
  });
});

describe("a bye of the server", () => {
  const bye = (run: Run) => run.take({ on: "bye", stream: run.hub.stream });

  it("opens the stream again at once, from now, and sends every tab to look what its session may do", () => {
    const run = bye(live().event(8).tab("b", topics("incidents")));
    expect(run.done()).toEqual([{ do: "connect", stream: 2, topics: ["incidents"], after: 0 }]);
    for (const tab of ["a", "b"]) {
      expect(run.told(tab)).toEqual([{ say: "session_changed" }, { say: "connection", connection: "reconnecting" }]);
    }
  });

  it("loses nothing: everything is read again once the stream is open, and events are handed on", () => {
    const run = bye(live().event(8)).opened();
    expect(run.told("a")).toEqual([{ say: "connection", connection: "live" }, { say: "resync" }]);
    expect(run.event(9).told("a")).toEqual([{ say: "event", event: event(9) }]);
  });

  it("at once after another waits, so that a server that only says bye is not asked without pause", () => {
    const run = bye(bye(live()).opened());
    expect(run.done()).toEqual([{ do: "disconnect" }, { do: "retry", stream: 2, wait: retryWait(1) }]);
    expect(run.take({ on: "retry", stream: 2 }).opened().told("a")).toContainEqual({ say: "resync" });
  });

  it("after a quiet time opens at once again", () => {
    const run = bye(live()).opened().take({ on: "tick", now: 5000 });
    expect(bye(run).done()).toEqual([{ do: "connect", stream: 3, topics: ["incidents"], after: 0 }]);
  });
});

describe("a stream that is refused", () => {
  const refused = (run: Run) => run.take({ on: "refused", stream: run.hub.stream });
  const found = (run: Run, tab = "a") => run.tab(tab, { say: "session_found" });

  it("sends every tab to look again, and nothing is tried", () => {
    const run = refused(live().tab("b", topics("incidents")));
    for (const tab of ["a", "b"]) {
      expect(run.told(tab)).toEqual([{ say: "connection", connection: "ended" }, { say: "session_changed" }]);
    }
    expect(run.done()).toEqual([{ do: "disconnect" }]);
    expect(run.tab("c", topics("incidents")).done()).toEqual([]);
  });

  it("comes back when a tab finds the session there, once for all tabs", () => {
    const run = found(refused(live().event(8).tab("b", topics("incidents"))));
    expect(run.done()).toEqual([{ do: "connect", stream: run.hub.stream, topics: ["incidents"], after: 0 }]);
    expect(run.told("b")).toEqual([{ say: "connection", connection: "connecting" }]);
    expect(found(run, "b").effects).toEqual([]);
  });

  it("is asked for less often when it is refused although the session is there", () => {
    const run = found(refused(found(refused(live()))));
    expect(run.done()).toEqual([{ do: "retry", stream: run.hub.stream, wait: retryWait(2) }]);
    expect(run.take({ on: "retry", stream: run.hub.stream }).done()).toEqual([
      { do: "connect", stream: run.hub.stream, topics: ["incidents"], after: 0 },
    ]);
  });

  it("is not opened for tabs that may follow nothing any more, and is when they may again", () => {
    const run = found(refused(live()).tab("a", topics()));
    expect(run.done()).toEqual([]);
    expect(run.tab("a", topics("incidents")).done()).toHaveLength(1);
  });

  it("is no concern of a tab that finds its session while all is well", () => {
    expect(found(live()).effects).toEqual([]);
  });
});

describe("a session that ends", () => {
  it("carries nothing over to the next person: neither position nor stream", () => {
    const run = live().event(8).tab("a", { say: "session_changed", signedIn: false });
    expect(run.told("a")).toEqual([{ say: "connection", connection: "ended" }]);
    run.tab("a", { say: "session_changed", signedIn: true });
    expect(run.done()).toEqual([
      { do: "disconnect" },
      { do: "connect", stream: run.hub.stream, topics: ["incidents"], after: 0 },
    ]);
  });

  it("in one tab is told to the others and not to that one", () => {
    const run = live().tab("b", topics("incidents")).tab("a", { say: "session_changed", signedIn: false });
    expect(run.told("b")).toContainEqual({ say: "session_changed" });
    expect(run.told("a")).not.toContainEqual({ say: "session_changed" });
  });
});
