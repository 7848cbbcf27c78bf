// SPDX-License-Identifier: Apache-2.0
// Four places of an incident, each with where it is known from and how sure that is; what was said before stays.
import { lazy, Suspense, useState } from "react";
import type { Incident } from "../api/types";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { wordsOf } from "../policy/in_words";
import { messageFor, optionsOf, SelectField } from "../shell/form";
import type { Loaded } from "../shell/loaded";
import { Loading, Show } from "../shell/page";
import { useMay } from "../shell/session";
import { dayAndTime } from "../words/times";
import { PlaceField } from "./place_field";
import type { Confidence, KnownPlace, PlaceKind, PlaceSource } from "./types";

const SmallMap = lazy(() => import("../geography/small_map"));

export const placeKinds: readonly (readonly [PlaceKind, string])[] = [
  ["incident", "The incident"], ["caller", "The caller"], ["victim_home", "The victim’s home"],
  ["rendezvous", "Rendezvous"],
];
export const placeSources: Record<PlaceSource, string> = {
  caller: "the caller", network: "the network", device: "the caller’s device", gazetteer: "the gazetteer",
  officer: "an officer", record: "a record", other: "another source",
};
export const confidences: Record<Confidence, string> = {
  certain: "certain", likely: "likely", uncertain: "uncertain", unknown: "not known how sure",
};

const capitals = (titles: Record<string, string>) => {
  return optionsOf(titles).map(({ value, title }) => ({ value, title: wordsOf(title) }));
};

export function placeInWords(place: KnownPlace): string {
  const confirmed = place.confirmed ? "confirmed" : "not confirmed";
  return `From ${placeSources[place.source]}, ${confidences[place.confidence]}, ${confirmed}`;
}

interface Draft {
  kind: PlaceKind;
  place: string;
  latitude: number | null;
  longitude: number | null;
  source: PlaceSource;
  confidence: Confidence;
  confirmed: boolean;
}

const emptyPlace: Draft = {
  kind: "incident", place: "", latitude: null, longitude: null, source: "caller", confidence: "likely",
  confirmed: false,
};

interface FormProperties { incident: string; done: () => void; cancel: () => void }

export function PlaceForm({ incident, done, cancel }: FormProperties) {
  const act = useDraftAct(`place.${incident}`, emptyPlace);
  const { draft, edit } = act;
  const ids = { kind: "place-kind", place: "place-text" };
  const send = () => {
    const { kind, latitude, longitude, source, confidence, confirmed } = draft;
    const text = draft.place.trim();
    if (text === "") return act.refuse([{ field: "place", message: "Enter a place, or choose Place unknown" }]);
    const place = { text, ...(latitude === null || longitude === null ? {} : { latitude, longitude }) };
    void act.run("/api/v1/incidents/{id}/places", {
      path: { id: incident }, body: { kind, place, source, confidence, confirmed },
    }, done);
  };
  const error = act.errors.find((each) => each.field.startsWith("place"))?.message ?? "";
  return (
    <ActForm title="Give a place" act={act} ids={ids} does="Keep the place" send={send} cancel={cancel} enter>
      <SelectField
        id={ids.kind} label="Which place" value={draft.kind} error={messageFor(act.errors, "kind")}
        options={placeKinds.map(([value, title]) => ({ value, title }))}
        onChoose={(kind) => edit({ kind: kind as PlaceKind })}
      />
      <PlaceField {...draft} id={ids.place} error={error} choose={edit} />
      <div className="form-row">
        <SelectField
          id="place-source" label="Known from" value={draft.source} options={capitals(placeSources)}
          onChoose={(source) => edit({ source: source as PlaceSource })}
        />
        <SelectField
          id="place-confidence" label="How sure" value={draft.confidence} options={capitals(confidences)}
          onChoose={(confidence) => edit({ confidence: confidence as Confidence })}
        />
      </div>
      <label className="tick">
        <input
          type="checkbox" checked={draft.confirmed} onChange={(event) => edit({ confirmed: event.target.checked })}
        />
        Confirmed
      </label>
    </ActForm>
  );
}

function OnePlace({ title, places }: { title: string; places: readonly KnownPlace[] }) {
  const now = places.find((place) => place.in_force) ?? places[places.length - 1];
  if (!now) return <div className="fact"><dt>{title}</dt><dd className="muted">Not given</dd></div>;
  const before = places.filter((place) => place !== now).reverse();
  return (
    <div className="fact">
      <dt>{title}</dt>
      <dd>
        <strong><bdi>{now.place.text}</bdi></strong>
        <span className="under muted">{placeInWords(now)}</span>
        {before.length > 0 ? (
          <details>
            <summary>Before <span className="muted">({before.length})</span></summary>
            <ul className="plain">
              {before.map((place) => (
                <li key={place.seq}>
                  <bdi>{place.place.text}</bdi>
                  <span className="under muted">
                    {placeInWords(place)}; <bdi>{place.recorded_by.name}</bdi>, {dayAndTime(place.recorded_at)}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </dd>
    </div>
  );
}

function PlaceMap({ incident }: { incident: Incident }) {
  const { latitude, longitude } = incident.place;
  if (!useMay()("see the map") || latitude == null || longitude == null) return null;
  return (
    <div className="panel--map">
      <Suspense fallback={<Loading what="the map" />}>
        <SmallMap latitude={latitude} longitude={longitude} incident={incident} label={incident.place.text} />
      </Suspense>
    </div>
  );
}

export function PlacesPanel({ incident, places }: { incident: Incident; places: Loaded<KnownPlace[]> }) {
  const may = useMay()("add a line") && incident.origin === "live";
  const [giving, setGiving] = useState(false);
  const done = () => {
    setGiving(false);
    places.again();
  };
  return (
    <section className="panel" aria-labelledby="places">
      <h2 id="places">Places</h2>
      <Show what="the places" loaded={places}>
        {(all) => (
          <dl className="facts facts--places">
            {placeKinds.map(([kind, title]) => (
              <OnePlace key={kind} title={title} places={all.filter((place) => place.kind === kind)} />
            ))}
          </dl>
        )}
      </Show>
      {may && !giving ? (
        <button type="button" className="button" onClick={() => setGiving(true)}>Give a place</button>
      ) : null}
      {giving ? <PlaceForm incident={incident.id} done={done} cancel={() => setGiving(false)} /> : null}
      <PlaceMap incident={incident} />
    </section>
  );
}
