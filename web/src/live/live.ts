// SPDX-License-Identifier: Apache-2.0
// The live stream as pages use it: subscribe to topics, hear events, know whether what is shown is fresh.
import { useEffect, useRef, useSyncExternalStore } from "react";
import { openLine } from "./line";
import type { Line } from "./line";
import type { Connection, LiveEvent, ToTab, Watcher } from "./messages";

interface Subscriber {
  topics: string[];
  event: (event: LiveEvent) => void;
  resync: () => void;
}

const subscribers = new Set<Subscriber>();
const watchers = new Set<() => void>();
let watching: ReadonlyMap<string, Watcher[]> = new Map();
const nobody: Watcher[] = [];
let line: Line | null = null;
let connection: Connection = "connecting";
let sessionChanged: () => void = () => undefined;

function hear(message: ToTab): void {
  switch (message.say) {
    case "connection":
      connection = message.connection;
      watchers.forEach((watcher) => watcher());
      return;
    case "event":
      subscribers.forEach((subscriber) => subscriber.event(message.event));
      return;
    case "watching":
      watching = new Map(watching).set(message.record, message.people);
      watchers.forEach((watcher) => watcher());
      return;
    case "resync":
      subscribers.forEach((subscriber) => subscriber.resync());
      return;
    case "session_changed":
      sessionChanged();
  }
}

function sayTopics(): void {
  const topics = [...new Set([...subscribers].flatMap((subscriber) => subscriber.topics))];
  line?.say({ say: "topics", topics });
}

/** Called once, when the page starts. `onSessionChanged`: another tab, or the server, ended or changed the session. */
export function startLive(onSessionChanged: () => void): void {
  sessionChanged = onSessionChanged;
  line = openLine(hear);
  sayTopics(); // of a page that follows nothing, too: a locked tab must hear that another was unlocked
  setInterval(() => line?.say({ say: "here" }), 30_000);
  window.addEventListener("pagehide", () => line?.say({ say: "leave" }));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) sayTopics();
  });
}

export function tellSessionChanged(signedIn: boolean): void {
  line?.say({ say: "session_changed", signedIn });
}

export function tellSessionFound(): void {
  line?.say({ say: "session_found" });
}

/** `resync` is also called when the stream was opened without a position to resume from. */
export function useLive(topics: string[], event: (event: LiveEvent) => void, resync: () => void): void {
  const latest = useRef({ event, resync });
  useEffect(() => {
    latest.current = { event, resync };
  });
  const key = topics.join();
  useEffect(() => {
    const subscriber: Subscriber = {
      topics: key === "" ? [] : key.split(","),
      event: (heard) => latest.current.event(heard),
      resync: () => latest.current.resync(),
    };
    subscribers.add(subscriber);
    sayTopics();
    return () => {
      subscribers.delete(subscriber);
      sayTopics();
    };
  }, [key]);
}

function onChange(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function useConnection(): Connection {
  return useSyncExternalStore(onChange, () => connection);
}

/** Who has `record` open now, oneself included. The page must follow the record ("incident:ID") to be told. */
export function useWatchers(record: string): Watcher[] {
  return useSyncExternalStore(onChange, () => watching.get(record) ?? nobody);
}
