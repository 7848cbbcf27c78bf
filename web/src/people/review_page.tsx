// SPDX-License-Identifier: Apache-2.0
// Records of persons that may be one: whoever the policy names decides, the surest first.
import { useRef } from "react";
import { get } from "../api/client";
import { useLive } from "../live/live";
import { useMainList } from "../shell/list_keys";
import { MoreOf, useGrowing } from "../shell/growing";
import { Empty, PageHeading, Show } from "../shell/page";
import { Link, navigate, useQuery } from "../shell/router";
import { dayAndTime } from "../words/times";
import type { ReviewPair } from "./types";
import { percent } from "./waterfall";
import { dayInWords } from "./words";

const states = [["waiting", "Waiting"], ["postponed", "Postponed"]] as const;

const none = {
  waiting: "No pair waits. Pairs appear when a new record may be somebody who is known already.",
  postponed: "No pair is postponed.",
};

function useReview(state: "waiting" | "postponed") {
  const loaded = useGrowing(
    (asked, signal) => get("/api/v1/people/review", { query: { state, ...asked }, signal }), `review ${state}`, 50,
  );
  useLive(["people"], loaded.again, loaded.again);
  return loaded;
}

function Pair({ pair }: { pair: ReviewPair }) {
  return (
    <tr data-item>
      <th scope="row">
        <Link to={`/people/review/${pair.id}`} data-focus><bdi dir="ltr">{pair.one.title}</bdi></Link>
        <span className="under">and <bdi dir="ltr">{pair.other.title}</bdi></span>
      </th>
      <td className="figure">{percent(pair.probability)}</td>
      <td data-label="Found"><time dateTime={pair.found_at}>{dayAndTime(pair.found_at)}</time></td>
      <td>
        {pair.postponed_until ? <>until {dayInWords(pair.postponed_until)}: <bdi>{pair.postponed_because}</bdi></> : (
          <span className="muted">Not postponed</span>
        )}
      </td>
    </tr>
  );
}

const columns = ["Records", "Likely one person", "Found", "Postponed"];

function Pairs({ pairs }: { pairs: readonly ReviewPair[] }) {
  const box = useRef<HTMLDivElement>(null);
  const open = (at: number) => {
    const pair = pairs[at];
    if (pair) navigate(`/people/review/${pair.id}`);
    return pair !== undefined;
  };
  useMainList(box, "pair of records", [{ keys: ["o"], does: "Compare the pair that has the focus", act: open }]);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
    <div className="scroll" tabIndex={0} role="region" aria-label="Pairs" data-list="pairs" ref={box}>
      <table className="data stacked">
        <thead><tr>{columns.map((column) => <th scope="col" key={column}>{column}</th>)}</tr></thead>
        <tbody>{pairs.map((pair) => <Pair key={pair.id} pair={pair} />)}</tbody>
      </table>
    </div>
  );
}

export default function ReviewPage() {
  const [query, change] = useQuery();
  const state = query.get("state") === "postponed" ? "postponed" : "waiting";
  const loaded = useReview(state);
  return (
    <div className="wide">
      <PageHeading title="One person or two" />
      <p>
        Two records of the register that may be one person. Nothing is joined by itself: somebody compares them and
        decides, and can take it back. <Link to="/people/quality">How good the register is</Link>
      </p>
      <div className="filters">
        <div className="choices" role="group" aria-label="Which pairs">
          {states.map(([code, title]) => (
            <button
              key={code} type="button" className="button" aria-pressed={state === code}
              onClick={() => change({ state: code === "waiting" ? "" : code })}
            >
              {title}
            </button>
          ))}
        </div>
      </div>
      <Show what="the pairs" loaded={loaded}>
        {({ items }) => items.length === 0 ? <Empty>{none[state]}</Empty> : (
          <>
            <Pairs pairs={items} />
            <MoreOf list={loaded} what="pairs" />
          </>
        )}
      </Show>
    </div>
  );
}
