// SPDX-License-Identifier: Apache-2.0
// What is late, and what will be late in the next 24 hours and 7 days unless somebody acts.
import { useEffect } from "react";
import { allPages, get } from "../api/client";
import { useLive } from "../live/live";
import { First } from "../shell/first";
import { useLoaded } from "../shell/loaded";
import { Empty, PageHeading, Show } from "../shell/page";
import { useQuery } from "../shell/router";
import { useMay } from "../shell/session";
import { plural } from "../words/numbers";
import { dayAndTime, fullTime } from "../words/times";
import { RecordLink } from "../tasks/about";
import { Due } from "./due";
import type { Promised } from "./types";

const lists = [["late", "Late"], ["day", "Next 24 hours"], ["week", "Next 7 days"]] as const;
const nothing: Record<string, string> = {
  late: "Nothing is late. What will be late unless somebody acts stands under the next 24 hours.",
  day: "Nothing falls due in the next 24 hours.",
  week: "Nothing falls due in the next 7 days.",
};

function Row({ promise }: { promise: Promised }) {
  return (
    <tr>
      <td><Due promise={promise} /></td>
      <th scope="row">{promise.title}</th>
      <td><RecordLink about={promise.about} /></td>
      <td data-label="Owner"><bdi>{promise.owner_name}</bdi></td>
      <td className="figure" data-label="Due">
        {promise.due_at ? (
          <time dateTime={promise.due_at} title={fullTime(promise.due_at)}>{dayAndTime(promise.due_at)}</time>
        ) : "Paused"}
      </td>
    </tr>
  );
}

const columns = ["How it stands", "What", "Record", "Owner", "Due"];

function PromiseTable({ promises }: { promises: readonly Promised[] }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
    <div className="scroll" tabIndex={0} role="region" aria-label="Promises">
      <table className="data stacked">
        <thead>
          <tr>{columns.map((title) => <th scope="col" key={title}>{title}</th>)}</tr>
        </thead>
        <tbody>{promises.map((promise) => <Row key={promise.id} promise={promise} />)}</tbody>
      </table>
    </div>
  );
}

/** Read again when a desk tells of a change, and each minute: time alone makes things late. */
function useFresh(again: () => void): void {
  const may = useMay();
  const topics = [...(may("see incidents") ? ["incidents"] : []), ...(may("see crimes") ? ["crimes"] : [])];
  useLive(topics, (event) => {
    if (!event.kind.endsWith(".line_added")) again();
  }, again);
  useEffect(() => {
    const timer = setInterval(again, 60_000);
    return () => clearInterval(timer);
  }, [again]);
}

const most = 2000; // of which the earliest; nobody works through more in a minute

const howMany = (count: number) =>
  count < most ? plural(count, "promise") : `The first ${plural(count, "promise")}; there may be more`;

export default function DeadlinesPage() {
  const [query, change] = useQuery();
  const list = lists.find(([name]) => name === query.get("list"))?.[0] ?? "late";
  const owner = query.get("owner") === "mine" ? "mine" : "all";
  const loaded = useLoaded((signal) => allPages((after) => {
    const asked = { list, owner, limit: 200, ...(after === undefined ? {} : { after }) } as const;
    return get("/api/v1/deadlines", { query: asked, signal });
  }, most), `deadlines ${list} ${owner}`);
  useFresh(loaded.again);
  return (
    <div className="wide">
      <PageHeading title="Late and coming up" />
      <div className="filters">
        <div className="choices" role="group" aria-label="Which">
          {lists.map(([name, title]) => (
            <button
              key={name} type="button" className="button" aria-pressed={list === name}
              onClick={() => change({ list: name })}
            >
              {title}
            </button>
          ))}
        </div>
        <div className="choices" role="group" aria-label="Whose">
          {(["all", "mine"] as const).map((whose) => (
            <button
              key={whose} type="button" className="button" aria-pressed={owner === whose}
              onClick={() => change({ owner: whose === "all" ? "" : whose })}
            >
              {whose === "all" ? "Everybody’s" : "Mine and my team’s"}
            </button>
          ))}
        </div>
        <span className="muted" role="status">{loaded.value ? howMany(loaded.value.length) : ""}</span>
      </div>
      <Show what="the list" loaded={loaded}>
        {(promises) => promises.length === 0 ? <Empty>{nothing[list]}</Empty> : (
          <First list={promises} what="promises">{(first) => <PromiseTable promises={first} />}</First>
        )}
      </Show>
    </div>
  );
}
