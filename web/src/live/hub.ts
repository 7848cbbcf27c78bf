// SPDX-License-Identifier: Apache-2.0
// The one stream of a browser, as a pure reducer: what happened goes in, what must be done comes out. It does no
// input or output and reads no clock, so the same rules run in a SharedWorker, in a leading tab and in tests.
//
// Promises: one stream at a time; it carries the union of the tabs' topics; each durable event is handed on once
// (positions only grow, so anything at or below the last is a repeat); a change of topics or a lost connection
// resumes after the last position; `resync` reaches every tab. After `bye` the stream is opened again at once and
// everything read again, because its reader may see other records now. Only a refusal ends it, and only until a tab
// finds its session in order.
import type { Connection, FromTab, LiveEvent, ToTab, Watcher } from "./messages";

export interface Hub {
  tabs: ReadonlyMap<string, { topics: readonly string[]; heardAt: number }>;
  /** Topics of the stream that is open or being opened; empty when there is none. */
  open: readonly string[];
  /** Tells the answers of an old stream from those of the present one. */
  stream: number;
  position: number;
  connection: Connection;
  failures: number;
  heardAt: number;
  /** Who has which record open, as last told on the present stream. */
  watching: ReadonlyMap<string, Watcher[]>;
}

export type Input =
  | { on: "tab"; tab: string; message: FromTab; now: number }
  | { on: "opened"; stream: number; now: number }
  | { on: "event"; stream: number; event: LiveEvent; now: number }
  | { on: "watching"; stream: number; record: string; people: Watcher[]; now: number }
  | { on: "heartbeat"; stream: number; now: number }
  | { on: "resync"; stream: number; position: number; now: number }
  | { on: "bye"; stream: number }
  | { on: "refused"; stream: number }
  | { on: "lost"; stream: number }
  | { on: "retry"; stream: number }
  | { on: "tick"; now: number };

export type Effect =
  | { do: "connect"; stream: number; topics: readonly string[]; after: number }
  | { do: "disconnect" }
  | { do: "retry"; stream: number; wait: number }
  | { do: "tell"; tab: string; message: ToTab };

export type Step = [Hub, Effect[]];

/** Three heartbeats of the server (15 s each) missed: the connection is dead even if the socket does not say so. */
export const silenceLimit = 45_000;
/** Background tabs may run timers only once a minute, so a tab is forgotten only after several of those. */
export const tabLimit = 200_000;

export const emptyHub: Hub = {
  tabs: new Map(), open: [], stream: 0, position: 0, connection: "connecting", failures: 0, heardAt: 0,
  watching: new Map(),
};

export function retryWait(failures: number): number {
  return Math.min(10_000, 500 * 2 ** Math.min(failures, 8));
}

function tellAll(hub: Hub, message: ToTab): Effect[] {
  return [...hub.tabs.keys()].map((tab) => ({ do: "tell", tab, message }));
}

function wantedTopics(hub: Hub): string[] {
  return [...new Set([...hub.tabs.values()].flatMap((tab) => tab.topics))].sort();
}

function withConnection(hub: Hub, connection: Connection): Step {
  if (hub.connection === connection) return [hub, []];
  const changed = { ...hub, connection };
  return [changed, tellAll(changed, { say: "connection", connection })];
}

/** Opens, re-opens or closes the stream so that it carries what the tabs want. */
function settle(hub: Hub): Step {
  if (hub.connection === "ended") return [hub, []];
  const topics = wantedTopics(hub);
  if (topics.join() === hub.open.join()) return [hub, []];
  if (topics.length === 0) return [{ ...hub, open: [], stream: hub.stream + 1 }, [{ do: "disconnect" }]];
  // A stream that carries more than is wanted is left alone, unless others would go on reading that a record which was
  // left is still open here.
  const left = hub.open.filter((topic) => !topics.includes(topic));
  const carried = topics.every((topic) => hub.open.includes(topic));
  if (carried && !left.some((topic) => topic.includes(":"))) return [hub, []];
  return connect({ ...hub, open: topics });
}

function connect(hub: Hub): Step {
  const next: Hub = { ...hub, stream: hub.stream + 1, watching: new Map() };
  return [next, [{ do: "connect", stream: next.stream, topics: next.open, after: next.position }]];
}

function fromTab(hub: Hub, input: Extract<Input, { on: "tab" }>): Step {
  const tabs = new Map(hub.tabs);
  const { message, tab, now } = input;
  const known = tabs.get(tab);
  switch (message.say) {
    case "topics": {
      tabs.set(tab, { topics: message.topics, heardAt: now });
      const [next, effects] = settle({ ...hub, tabs });
      const connection: ToTab = { say: "connection", connection: next.connection };
      const greeting: Effect[] = known ? [] : [{ do: "tell", tab, message: connection }];
      return [next, [...greeting, ...effects, ...watchersFor(next, tab)]];
    }
    case "here":
      if (known) tabs.set(tab, { ...known, heardAt: now });
      return [{ ...hub, tabs }, []];
    case "leave":
      tabs.delete(tab);
      return settle({ ...hub, tabs });
    case "session_changed":
      return sessionChanged(hub, tab, message.signedIn);
    case "session_found":
      return sessionFound(hub);
  }
}

/** The stream may carry the record for another tab already, and will not tell again who has it open. */
function watchersFor(hub: Hub, tab: string): Effect[] {
  const topics = hub.tabs.get(tab)?.topics ?? [];
  const wanted = [...hub.watching].filter(([record]) => topics.some((topic) => topic.endsWith(`:${record}`)));
  return wanted.map(([record, people]) => ({ do: "tell", tab, message: { say: "watching", record, people } }));
}

/** A new session may see other records, so nothing of the old stream is carried over: not even its position. */
function sessionChanged(hub: Hub, tab: string, signedIn: boolean): Step {
  const notThisTab = (effect: Effect) => effect.do === "tell" && effect.tab !== tab;
  const others = tellAll(hub, { say: "session_changed" }).filter(notThisTab);
  const fresh: Hub = { ...hub, open: [], position: 0, failures: 0, stream: hub.stream + 1 };
  const [named, told] = withConnection(fresh, signedIn ? "connecting" : "ended");
  const [settled, effects] = settle(named);
  return [settled, [{ do: "disconnect" }, ...others, ...told, ...effects]];
}

/** Opens at once after one refusal; refused again and again, although the session is there, it asks less often. */
function sessionFound(hub: Hub): Step {
  if (hub.connection !== "ended") return [hub, []];
  const [next, told] = withConnection({ ...hub, open: wantedTopics(hub) }, "connecting");
  if (next.open.length === 0) return [next, told];
  const retry: Effect = { do: "retry", stream: next.stream, wait: retryWait(next.failures) };
  const [after, effects] = next.failures > 1 ? ([next, [retry]] as Step) : connect(next);
  return [after, [...told, ...effects]];
}

function lost(hub: Hub): Step {
  const [next, told] = withConnection(hub, hub.connection === "live" ? "reconnecting" : hub.connection);
  const retry: Effect = { do: "retry", stream: next.stream, wait: retryWait(next.failures) };
  return [{ ...next, failures: next.failures + 1 }, [{ do: "disconnect" }, ...told, retry]];
}

function tick(hub: Hub, now: number): Step {
  const tabs = new Map([...hub.tabs].filter(([, tab]) => now - tab.heardAt < tabLimit));
  // Failures are forgotten here and not on opening: a stream that is closed as soon as it is open has failed, too.
  const calm = { ...hub, failures: hub.connection === "live" ? 0 : hub.failures };
  const [next, effects] = tabs.size === hub.tabs.size ? ([calm, []] as Step) : settle({ ...calm, tabs });
  if (next.connection !== "live" || next.open.length === 0 || now - next.heardAt < silenceLimit) return [next, effects];
  const [after, more] = lost(next);
  return [after, [...effects, ...more]];
}

function opened(hub: Hub, now: number): Step {
  const [next, told] = withConnection({ ...hub, heardAt: now }, "live");
  // A stream opened without a position starts at "now": what happened before must be read.
  return [next, hub.position === 0 ? [...told, ...tellAll(next, { say: "resync" })] : told];
}

function received(hub: Hub, event: LiveEvent, now: number): Step {
  if (event.position <= hub.position) return [{ ...hub, heardAt: now }, []];
  return [{ ...hub, position: event.position, heardAt: now }, tellAll(hub, { say: "event", event })];
}

/** What this session may do has changed: tabs look what, and whoever still may opens the stream again. */
function bye(hub: Hub): Step {
  const told = tellAll(hub, { say: "session_changed" });
  const [next, effects] = hub.failures > 0 ? lost({ ...hub, position: 0 }) : openAgain({ ...hub, position: 0 });
  return [next, [...told, ...effects]];
}

function openAgain(hub: Hub): Step {
  const [named, told] = withConnection({ ...hub, failures: 1 }, "reconnecting");
  const [next, effects] = connect(named);
  return [next, [...told, ...effects]];
}

function refused(hub: Hub): Step {
  const ended: Hub = { ...hub, open: [], position: 0, failures: hub.failures + 1, stream: hub.stream + 1 };
  const [next, told] = withConnection(ended, "ended");
  return [next, [{ do: "disconnect" }, ...told, ...tellAll(next, { say: "session_changed" })]];
}

export function reduce(hub: Hub, input: Input): Step {
  if (input.on === "tab") return fromTab(hub, input);
  if (input.on === "tick") return tick(hub, input.now);
  if (input.stream !== hub.stream) return [hub, []];
  switch (input.on) {
    case "opened":
      return opened(hub, input.now);
    case "event":
      return received(hub, input.event, input.now);
    case "watching": {
      const { record, people } = input;
      const watching = new Map(hub.watching).set(record, people);
      return [{ ...hub, watching, heardAt: input.now }, tellAll(hub, { say: "watching", record, people })];
    }
    case "heartbeat":
      return [{ ...hub, heardAt: input.now }, []];
    case "resync": {
      const position = Math.max(hub.position, input.position);
      return [{ ...hub, position, heardAt: input.now }, tellAll(hub, { say: "resync" })];
    }
    case "bye":
      return bye(hub);
    case "refused":
      return refused(hub);
    case "lost":
      return lost(hub);
    case "retry":
      return hub.open.length === 0 ? [hub, []] : connect(hub);
  }
}
