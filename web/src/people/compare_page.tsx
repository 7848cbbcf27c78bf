// SPDX-License-Identifier: Apache-2.0
// Two records side by side, what agrees and what does not, the model's reasons, and the decision by one key.
import { useState } from "react";
import { get } from "../api/client";
import { useKeys } from "../shell/keys";
import { useLoaded } from "../shell/loaded";
import { Empty, PageHeading, Show } from "../shell/page";
import { Link } from "../shell/router";
import { plural } from "../words/numbers";
import { dayAndTime } from "../words/times";
import { inRecords, RecordLink } from "./hits";
import { MarkerDetails, MarkerTags } from "./markers";
import { DecideForm, does, TakeBackForm } from "./review_forms";
import type { Doing } from "./review_forms";
import type { PairDecision, Person, Reviewed } from "./types";
import { WaterfallTable } from "./waterfall";

const agreeing = { yes: "Agrees", nearly: "Nearly", no: "Differs", unknown: "Nothing to compare" } as const;

function Values({ values }: { values: readonly string[] }) {
  if (values.length === 0) return <span className="muted">Not known</span>;
  return <>{values.map((value) => <bdi className="beside__value" key={value}>{value}</bdi>)}</>;
}

function SideBySide({ reviewed }: { reviewed: Reviewed }) {
  const { one, other, compared } = reviewed;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
    <div className="scroll" tabIndex={0} role="region" aria-label="Side by side">
      <table className="data beside">
        <thead>
          <tr>
            <td />
            <th scope="col"><Link to={`/people/${one.id}`}><bdi dir="ltr">{one.title}</bdi></Link></th>
            <th scope="col"><Link to={`/people/${other.id}`}><bdi dir="ltr">{other.title}</bdi></Link></th>
            <th scope="col">Compared</th>
          </tr>
        </thead>
        <tbody>
          {compared.map((each) => (
            <tr key={each.what}>
              <th scope="row">{each.what}</th>
              <td><Values values={each.one} /></td>
              <td><Values values={each.other} /></td>
              <td className={`agrees agrees--${each.agrees}`}>
                {agreeing[each.agrees]}{each.level ? `: ${each.level}` : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Side({ person }: { person: Person }) {
  return (
    <section className="panel" aria-label={`Records of ${person.title}`}>
      <h3><bdi dir="ltr">{person.title}</bdi></h3>
      <MarkerTags markers={person.markers} />
      <MarkerDetails markers={person.markers} />
      <p className="muted">{plural(person.times, "event")} counted for repeats.</p>
      {person.history.length === 0 ? <Empty>Named in no record that you may see.</Empty> : (
        <ul className="plain">
          {inRecords(person.history).slice(0, 5).map(({ past, roles }) => (
            <li key={past.record.id}>
              <time className="figure" dateTime={past.at}>{dayAndTime(past.at)}</time>{" "}
              <RecordLink record={past.record} /> <span className="muted">{roles}</span> <bdi>{past.line}</bdi>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const order = [["a", "accept"], ["r", "refuse"], ["p", "postpone"]] as const;

interface DecideProperties { reviewed: Reviewed; decided: (what: Doing, decision: PairDecision | null) => void }

function Decide({ reviewed, decided }: DecideProperties) {
  const [doing, setDoing] = useState<Doing | null>(null);
  useKeys(order.map(([key, what]) => ({ keys: [key], does: does[what], act: () => setDoing(what) })));
  if (doing !== null) {
    return (
      <DecideForm
        key={doing} pair={reviewed.pair} doing={doing} decided={(decision) => decided(doing, decision)}
        cancel={() => setDoing(null)}
      />
    );
  }
  return (
    <div className="actions">
      {order.map(([key, what]) => (
        <button key={key} type="button" className="button" onClick={() => setDoing(what)}>
          {does[what]} <kbd>{key}</kbd>
        </button>
      ))}
    </div>
  );
}

const said: Record<Doing, string> = {
  accept: "Decided: one person. Their records are read as one from now on.",
  refuse: "Decided: two persons. They are not proposed again.",
  postpone: "Postponed.",
};

interface DecidedProperties { what: Doing; decision: PairDecision | null; again: () => void }

function Decided({ what, decision, again }: DecidedProperties) {
  const [back, setBack] = useState(false);
  return (
    <section className="panel" aria-label="Decided">
      <p role="status">{said[what]}</p>
      {decision && back ? <TakeBackForm decision={decision} done={again} cancel={() => setBack(false)} /> : (
        <div className="actions">
          <Link to="/people/review" className="button button--main">The next pair</Link>
          {decision ? (
            <button type="button" className="button" onClick={() => setBack(true)}>Take it back</button>
          ) : null}
        </div>
      )}
    </section>
  );
}

export default function ComparePage({ parameters }: { parameters: Record<string, string> }) {
  const id = parameters["id"] ?? "";
  const loaded = useLoaded((signal) => get("/api/v1/people/review/{id}", { path: { id }, signal }), `pair ${id}`);
  const [done, setDone] = useState<{ what: Doing; decision: PairDecision | null } | null>(null);
  const again = () => {
    setDone(null);
    loaded.again();
  };
  return (
    <div className="wide">
      <PageHeading title="One person or two" />
      {done ? <Decided what={done.what} decision={done.decision} again={again} /> : null}
      <Show what="the pair" loaded={loaded}>
        {(reviewed) => (
          <>
            {done ? null : <Decide reviewed={reviewed} decided={(what, decision) => setDone({ what, decision })} />}
            <SideBySide reviewed={reviewed} />
            <section className="panel" aria-labelledby="reasons">
              <h2 id="reasons">What the model says</h2>
              <WaterfallTable reasons={reviewed.why} probability={reviewed.pair.probability} />
              <p className="muted">Model {reviewed.pair.model}</p>
            </section>
            <div className="twosides"><Side person={reviewed.one} /><Side person={reviewed.other} /></div>
          </>
        )}
      </Show>
    </div>
  );
}
