// SPDX-License-Identifier: Apache-2.0
// The log of one incident: every line as it was written, with who wrote it and, where they differ, when it happened
// and when it was recorded. Lines of others appear as they are written.
import { useCallback, useEffect, useRef, useState } from "react";
import { allPages, get } from "../api/client";
import type { Line } from "../api/types";
import { useLive } from "../live/live";
import type { LiveEvent } from "../live/messages";
import { useLoaded } from "../shell/loaded";
import { Empty, Show } from "../shell/page";
import { dayAndTime, fullTime } from "../words/times";

/** Happened and recorded within a minute of each other are one time to the reader. */
export function wasRecordedLater(line: Line): boolean {
  return Math.abs(Date.parse(line.recorded_at) - Date.parse(line.happened_at)) >= 60_000;
}

/** The lines in order of their number, each once. */
export function merged(held: readonly Line[], more: readonly Line[]): Line[] {
  const bySeq = new Map([...held, ...more].map((line) => [line.seq, line]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

export function lineOf(event: LiveEvent, incident: string): Line | null {
  const content = event.content as Partial<Line> | null;
  const isLine = event.record === incident && typeof content?.text === "string" && typeof content.seq === "number";
  return isLine && content.author ? (content as Line) : null;
}

export function useLog(incident: string) {
  const loaded = useLoaded((signal) => allPages((after) => {
    const query = { limit: 200, ...(after === undefined ? {} : { after: Number(after) }) };
    return get("/api/v1/incidents/{id}/lines", { path: { id: incident }, query, signal });
  }), `lines ${incident}`);
  const [lines, setLines] = useState<readonly Line[]>([]);
  const add = useCallback((more: readonly Line[]) => setLines((was) => merged(was, more)), []);
  useEffect(() => {
    if (loaded.value) add(loaded.value);
  }, [loaded.value, add]);
  useLive([`incident:${incident}`], (event) => {
    const line = lineOf(event, incident);
    if (line) add([line]);
    else if (event.record === incident) loaded.again();
  }, loaded.again);
  return { lines, loaded, add };
}

function Times({ line }: { line: Line }) {
  return (
    <span className="line__times">
      <time className="figure" dateTime={line.happened_at} title={fullTime(line.happened_at)}>
        {dayAndTime(line.happened_at)}
      </time>
      {wasRecordedLater(line) ? (
        <span className="line__recorded">
          recorded <time className="figure" dateTime={line.recorded_at} title={fullTime(line.recorded_at)}>
            {dayAndTime(line.recorded_at)}
          </time>
        </span>
      ) : null}
    </span>
  );
}

/** Somebody may act in several roles at once, which the record joins by "+". */
export function roleWords(role: string): string {
  const roles = role.split("+");
  return roles.length > 2 ? `${roles.length} roles` : roles.join(", ").replaceAll("_", " ");
}

/** Who wrote a line, and as what; what the clock wrote has no author. */
export function Author({ author, role }: Pick<Line, "author" | "role">) {
  if (author.name === "") return <>Bluelamp <span className="muted">by itself</span></>;
  return <><bdi>{author.name}</bdi> <span className="muted">{roleWords(role)}</span></>;
}

const promiseWords: Record<string, string> = { "deadline.warned": "Soon late: ", "deadline.breached": "Late: " };

/** The same promise told to somebody else at the same time: one line says it. */
export function toldAgain(line: Line, before: Line | undefined): boolean {
  return before !== undefined && line.action in promiseWords && line.action === before.action
    && line.text === before.text && line.happened_at === before.happened_at;
}

function LogLine({ line }: { line: Line }) {
  return (
    <li className="line">
      <Times line={line} />
      <span className="line__author"><Author author={line.author} role={line.role} /></span>
      <span className="line__text">{promiseWords[line.action]}<bdi>{line.text}</bdi></span>
    </li>
  );
}

/** Stays at the newest line while the reader is there, and leaves them alone while they read further up. */
function useFollow(count: number) {
  const box = useRef<HTMLOListElement>(null);
  const following = useRef(true);
  useEffect(() => {
    const element = box.current;
    if (element && following.current) element.scrollTop = element.scrollHeight;
  }, [count]);
  const onScroll = () => {
    const element = box.current;
    if (element) following.current = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
  };
  return { box, onScroll };
}

export function Log({ log }: { log: ReturnType<typeof useLog> }) {
  const { box, onScroll } = useFollow(log.lines.length);
  return (
    <Show what="the log" loaded={log.loaded}>
      {() => log.lines.length === 0 ? <Empty>No lines yet.</Empty> : (
        // A scrolling region must be reachable by keyboard (WCAG 2.2, success criterion 2.1.1).
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ol className="log" ref={box} onScroll={onScroll} aria-label="Log" aria-live="polite" tabIndex={0}>
          {log.lines.filter((line, at) => !toldAgain(line, log.lines[at - 1]))
            .map((line) => <LogLine key={line.seq} line={line} />)}
        </ol>
      )}
    </Show>
  );
}
