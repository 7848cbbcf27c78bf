// SPDX-License-Identifier: Apache-2.0
// Crimes, newest first; drafts with what they lack.
import { useState } from "react";
import { get } from "../api/client";
import { useLive } from "../live/live";
import { MoreOf, useGrowing } from "../shell/growing";
import { Empty, PageHeading, Show } from "../shell/page";
import { Link, useQuery } from "../shell/router";
import { useMay } from "../shell/session";
import { plural } from "../words/numbers";
import { dayAndTime, fullTime } from "../words/times";
import { useDelayed } from "./delayed";
import { statusWords } from "./words";
import type { Crime, CrimeStatus } from "./types";

const statuses: readonly (readonly [CrimeStatus | "", string])[] = [
  ["", "All"], ["draft", "Drafts"], ["recorded", "Recorded"], ["finalised", "Finalised"], ["cancelled", "Cancelled"],
];

export function StatusTag({ crime }: { crime: Crime }) {
  return (
    <>
      <span className={`status status--${crime.status}`}>{statusWords[crime.status]}</span>
      {crime.late ? <strong className="late"> Recorded late</strong> : null}
      {crime.exercise ? <strong className="exercise"> Exercise</strong> : null}
    </>
  );
}

export function OffenceWords({ offence }: { offence: NonNullable<Crime["offence"]> }) {
  return <><b className="figure">{offence.code}</b> {offence.title}</>;
}

function Row({ crime }: { crime: Crime }) {
  return (
    <tr>
      <th scope="row"><Link to={`/crimes/${crime.id}`}>{crime.reference}</Link></th>
      <td><StatusTag crime={crime} /></td>
      <td>
        {crime.offence ? <OffenceWords offence={crime.offence} /> : <span className="muted">No offence yet</span>}
        {crime.gaps.map((gap) => <span className="under close" key={gap.field}>{gap.message}</span>)}
      </td>
      <td><bdi>{crime.place.text}</bdi><span className="under muted"><bdi>{crime.summary}</bdi></span></td>
      <td className="figure" data-label="Occurred">
        <time dateTime={crime.occurred_from} title={fullTime(crime.occurred_from)}>
          {dayAndTime(crime.occurred_from)}
        </time>
      </td>
      <td>
        {plural(crime.victims, "victim")}
        {crime.current_suspects > 0 ? `, ${plural(crime.current_suspects, "suspect")}` : ""}
      </td>
      <td>{crime.outcome ? `Outcome ${crime.outcome}` : <span className="muted">No outcome yet</span>}</td>
      <td data-label="Owner"><bdi>{crime.owner.name}</bdi></td>
    </tr>
  );
}

const columns = ["Reference", "Status", "Offence", "Where and what", "Occurred", "People", "Outcome", "Owner"];

function CrimeTable({ crimes }: { crimes: readonly Crime[] }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
    <div className="scroll" tabIndex={0} role="region" aria-label="Crimes">
      <table className="data stacked">
        <thead><tr>{columns.map((column) => <th scope="col" key={column}>{column}</th>)}</tr></thead>
        <tbody>{crimes.map((crime) => <Row key={crime.id} crime={crime} />)}</tbody>
      </table>
    </div>
  );
}

function useCrimes(status: CrimeStatus | "", reference: string) {
  const loaded = useGrowing((asked, signal) => {
    const query = { ...asked, ...(status === "" ? {} : { status }), ...(reference === "" ? {} : { reference }) };
    return get("/api/v1/crimes", { query, signal });
  }, `crimes ${status} ${reference}`, 100);
  useLive(["crimes"], (event) => {
    if (!event.kind.endsWith(".line_added")) loaded.again();
  }, loaded.again);
  return loaded;
}

function NoCrime({ all }: { all: boolean }) {
  if (all) return <Empty>No crime is recorded yet. Crimes are raised from an incident, or recorded here.</Empty>;
  return <Empty>No crime matches. Clear the reference, or choose All.</Empty>;
}

export default function CrimesPage() {
  const [query, change] = useQuery();
  const status = statuses.find(([code]) => code === query.get("status"))?.[0] ?? "";
  const [text, setText] = useState("");
  const loaded = useCrimes(status, useDelayed(text.trim(), 250));
  const records = useMay()("record crimes");
  return (
    <div className="wide">
      <PageHeading title="Crimes" />
      <div className="filters">
        <label className="filters__search">
          <span className="govuk-visually-hidden">Find by reference</span>
          <input
            type="search" placeholder="Reference or number" value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <div className="choices" role="group" aria-label="Which crimes">
          {statuses.map(([code, title]) => (
            <button
              key={title} type="button" className="button" aria-pressed={status === code}
              onClick={() => change({ status: code })}
            >
              {title}
            </button>
          ))}
        </div>
        {records ? (
          <Link to="/crimes/new" className="button button--main">Record a crime without an incident</Link>
        ) : null}
      </div>
      <Show what="the crimes" loaded={loaded}>
        {({ items }) => items.length === 0 ? <NoCrime all={status === "" && text.trim() === ""} /> : (
          <>
            <CrimeTable crimes={items} />
            <MoreOf list={loaded} what="crimes" />
          </>
        )}
      </Show>
    </div>
  );
}
