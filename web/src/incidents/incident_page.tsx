// SPDX-License-Identifier: Apache-2.0
// One incident: what is known at a glance, its log, its clock, its place; and on paper.
import { lazy, Suspense } from "react";
import { get } from "../api/client";
import type { Incident } from "../api/types";
import { Fact, Loading, PageHeading, Show } from "../shell/page";
import { useMay, useSignedIn } from "../shell/session";
import { useAreaName } from "../geography/area_names";
import { dayAndTime, fullTime, stopwatch } from "../words/times";
import { AddLine } from "./add_line";
import { AgainstLimit, Elapsed, GradeTag } from "./clock";
import { intervalRows } from "./intervals";
import { useBoardState } from "./use_board";
import { visibilityTitle } from "./visibility";
import { Log, useLog } from "./log";

const SmallMap = lazy(() => import("../geography/small_map"));

function useIncident(id: string) {
  const read = async (signal: AbortSignal) => [await get("/api/v1/incidents/{id}", { path: { id }, signal })];
  const { board, loaded } = useBoardState(read, `incident ${id}`, [`incident:${id}`]);
  return { ...loaded, value: board.byId.get(id) ?? null };
}

function Facts({ incident }: { incident: Incident }) {
  const { place } = incident;
  const areaName = useAreaName();
  return (
    <dl className="facts">
      <Fact name="Place">{place.text}</Fact>
      <Fact name="Ward">{[place.ward, place.borough].map(areaName).filter(Boolean).join(", ") || "Not known"}</Fact>
      <Fact name="Category">{incident.category || "Not given"}</Fact>
      <Fact name="Owner">{incident.owner?.name ?? "–"}</Fact>
      <Fact name="Opened by">{incident.opened_by?.name ?? "–"}</Fact>
      <Fact name="Happened at">{fullTime(incident.happened_at)}</Fact>
      <Fact name="Opened at">{fullTime(incident.opened_at)}</Fact>
      <Fact name="Seen by">{visibilityTitle(incident.visibility)}</Fact>
      {incident.origin === "imported" ? <Fact name="Origin">Imported from {incident.source}</Fact> : null}
    </dl>
  );
}

function sinceInWords(since: number | null): string {
  if (since === null) return "–";
  return since < 0 ? `−${stopwatch(-since)} (clock went back)` : stopwatch(since);
}

function Intervals({ incident }: { incident: Incident }) {
  const rows = intervalRows(incident.intervals);
  if (rows.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="intervals">
      <h2 id="intervals">Times</h2>
      <table className="data">
        <thead>
          <tr><th scope="col">What</th><th scope="col">At</th><th scope="col">Since the one before</th></tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.title}</th>
              <td className="figure"><time dateTime={row.at}>{dayAndTime(row.at)}</time></td>
              <td className="figure">{sinceInWords(row.since)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Where({ incident }: { incident: Incident }) {
  const { latitude, longitude } = incident.place;
  if (!useMay()("see the map") || latitude == null || longitude == null) return null;
  return (
    <section className="panel panel--map" aria-labelledby="where">
      <h2 id="where">Where</h2>
      <Suspense fallback={<Loading what="the map" />}>
        <SmallMap
          latitude={latitude} longitude={longitude} grade={incident.grade ?? null} label={incident.place.text}
        />
      </Suspense>
    </section>
  );
}

function Title({ incident }: { incident: Incident }) {
  return (
    <div className="incident__title">
      <PageHeading title={incident.reference}>{incident.reference}</PageHeading>
      <GradeTag code={incident.grade} />
      {incident.exercise ? <strong className="exercise">Exercise</strong> : null}
      <span className="incident__clock"><span className="muted">Waiting</span> <Elapsed incident={incident} /></span>
      <span className="incident__clock"><AgainstLimit incident={incident} /></span>
      <button type="button" className="button print-not" onClick={() => window.print()}>Print</button>
    </div>
  );
}

function LogPanel({ incident }: { incident: Incident }) {
  const { account } = useSignedIn();
  const may = useMay();
  const log = useLog(incident.id);
  return (
    <section className="panel panel--log" aria-labelledby="log">
      <h2 id="log">Log</h2>
      <Log log={log} />
      {may("add a line") ? (
        <AddLine account={account.id} incident={incident.id} added={(line) => log.add([line])} />
      ) : null}
    </section>
  );
}

export function IncidentPage({ parameters }: { parameters: Record<string, string> }) {
  const loaded = useIncident(parameters["id"] ?? "");
  return (
    <div className="incident">
      <Show what="the incident" loaded={loaded}>
        {(incident) => (
          <>
            <Title incident={incident} />
            <p className="incident__summary">{incident.summary}</p>
            <div className="incident__columns">
              <LogPanel incident={incident} />
              <div className="incident__side">
                <section className="panel" aria-label="Facts"><Facts incident={incident} /></section>
                <Intervals incident={incident} />
                <Where incident={incident} />
              </div>
            </div>
          </>
        )}
      </Show>
    </div>
  );
}
