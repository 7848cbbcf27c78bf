// SPDX-License-Identifier: Apache-2.0
// One person of the register: what was used, what is to be minded, in which records they were named.
import { useState } from "react";
import { get } from "../api/client";
import { useLive } from "../live/live";
import { useLoaded } from "../shell/loaded";
import { Empty, Fact, PageHeading, Show } from "../shell/page";
import { useMay } from "../shell/session";
import { dayAndTime } from "../words/times";
import { inRecords, RecordLink } from "./hits";
import { MarkerDetails, MarkerTags } from "./markers";
import { RecordedAs } from "./recorded_as";
import { MarkerActs, SetMarkerForm } from "./set_marker";
import type { Person } from "./types";
import { dayInWords, kindTitles } from "./words";

function usePerson(id: string) {
  const loaded = useLoaded((signal) => get("/api/v1/people/persons/{id}", { path: { id }, signal }), `person ${id}`);
  useLive([`person:${id}`, "markers"], loaded.again, loaded.again);
  return loaded;
}

function Facts({ person }: { person: Person }) {
  const named = [person.given_name, person.other_names, person.family_name].filter(Boolean).join(" ");
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">On the register</h2>
      <dl className="facts">
        <Fact name="Name">{named || "Not known"}</Fact>
        <Fact name="Born">{person.date_of_birth ? dayInWords(person.date_of_birth) : "Not known"}</Fact>
        <Fact name="Sex">{person.sex ?? "Not known"}</Fact>
      </dl>
      {person.repeat ? <p className="hit__repeat"><strong>Repeat:</strong> {person.repeat_why.join(" ")}</p> : null}
      <h3>Named together with</h3>
      {person.used.length === 0 ? <Empty>No number, address or vehicle.</Empty> : (
        <ul className="plain">
          {person.used.map((used) => (
            <li key={used.subject}>
              <span className="muted">{kindTitles[used.kind]}</span> <bdi dir="ltr">{used.title}</bdi>{" "}
              <span className="muted">last {dayAndTime(used.last_at)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Markers({ person, again }: { person: Person; again: () => void }) {
  const may = useMay()("set markers");
  const [setting, setSetting] = useState(false);
  const done = () => {
    setSetting(false);
    again();
  };
  return (
    <section className="panel" aria-labelledby="markers">
      <h2 id="markers">Markers</h2>
      {person.markers.length === 0 ? <Empty>None is set.</Empty> : null}
      <ul className="mentions">
        {person.markers.map((marker) => (
          <li key={marker.id} className="mention">
            <div className="mention__marker"><MarkerTags markers={[marker]} /><MarkerDetails markers={[marker]} /></div>
            {may ? <MarkerActs marker={marker} done={again} /> : null}
          </li>
        ))}
      </ul>
      {may && !setting ? (
        <button type="button" className="button" onClick={() => setSetting(true)}>Set a marker</button>
      ) : null}
      {setting ? (
        <SetMarkerForm kind="person" subject={person.id} done={done} cancel={() => setSetting(false)} />
      ) : null}
    </section>
  );
}

function History({ person }: { person: Person }) {
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">Records</h2>
      {person.history.length === 0 ? <Empty>Named in no record that you may see.</Empty> : (
        <ul className="plain">
          {inRecords(person.history).map(({ past, roles }) => (
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

export default function PersonPage({ parameters }: { parameters: Record<string, string> }) {
  const loaded = usePerson(parameters["id"] ?? "");
  return (
    <div className="wide">
      <PageHeading title={loaded.value?.title ?? "Person"} />
      <Show what="the person" loaded={loaded}>
        {(person) => (
          <>
            <Markers person={person} again={loaded.again} />
            <Facts person={person} />
            <RecordedAs person={person.id} again={loaded.again} />
            <History person={person} />
          </>
        )}
      </Show>
    </div>
  );
}
