// SPDX-License-Identifier: Apache-2.0
// A tab's line to the owner of the stream: the SharedWorker, or, where a browser has none, the one tab that holds a
// Web Lock, reached over a BroadcastChannel. When that tab closes, its lock passes to another, which leads on.
import type { FromTab, ToTab } from "./messages";
import { startOwner } from "./owner";

export interface Line {
  say: (message: FromTab) => void;
  close: () => void;
}

type Hear = (message: ToTab) => void;

function sharedWorkerLine(hear: Hear): Line {
  const worker = new SharedWorker(new URL("./stream.worker.ts", import.meta.url), {
    type: "module",
    name: "bluelamp-live",
  });
  worker.port.onmessage = (event: MessageEvent<ToTab>) => hear(event.data);
  worker.port.start();
  return { say: (message) => worker.port.postMessage(message), close: () => worker.port.close() };
}

type Wire = { to: "owner"; tab: string; message: FromTab } | { to: "tab"; tab: string; message: ToTab } | { to: "all" };

/** The tab that gets the lock runs the owner and asks every tab to say again what it wants. */
function lead(channel: BroadcastChannel, heard: (wire: Wire) => void, stopped: Promise<void>): void {
  const tell = (tab: string, message: ToTab) => {
    const wire: Wire = { to: "tab", tab, message };
    channel.postMessage(wire);
    heard(wire); // a channel does not speak to the tab that speaks
  };
  void navigator.locks.request("bluelamp-live", async () => {
    const owner = startOwner(tell);
    leading = (wire) => wire.to === "owner" && owner.hear(wire.tab, wire.message);
    channel.postMessage({ to: "all" } satisfies Wire);
    heard({ to: "all" });
    await stopped;
    owner.stop();
    leading = null;
  });
}

let leading: ((wire: Wire) => void) | null = null;

function leaderLine(hear: Hear): Line {
  const tab = `tab ${Math.random().toString(36).slice(2)}`;
  const channel = new BroadcastChannel("bluelamp-live");
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((done) => (stop = done));
  let wanted: FromTab | null = null;
  const say = (message: FromTab): void => {
    if (message.say === "topics") wanted = message;
    const wire: Wire = { to: "owner", tab, message };
    if (leading) leading(wire);
    else channel.postMessage(wire);
  };
  const heard = (wire: Wire): void => {
    if (wire.to === "tab" && wire.tab === tab) hear(wire.message);
    if (wire.to === "all" && wanted) say(wanted);
    if (wire.to === "owner") leading?.(wire);
  };
  channel.onmessage = (event: MessageEvent<Wire>) => heard(event.data);
  lead(channel, heard, stopped);
  return { say, close: () => { stop(); channel.close(); } };
}

/** The last resort: no lock to agree on a leader, so this tab has a stream of its own. */
function ownLine(hear: Hear): Line {
  const owner = startOwner((_, message) => hear(message));
  return { say: (message) => owner.hear("this tab", message), close: () => owner.stop() };
}

export function openLine(hear: Hear): Line {
  if (typeof SharedWorker !== "undefined") return sharedWorkerLine(hear);
  if (typeof BroadcastChannel !== "undefined" && "locks" in navigator) return leaderLine(hear);
  return ownLine(hear);
}
