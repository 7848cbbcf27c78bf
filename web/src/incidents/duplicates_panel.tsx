// SPDX-License-Identifier: Apache-2.0
// The same thing reported more than once: open incidents nearby, those joined to this one, and taking one out again.
import { useState } from "react";
import type { Incident } from "../api/types";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, TextField } from "../shell/form";
import type { Loaded } from "../shell/loaded";
import { Empty, Show } from "../shell/page";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import { timeOrDay } from "../words/times";
import { serverNow } from "../api/client";
import { LevelTag } from "./clock";
import type { Nearby } from "./types";

interface JoinProperties { duplicate: Incident; primary: Incident; done: () => void; cancel: () => void }

/** `duplicate` is closed into `primary`; its callers are kept there. */
export function JoinForm({ duplicate, primary, done, cancel }: JoinProperties) {
  const act = useDraftAct(`join.${duplicate.id}.${primary.id}`, { reason: "The same incident" });
  const send = () => {
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why they are the same" }]);
    void act.run("/api/v1/incidents/{id}/join", {
      path: { id: duplicate.id }, body: { primary: primary.id, reason }, version: duplicate.version,
    }, done);
  };
  return (
    <ActForm
      title={`Join to ${primary.reference}`} act={act} ids={{ reason: "join-reason" }}
      does={`Join to ${primary.reference}`} send={send} cancel={cancel} enter
    >
      <TextField
        id="join-reason" label="Why they are the same" value={act.draft.reason} error={messageFor(act.errors, "reason")}
        autoComplete="off" onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}

export function UnjoinForm({ incident, done, cancel }: { incident: Incident; done: () => void; cancel: () => void }) {
  const act = useDraftAct(`unjoin.${incident.id}`, { reason: "" });
  const send = () => {
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why it is another incident" }]);
    void act.run("/api/v1/incidents/{id}/unjoin", {
      path: { id: incident.id }, body: { reason }, version: incident.version,
    }, done);
  };
  return (
    <ActForm
      title={`Take ${incident.reference} out`} act={act} ids={{ reason: "unjoin-reason" }} does="Take it out again"
      send={send} cancel={cancel} enter
    >
      <TextField
        id="unjoin-reason" label="Why it is another incident" value={act.draft.reason} autoComplete="off"
        error={messageFor(act.errors, "reason")} onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}

/** "The same place was given, 7 m"; a reason that tells the distance itself is left as it is. */
export function nearWords(why: string, metres: number | null | undefined): string {
  const words = why.replace(/\.$/, "");
  return metres == null || /\d m\b/.test(words) ? words : `${words}, ${metres} m`;
}

function Row({ incident, why, children }: { incident: Incident; why: string; children: React.ReactNode }) {
  return (
    <li className="nearby">
      <LevelTag incident={incident} />
      <Link to={`/incidents/${incident.id}`}>{incident.reference}</Link>
      <span><bdi>{incident.summary}</bdi></span>
      <span className="muted">{why} · {timeOrDay(incident.opened_at, new Date(serverNow()))}</span>
      {children}
    </li>
  );
}

interface Properties { incident: Incident; nearby: Loaded<Nearby[]>; joined: Loaded<Incident[]> }

export function DuplicatesPanel({ incident, nearby, joined }: Properties) {
  const may = useMay()("result incidents");
  const [doing, setDoing] = useState("");
  const done = () => {
    setDoing("");
    nearby.again();
    joined.again();
  };
  const cancel = () => setDoing("");
  const mayJoin = may && incident.status === "open";
  return (
    <section className="panel" aria-labelledby="duplicates">
      <h2 id="duplicates">Nearby and duplicates</h2>
      <Show what="the joined logs" loaded={joined}>
        {(list) => list.length === 0 ? null : (
          <>
            <h3>Joined to this log</h3>
            <ul className="nearbys">
              {list.map((one) => (
                <Row key={one.id} incident={one} why="Joined">
                  {may && doing === "" ? (
                    <button type="button" className="button button--small" onClick={() => setDoing(one.id)}>
                      Take out<span className="govuk-visually-hidden"> {one.reference}</span>
                    </button>
                  ) : null}
                  {doing === one.id ? <UnjoinForm incident={one} done={done} cancel={cancel} /> : null}
                </Row>
              ))}
            </ul>
          </>
        )}
      </Show>
      <Show what="what is nearby" loaded={nearby}>
        {(list) => list.length === 0 ? <Empty>Nothing else is open nearby.</Empty> : (
          <ul className="nearbys">
            {list.map(({ incident: other, distance_m: metres, why }) => (
              <Row key={other.id} incident={other} why={nearWords(why, metres)}>
                {mayJoin && doing === "" ? (
                  <button type="button" className="button button--small" onClick={() => setDoing(other.id)}>
                    The same: join to it<span className="govuk-visually-hidden">, {other.reference}</span>
                  </button>
                ) : null}
                {doing === other.id ? (
                  <JoinForm duplicate={incident} primary={other} done={done} cancel={cancel} />
                ) : null}
              </Row>
            ))}
          </ul>
        )}
      </Show>
    </section>
  );
}
