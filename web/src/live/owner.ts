// SPDX-License-Identifier: Apache-2.0
// Runs the hub: carries out its effects with a real stream and real timers. Lives in the SharedWorker, or in the
// leading tab where there is none.
import { openStream } from "./event_stream";
import type { Frame } from "./event_stream";
import { emptyHub, reduce } from "./hub";
import type { Effect, Input } from "./hub";
import type { FromTab, LiveEvent, ToTab, Watcher } from "./messages";

export interface Owner {
  hear: (tab: string, message: FromTab) => void;
  stop: () => void;
}

export function eventOf(frame: Frame): LiveEvent | null {
  try {
    const data = JSON.parse(frame.data) as Partial<LiveEvent> & { action?: string };
    return {
      position: Number(data.position ?? frame.id),
      kind: data.action ?? frame.event,
      record: data.record ?? "",
      seq: data.seq ?? 0,
      content: data.content ?? null,
    };
  } catch {
    return null; // a frame that cannot be read is treated as missed: the caller asks for a resync
  }
}

function watchingOf(frame: Frame): { record: string; people: Watcher[] } | null {
  try {
    const data = JSON.parse(frame.data) as { record?: string; people?: Watcher[] };
    return data.record && data.people ? { record: data.record, people: data.people } : null;
  } catch {
    return null; // it is told again at the next change; nothing durable depends on it
  }
}

export function inputOf(frame: Frame, stream: number): Input {
  const now = Date.now();
  const position = Number(frame.id) || 0;
  if (frame.event === "bye") return { on: "bye", stream };
  if (frame.event === "resync") return { on: "resync", stream, position, now };
  if (frame.event === "watching") {
    const told = watchingOf(frame);
    return told ? { on: "watching", stream, ...told, now } : { on: "heartbeat", stream, now };
  }
  if (frame.data === "") return { on: "heartbeat", stream, now };
  const event = eventOf(frame);
  return event ? { on: "event", stream, event, now } : { on: "resync", stream, position, now };
}

export function startOwner(tell: (tab: string, message: ToTab) => void): Owner {
  let hub = emptyHub;
  let close: () => void = () => undefined;

  const take = (input: Input): void => {
    const [next, effects] = reduce(hub, input);
    hub = next;
    effects.forEach(carryOut);
  };

  const connect = (stream: number, topics: readonly string[], after: number): void => {
    close();
    close = openStream(`/api/v1/live?topics=${topics.map(encodeURIComponent).join(",")}`, after, {
      opened: () => take({ on: "opened", stream, now: Date.now() }),
      frame: (frame) => take(inputOf(frame, stream)),
      heartbeat: () => take({ on: "heartbeat", stream, now: Date.now() }),
      refused: () => take({ on: "refused", stream }),
      lost: () => take({ on: "lost", stream }),
    });
  };

  const carryOut = (effect: Effect): void => {
    if (effect.do === "tell") tell(effect.tab, effect.message);
    if (effect.do === "connect") connect(effect.stream, effect.topics, effect.after);
    if (effect.do === "disconnect") close();
    if (effect.do === "retry") setTimeout(() => take({ on: "retry", stream: effect.stream }), effect.wait);
  };

  const ticking = setInterval(() => take({ on: "tick", now: Date.now() }), 5000);
  return {
    hear: (tab, message) => take({ on: "tab", tab, message, now: Date.now() }),
    stop: () => {
      clearInterval(ticking);
      close();
    },
  };
}
