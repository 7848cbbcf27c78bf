// SPDX-License-Identifier: Apache-2.0
// The whole register linked at once: begun here, followed here, and what it found, with the way to decide about it.
import { useEffect, useState } from "react";
import { get } from "../api/client";
import { ErrorSummary } from "../shell/form";
import { useDraftAct } from "../shell/draft_act";
import type { Loaded } from "../shell/loaded";
import { MoreOf, useGrowing } from "../shell/growing";
import { useLoaded } from "../shell/loaded";
import { Empty, Fact, Show } from "../shell/page";
import { Link, navigate } from "../shell/router";
import { number, plural } from "../words/numbers";
import { dayAndTime } from "../words/times";
import type { LinkedPair, Linking } from "./types";
import { percent, WaterfallTable } from "./waterfall";

const followed = 2000; // ms; the server says how far it is as often

const underWay = ({ state }: Linking) => state === "waiting" || state === "running";

/** "reading the register, 40%": how far the step is that is done now. */
export function howFar({ state, stage, share }: Pick<Linking, "state" | "stage" | "share">): string {
  if (state === "waiting") return "Waits for the server to begin";
  if (stage === "") return "Begins";
  const step = stage.charAt(0).toUpperCase() + stage.slice(1);
  return share > 0 ? `${step}, ${Math.round(share * 100)}% of this step` : step;
}

function useLinkings() {
  const loaded = useLoaded((signal) => get("/api/v1/people/linkings", { signal }), "linkings");
  const { again } = loaded;
  const running = loaded.value?.items.some(underWay) ?? false;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(again, followed);
    return () => clearInterval(timer);
  }, [running, again]);
  return loaded;
}

function Begin({ again, first }: { again: () => void; first: boolean }) {
  const act = useDraftAct("linking", {});
  return (
    <>
      <ErrorSummary errors={act.errors} />
      <div className="actions">
        <button
          type="button" className="button button--main" disabled={act.busy}
          onClick={() => void act.run("/api/v1/people/linkings", {}, again)}
        >
          {first ? "Link the whole register" : "Link it again"}
        </button>
      </div>
    </>
  );
}

function Reasons({ pair }: { pair: LinkedPair }) {
  const query = { one: pair.one.person, other: pair.other.person };
  const loaded = useLoaded(
    (signal) => get("/api/v1/people/identity/explain", { query, signal }), `why ${query.one} ${query.other}`,
  );
  return (
    <Show what="the reasons" loaded={loaded}>
      {({ why, probability }) => <WaterfallTable reasons={why} probability={probability} />}
    </Show>
  );
}

function Compare({ linking, pair }: { linking: string; pair: LinkedPair }) {
  const act = useDraftAct(`linked.${pair.one.person}.${pair.other.person}`, {});
  const body = { one: pair.one.person, other: pair.other.person };
  const put = () => void act.run(
    "/api/v1/people/linkings/{id}/review", { path: { id: linking }, body },
    ({ review }) => navigate(`/people/review/${review}`),
  );
  const names = <><bdi dir="ltr">{pair.one.title}</bdi> and <bdi dir="ltr">{pair.other.title}</bdi></>;
  const whom = <span className="govuk-visually-hidden"> {names}</span>;
  if (pair.review) return <Link to={`/people/review/${pair.review}`}>Compare{whom}</Link>;
  return (
    <>
      <ErrorSummary errors={act.errors} />
      <button type="button" className="button button--small" disabled={act.busy} onClick={put}>
        Put in review{whom}
      </button>
    </>
  );
}

function Row({ linking, pair }: { linking: string; pair: LinkedPair }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr>
        <th scope="row" className="linkedpair">
          <Link to={`/people/${pair.one.person}`}><bdi dir="ltr">{pair.one.title}</bdi></Link>
          <span className="under">
            and <Link to={`/people/${pair.other.person}`}><bdi dir="ltr">{pair.other.title}</bdi></Link>
          </span>
        </th>
        <td className="figure">{percent(pair.probability)}</td>
        <td className="figure">{pair.weight.toFixed(1)}</td>
        <td className="figure">{number(pair.cluster)}</td>
        <td>
          <span className="actions">
            <button
              type="button" className="button button--small" aria-expanded={open} onClick={() => setOpen(!open)}
            >
              Why<span className="govuk-visually-hidden">
                {" "}<bdi dir="ltr">{pair.one.title}</bdi> and <bdi dir="ltr">{pair.other.title}</bdi>
              </span>
            </button>
            <Compare linking={linking} pair={pair} />
          </span>
        </td>
      </tr>
      {open ? <tr><td colSpan={5}><Reasons pair={pair} /></td></tr> : null}
    </>
  );
}

const columns = ["Records", "Likely one person", "Weight", "Cluster", "To do"];

function Pairs({ linking }: { linking: Linking }) {
  const loaded = useGrowing(
    (asked, signal) => get("/api/v1/people/linkings/{id}/pairs", { path: { id: linking.id }, query: asked, signal }),
    `linked ${linking.id}`, 20, 100,
  );
  return (
    <Show what="the pairs" loaded={loaded}>
      {({ items }) => items.length === 0 ? <Empty>No pair that you may see.</Empty> : (
        <>
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus */}
          <div className="scroll" tabIndex={0} role="region" aria-label="Pairs found">
            <table className="data stacked">
              <thead><tr>{columns.map((column) => <th scope="col" key={column}>{column}</th>)}</tr></thead>
              <tbody>
                {items.map((pair) => (
                  <Row key={`${pair.one.person} ${pair.other.person}`} linking={linking.id} pair={pair} />
                ))}
              </tbody>
            </table>
          </div>
          <MoreOf list={loaded} what="pairs" />
        </>
      )}
    </Show>
  );
}

function Found({ linking }: { linking: Linking }) {
  const files = `/api/v1/people/linkings/${linking.id}`;
  return (
    <>
      <dl className="facts">
        <Fact name="Linked">{linking.ended_at ? dayAndTime(linking.ended_at) : ""}, begun by {linking.begun_by}</Fact>
        <Fact name="Read">
          {plural(linking.persons, "person", "persons")}, {plural(linking.records, "record")} of what is known of them
        </Fact>
        <Fact name="Found">{plural(linking.pairs, "pair")} in {plural(linking.clusters, "cluster")}</Fact>
        <Fact name="By model">{linking.model}</Fact>
      </dl>
      <p className="muted">
        The counts are of all. Shown and written are only pairs of persons whom you may see, with all that they are
        compared by. As files (CSV): <a href={`${files}/pairs.csv`} download>pairs</a>,{" "}
        <a href={`${files}/clusters.csv`} download>clusters</a>; the first 100,000 rows.
      </p>
      <Pairs linking={linking} />
    </>
  );
}

function Linkings({ items, again }: { items: readonly Linking[]; again: () => void }) {
  const newest = items[0];
  const done = items.find(({ state }) => state === "done");
  return (
    <>
      {newest && underWay(newest) ? (
        <p role="status">
          {howFar(newest)}. Begun by {newest.begun_by}, {dayAndTime(newest.begun_at)}; you can leave this page.
        </p>
      ) : <Begin again={again} first={!done} />}
      {newest?.failure ? <p className="notsaved">{newest.failure}</p> : null}
      {done ? <Found linking={done} /> : null}
    </>
  );
}

export function LinkRegister() {
  const loaded: Loaded<{ items: Linking[] }> = useLinkings();
  return (
    <section className="panel" aria-labelledby="linking">
      <h2 id="linking">Link the whole register</h2>
      <p>
        Compares all records of persons with each other at once, as is done with a file, and says who is recorded
        twice. Nothing is joined by it: somebody decides about each pair. It runs beside the calls, which do not wait.
      </p>
      <Show what="the linkings" loaded={loaded}>
        {({ items }) => <Linkings items={items} again={loaded.again} />}
      </Show>
    </section>
  );
}

/** Which model recognises and links, and whether it is the one that the force trained. */
export function AnsweringModel() {
  const loaded = useLoaded((signal) => get("/api/v1/people/identity/model", { signal }), "model");
  return (
    <section className="panel" aria-labelledby="model">
      <h2 id="model">The model that answers</h2>
      <Show what="the model" loaded={loaded}>
        {({ model, note, trained_at, trained_on }) => (
          <>
            <p>
              <b>{model}</b>{trained_at
                ? <>, trained {dayAndTime(trained_at)} on {plural(trained_on ?? 0, "record")} of this register.</>
                : ", the standard one, which is not trained on this register."}
            </p>
            {note ? <p className="notsaved" role="alert">{note}</p> : null}
          </>
        )}
      </Show>
    </section>
  );
}
