// SPDX-License-Identifier: Apache-2.0
import type { Incident } from "../api/types";
import { useAreaName } from "../geography/area_names";
import { Fact } from "../shell/page";
import { dayAndTime, fullTime, stopwatch } from "../words/times";
import { intervalRows } from "./intervals";
import { useTypeTitle } from "./type_title";
import { visibilityTitle } from "./visibility";

export function Facts({ incident }: { incident: Incident }) {
  const { place } = incident;
  const areaName = useAreaName();
  const typeTitle = useTypeTitle();
  return (
    <dl className="facts">
      <Fact name="Type">{incident.type ? typeTitle(incident) : "Not given"}</Fact>
      <Fact name="Category">{incident.category || "Not given"}</Fact>
      <Fact name="Place"><bdi>{place.text}</bdi></Fact>
      <Fact name="Ward">{[place.ward, place.borough].map(areaName).filter(Boolean).join(", ") || "Not known"}</Fact>
      <Fact name="Owner">{incident.owner?.name ?? "–"}</Fact>
      <Fact name="Opened by">{incident.opened_by?.name ?? "–"}</Fact>
      <Fact name="Happened at">{fullTime(incident.happened_at)}</Fact>
      <Fact name="Opened at">{fullTime(incident.opened_at)}</Fact>
      {incident.due_at ? <Fact name="Somebody there by">{fullTime(incident.due_at)}</Fact> : null}
      <Fact name="Seen by">{visibilityTitle(incident.visibility)}</Fact>
      {incident.lowered > 0 ? (
        <Fact name="Grade lowered">{incident.lowered === 1 ? "Once" : `${incident.lowered} times`}</Fact>
      ) : null}
      {incident.policy_version === "" ? null : <Fact name="Policy">{incident.policy_version}</Fact>}
      {incident.origin === "imported" ? <Fact name="Origin">Imported from {incident.source}</Fact> : null}
    </dl>
  );
}

function sinceInWords(since: number | null): string {
  if (since === null) return "–";
  return since < 0 ? `−${stopwatch(-since)} (clock went back)` : stopwatch(since);
}

export function Intervals({ incident }: { incident: Incident }) {
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
