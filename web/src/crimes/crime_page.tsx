// SPDX-License-Identifier: Apache-2.0
// One crime: what it is and how it is counted, who it is about, how it ended, and everything that was done to it.
import { useEffect, useState } from "react";
import { get } from "../api/client";
import { PromisesPanel, usePromises } from "../deadlines/promises_panel";
import { AlsoHere } from "../incidents/also_here";
import { useLive } from "../live/live";
import { useKeys } from "../shell/keys";
import { useLoaded } from "../shell/loaded";
import { Fact, PageHeading, PartLink, Show } from "../shell/page";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import { fullTime } from "../words/times";
import { CancelPanel } from "./cancel_panel";
import { ClassifyForm } from "./classify_form";
import { CountingGuide } from "./counting_guide";
import { CrimeFlags } from "./crime_flags";
import { CrimeLog } from "./crime_log";
import { CrimePeople } from "./crime_people";
import { OffenceWords, StatusTag } from "./crimes_page";
import { GiveCrime } from "./give_crime";
import { OutcomePanel } from "./outcome_panel";
import type { WholeCrime } from "./types";

function Facts({ whole: { crime } }: { whole: WholeCrime }) {
  return (
    <dl className="facts">
      <Fact name="Place"><bdi>{crime.place.text}</bdi></Fact>
      <Fact name="Happened from">{fullTime(crime.occurred_from)}</Fact>
      <Fact name="Happened until">{fullTime(crime.occurred_to)}</Fact>
      <Fact name="First told to the police">{fullTime(crime.received_at)}</Fact>
      <Fact name="Recorded">
        {crime.recorded_at ? `${fullTime(crime.recorded_at)} by ${crime.recorded_by?.name ?? "–"}` : "Not yet"}
      </Fact>
      <Fact name="Raised by"><bdi>{crime.raised_by.name}</bdi></Fact>
      <Fact name="Owner"><bdi>{crime.owner.name}</bdi></Fact>
      <Fact name="Incident">
        {crime.incident ? (
          <Link to={`/incidents/${crime.incident}`}>{crime.incident_reference}</Link>
        ) : "Recorded without one"}
      </Fact>
      <Fact name="Policy">{crime.policy_version}</Fact>
    </dl>
  );
}

const gapPlaces: Record<string, readonly [string, string]> = {
  offence: ["crime-offence", "Offence"], victims: ["crime-people", "People"],
};

/** A draft names what it lacks, and where that is given. */
function Gaps({ whole: { crime } }: { whole: WholeCrime }) {
  if (crime.gaps.length === 0) return null;
  return (
    <div className="gaps" role="note">
      <p><strong>Not recorded yet.</strong> The clock for recording runs on.</p>
      <ul>
        {crime.gaps.map((gap) => {
          const place = gapPlaces[gap.field];
          return <li key={gap.field}>{gap.message} {place ? <PartLink id={place[0]} words={place[1]} /> : null}</li>;
        })}
      </ul>
    </div>
  );
}

function Classification({ whole, again, doing, setDoing }: {
  whole: WholeCrime; again: () => void; doing: boolean; setDoing: (doing: boolean) => void;
}) {
  const { crime, counting } = whole;
  const may = useMay()("record crimes") && crime.status !== "cancelled";
  const changed = crime.initial_offence && crime.initial_offence.code !== crime.offence?.code;
  const done = () => {
    setDoing(false);
    again();
  };
  return (
    <section className="panel" aria-labelledby="crime-offence">
      <h2 id="crime-offence" tabIndex={-1}>Offence and counting</h2>
      <p className="offence">
        {crime.offence ? <OffenceWords offence={crime.offence} /> : <span className="muted">Not classified yet</span>}
        {crime.offence?.cjs ? <span className="muted"> · courts’ code {crime.offence.cjs}</span> : null}
      </p>
      {changed ? (
        <p className="muted">First recorded as {crime.initial_offence?.code} {crime.initial_offence?.title}.</p>
      ) : null}
      {counting ? <CountingGuide counting={counting} /> : null}
      {may && !doing ? (
        <button type="button" className="button" onClick={() => setDoing(true)}>
          Classify <kbd aria-hidden="true">v</kbd>
        </button>
      ) : null}
      {may && doing ? <ClassifyForm whole={whole} done={done} cancel={() => setDoing(false)} /> : null}
    </section>
  );
}

function Title({ whole: { crime } }: { whole: WholeCrime }) {
  return (
    <div className="incident__title">
      <PageHeading title={`Crime ${crime.reference}`}>Crime {crime.reference}</PageHeading>
      <StatusTag crime={crime} />
      <AlsoHere record={crime.id} what="crime" />
    </div>
  );
}

function Parts({ whole, again }: { whole: WholeCrime; again: () => void }) {
  const [classifying, setClassifying] = useState(false);
  const { crime } = whole;
  const may = useMay()("record crimes") && crime.status !== "cancelled";
  const promises = usePromises(crime.id);
  const { again: promisesAgain } = promises;
  useEffect(() => promisesAgain(), [crime.version, promisesAgain]);
  useKeys(may ? [{ keys: ["v"], does: "Classify", act: () => setClassifying(true) }] : []);
  return (
    <>
      <Title whole={whole} />
      <p className="incident__summary"><bdi>{crime.summary}</bdi></p>
      <Gaps whole={whole} />
      <div className="crime__columns">
        <div className="column">
          <Classification whole={whole} again={again} doing={classifying} setDoing={setClassifying} />
          <CrimePeople whole={whole} again={again} />
          <CrimeFlags whole={whole} again={again} />
        </div>
        <div className="column">
          <OutcomePanel whole={whole} again={again} />
          <CancelPanel whole={whole} again={again} />
          <PromisesPanel promises={promises} />
        </div>
        <div className="column">
          <section className="panel" aria-label="Facts">
            <Facts whole={whole} />
            <GiveCrime whole={whole} again={again} />
          </section>
          <CrimeLog crime={crime.id} />
        </div>
      </div>
    </>
  );
}

export default function CrimePage({ parameters }: { parameters: Record<string, string> }) {
  const id = parameters["id"] ?? "";
  const loaded = useLoaded((signal) => get("/api/v1/crimes/{id}", { path: { id }, signal }), `crime ${id}`);
  useLive([`crime:${id}`], (event) => {
    if (event.record === id && !event.kind.endsWith(".line_added")) loaded.again();
  }, loaded.again);
  return (
    <div className="crime">
      <Show what="the crime" loaded={loaded}>{(whole) => <Parts whole={whole} again={loaded.again} />}</Show>
    </div>
  );
}
