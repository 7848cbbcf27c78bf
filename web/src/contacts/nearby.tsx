// SPDX-License-Identifier: Apache-2.0
// Open incidents near this one that may be the same, joined and unjoined with one key each.
import { useRef } from "react";
import { useAct } from "../access/act";
import type { Incident } from "../api/types";
import { ErrorSummary } from "../shell/form";
import { useListKeys } from "../shell/list_keys";
import { Empty, Show } from "../shell/page";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import { timeOrDay } from "../words/times";
import { useNow } from "../incidents/clock";
import { useJoined, useNearby } from "../incidents/parts";
import type { Nearby } from "../incidents/types";

/** What stands in both logs; more can be said in a line. */
const sameEvent = "The same event, reported again";
const another = "Another event after all";

function OneNearby({ near, join }: { near: Nearby; join: (() => void) | null }) {
  const { incident } = near;
  const now = useNow();
  return (
    <li className="near" data-item>
      <p>
        <Link to={`/incidents/${incident.id}`} data-focus={join ? undefined : ""}>{incident.reference}</Link>{" "}
        <span className="figure">{timeOrDay(incident.opened_at, new Date(now))}</span>{" "}
        <strong><bdi>{incident.place.text}</bdi></strong>
      </p>
      <p><bdi>{incident.summary}</bdi></p>
      <p className="muted">{near.why}</p>
      {join ? (
        <button type="button" className="button button--small" data-focus onClick={join}>
          Join <span className="govuk-visually-hidden">{incident.reference}</span> <kbd aria-hidden="true">x</kbd>
        </button>
      ) : null}
    </li>
  );
}

interface ListProperties { list: readonly Nearby[]; join: ((into: Incident) => void) | null }

/** The arrows go along the list; `x` joins the one that has the focus. */
export function NearbyList({ list, join }: ListProperties) {
  const box = useRef<HTMLUListElement>(null);
  const joins = (at: number) => {
    const near = list[at];
    if (near) join?.(near.incident);
    return near !== undefined;
  };
  const keys = [{ keys: ["x"], does: "Join the log nearby that has the focus: both are one event", act: joins }];
  useListKeys(box, "log nearby", join && list.length > 0 ? keys : []);
  if (list.length === 0) return <Empty>Nothing open nearby in the last four hours.</Empty>;
  return (
    <ul className="nears" ref={box} data-list="nearby">
      {list.map((near) => (
        <OneNearby key={near.incident.id} near={near} join={join ? () => join(near.incident) : null} />
      ))}
    </ul>
  );
}

/** A duplicate: which log it was joined to, and how to take it out again. */
function JoinedTo({ incident }: { incident: Incident }) {
  const act = useAct();
  const may = useMay()("result incidents");
  const unjoin = () => void act.run("/api/v1/incidents/{id}/unjoin", {
    path: { id: incident.id }, body: { reason: another },
  }, () => undefined);
  return (
    <>
      <ErrorSummary errors={act.errors} />
      <p>
        This log was joined to <Link to={`/incidents/${incident.joined_to}`}>another one</Link>: it is not on the board.
      </p>
      {may ? (
        <button type="button" className="button" data-item data-focus disabled={act.busy} onClick={unjoin}>
          Unjoin <kbd aria-hidden="true">x</kbd>
        </button>
      ) : null}
    </>
  );
}

function JoinedHere({ incident }: { incident: Incident }) {
  const joined = useJoined(incident.id).value ?? [];
  if (joined.length === 0) return null;
  return (
    <>
      <h3>Joined to this log</h3>
      <ul className="nears">
        {joined.map((duplicate) => (
          <li key={duplicate.id} className="near">
            <Link to={`/incidents/${duplicate.id}`}>{duplicate.reference}</Link> <bdi>{duplicate.summary}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

function NearbyOpen({ incident }: { incident: Incident }) {
  const near = useNearby(incident.id);
  const act = useAct();
  const may = useMay()("result incidents");
  const join = (into: Incident) => void act.run("/api/v1/incidents/{id}/join", {
    path: { id: incident.id }, body: { primary: into.id, reason: sameEvent },
  }, near.again);
  return (
    <>
      <ErrorSummary errors={act.errors} />
      <Show what="what is nearby" loaded={near}>
        {(list) => <NearbyList list={list} join={may ? join : null} />}
      </Show>
      <JoinedHere incident={incident} />
    </>
  );
}

/** `x` takes a joined log out again, wherever the focus is in this panel. */
export function NearbyPanel({ incident }: { incident: Incident }) {
  const box = useRef<HTMLElement>(null);
  const joined = incident.joined_to !== null && incident.joined_to !== undefined;
  const unjoin = () => {
    box.current?.querySelector<HTMLButtonElement>("button[data-item]")?.click();
    return true;
  };
  useListKeys(box, "log nearby", joined ? [{ keys: ["x"], does: "Take the joined log out again", act: unjoin }] : []);
  return (
    <section className="panel" aria-labelledby="nearby" ref={box} data-list={joined ? "nearby" : undefined}>
      <h2 id="nearby">Nearby</h2>
      {joined ? <JoinedTo incident={incident} /> : <NearbyOpen incident={incident} />}
    </section>
  );
}
