// SPDX-License-Identifier: Apache-2.0
// What is promised on one record, with its clock; pausing and resuming it where the rule allows that.
import { useState } from "react";
import { get } from "../api/client";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, SelectField, TextField } from "../shell/form";
import { useLoaded } from "../shell/loaded";
import type { Loaded } from "../shell/loaded";
import { Empty, Show } from "../shell/page";
import { useMay } from "../shell/session";
import { dayAndTime } from "../words/times";
import { wordsOf } from "../policy/in_words";
import { Due } from "./due";
import { promiseOrder } from "./standing";
import type { Promised } from "./types";

export function usePromises(record: string): Loaded<Promised[]> {
  return useLoaded(async (signal) => {
    return (await get("/api/v1/deadlines/of/{record}", { path: { record }, signal })).items;
  }, `promises ${record}`);
}

function PauseForm({ promise, done, cancel }: { promise: Promised; done: () => void; cancel: () => void }) {
  const act = useDraftAct(`pause.${promise.id}`, { reason: promise.pause_reasons[0] ?? "", note: "" });
  const ids = { reason: `pause-reason-${promise.id}`, note: `pause-note-${promise.id}` };
  const send = () => {
    const note = act.draft.note.trim();
    if (note === "") return act.refuse([{ field: "note", message: "Enter why the clock is stopped" }]);
    void act.run("/api/v1/deadlines/{id}/pause", {
      path: { id: promise.id }, body: { reason: act.draft.reason, note }, version: promise.version,
    }, done);
  };
  return (
    <ActForm
      title={`Pause ${promise.title}`} act={act} ids={ids} does="Pause the clock" send={send} cancel={cancel} enter
    >
      <SelectField
        id={ids.reason} label="Reason" value={act.draft.reason}
        options={promise.pause_reasons.map((code) => ({ value: code, title: wordsOf(code) }))}
        onChoose={(reason) => act.edit({ reason })}
      />
      <TextField
        id={ids.note} label="Why, in words" value={act.draft.note} error={messageFor(act.errors, "note")}
        onText={(note) => act.edit({ note })}
      />
    </ActForm>
  );
}

function OnePromise({ promise, again }: { promise: Promised; again: () => void }) {
  const may = useMay()("pause deadlines");
  const [pausing, setPausing] = useState(false);
  const act = useDraftAct(`resume.${promise.id}`, {});
  const isOpen = !promise.met_at && !promise.ended_at;
  const done = () => {
    setPausing(false);
    again();
  };
  const resume = () => void act.run("/api/v1/deadlines/{id}/resume", {
    path: { id: promise.id }, version: promise.version,
  }, done);
  return (
    <li className="promise">
      <span className="promise__title">{promise.title}</span>
      <Due promise={promise} />
      <span className="muted promise__when">
        {promise.due_at ? `Due ${dayAndTime(promise.due_at)}` : ""}
        {promise.pause_reason ? wordsOf(promise.pause_reason) : ""}
      </span>
      {may && isOpen && promise.paused_at ? (
        <button type="button" className="button button--small" onClick={resume} disabled={act.busy}>Resume</button>
      ) : null}
      {may && isOpen && !promise.paused_at && promise.pause_reasons.length > 0 && !pausing ? (
        <button type="button" className="button button--small" onClick={() => setPausing(true)}>Pause</button>
      ) : null}
      {act.errors.map((error) => <p className="govuk-error-message" key={error.message}>{error.message}</p>)}
      {pausing ? <PauseForm promise={promise} done={done} cancel={() => setPausing(false)} /> : null}
    </li>
  );
}

interface ListProperties { promises: readonly Promised[]; again: () => void }

function PromiseList({ promises, again }: ListProperties) {
  return (
    <ul className="promises">
      {[...promises].sort(promiseOrder).map((promise) => (
        <OnePromise key={promise.id} promise={promise} again={again} />
      ))}
    </ul>
  );
}

function NoLongerOwed({ promises, again }: ListProperties) {
  if (promises.length === 0) return null;
  return (
    <details className="tabled">
      <summary>No longer owed <span className="muted">({promises.length})</span></summary>
      <PromiseList promises={promises} again={again} />
    </details>
  );
}

export function PromisesPanel({ promises }: { promises: Loaded<Promised[]> }) {
  return (
    <section className="panel" aria-labelledby="promises">
      <h2 id="promises" tabIndex={-1}>Promises</h2>
      <Show what="the promises" loaded={promises}>
        {(list) => list.length === 0 ? <Empty>Nothing is promised here.</Empty> : (
          <>
            <PromiseList promises={list.filter((promise) => !promise.ended_at)} again={promises.again} />
            <NoLongerOwed promises={list.filter((promise) => promise.ended_at)} again={promises.again} />
          </>
        )}
      </Show>
    </section>
  );
}
