// SPDX-License-Identifier: Apache-2.0
// Under which other records a person is known, who decided so, and taking it back.
import { useState } from "react";
import { get } from "../api/client";
import { useLoaded } from "../shell/loaded";
import { Show } from "../shell/page";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import { dayAndTime } from "../words/times";
import { TakeBackForm } from "./review_forms";
import type { PairDecision, RecordedAs as Known } from "./types";

function Decision({ decision, may, done }: { decision: PairDecision; may: boolean; done: () => void }) {
  const [back, setBack] = useState(false);
  return (
    <li>
      {decision.verdict === "same" ? "One person" : "Not the same person"}: {decision.reason}{" "}
      <span className="muted">{decision.decided_by}, {dayAndTime(decision.decided_at)}</span>
      {may && !back ? (
        <span className="actions">
          <button type="button" className="button button--small" onClick={() => setBack(true)}>
            {decision.verdict === "same" ? "Split them again" : "Take it back"}
          </button>
        </span>
      ) : null}
      {back ? <TakeBackForm decision={decision} done={done} cancel={() => setBack(false)} /> : null}
    </li>
  );
}

function Records({ known, person }: { known: Known; person: string }) {
  const others = known.records.filter((record) => record.person !== person);
  if (others.length === 0) return null;
  return (
    <ul className="plain">
      {others.map((record) => (
        <li key={record.person}><Link to={`/people/${record.person}`}><bdi dir="ltr">{record.title}</bdi></Link></li>
      ))}
    </ul>
  );
}

export function RecordedAs({ person, again }: { person: string; again: () => void }) {
  const may = useMay()("review people");
  const loaded = useLoaded(
    (signal) => get("/api/v1/people/persons/{id}/recorded-as", { path: { id: person }, signal }), `as ${person}`,
  );
  const done = () => {
    loaded.again();
    again();
  };
  return (
    <Show what="other records" loaded={loaded}>
      {(known) => known.records.length === 0 && known.decisions.length === 0 ? null : (
        <section className="panel" aria-labelledby="recorded-as">
          <h2 id="recorded-as">Recorded also as</h2>
          <Records known={known} person={person} />
          <ul className="plain">
            {known.decisions.map((each) => <Decision key={each.id} decision={each} may={may} done={done} />)}
          </ul>
        </section>
      )}
    </Show>
  );
}
