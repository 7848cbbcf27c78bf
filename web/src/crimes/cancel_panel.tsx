// SPDX-License-Identifier: Apache-2.0
// Cancelling never deletes: the record stays, with who decided, on which ground and by which evidence.
import { useState } from "react";
import { get, serverNow } from "../api/client";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, optionsOf, SelectField, TextAreaField, TextField } from "../shell/form";
import type { FieldError } from "../shell/form";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import { dayAndTime } from "../words/times";
import { emptyInformed, InformedFields, informedBody, informedProblems } from "./informed_fields";
import { groundWords } from "./words";
import type { Cancellation, Ground, WholeCrime } from "./types";

const empty = { ground: "" as Ground | "", evidence: "", other: "", ...emptyInformed };
type Draft = typeof empty;

const ids = {
  ground: "cancel-ground", evidence: "cancel-evidence", other_crime: "cancel-other",
  victim_informed_at: "informed-at", not_informed_because: "informed-not",
};

function problems({ ground, evidence, other, ...informed }: Draft, now: number): FieldError[] {
  const needed: [string, boolean, string][] = [
    ["ground", ground === "", "Choose the ground"],
    ["evidence", evidence.trim() === "", "Enter what shows it, and where it is kept"],
    ["other_crime", ground === "duplicate" && other.trim() === "", "Enter the reference of the crime it is part of"],
  ];
  const missing = needed.filter(([, isMissing]) => isMissing).map(([field, , message]) => ({ field, message }));
  return [...missing, ...informedProblems(informed, now)];
}

/** The other crime is known to people by its reference and to the server by its id. */
async function idOf(reference: string): Promise<string | null> {
  const { items } = await get("/api/v1/crimes", { query: { reference, limit: 2 } });
  return items.find((crime) => crime.reference === reference)?.id ?? items[0]?.id ?? null;
}

interface Properties { whole: WholeCrime; done: () => void; cancel: () => void }

function CancelForm({ whole, done, cancel }: Properties) {
  const act = useDraftAct<Draft>(`cancel.${whole.crime.id}`, empty);
  const { draft, edit, errors } = act;
  const send = async () => {
    const wrong = problems(draft, serverNow());
    if (wrong.length > 0 || draft.ground === "") return act.refuse(wrong);
    const other = draft.ground === "duplicate" ? await idOf(draft.other.trim()).catch(() => null) : null;
    if (draft.ground === "duplicate" && other === null) {
      return act.refuse([{ field: "other_crime", message: "There is no crime by this reference" }]);
    }
    await act.run("/api/v1/crimes/{id}/cancel", {
      path: { id: whole.crime.id },
      body: {
        ground: draft.ground, evidence: draft.evidence.trim(), ...(other ? { other_crime: other } : {}),
        ...informedBody(draft),
      },
    }, done);
  };
  return (
    <ActForm
      title="Cancel the crime" act={act} ids={ids} does="Cancel the crime" send={() => void send()} cancel={cancel}
      enter
    >
      <SelectField
        id="cancel-ground" label="Ground" value={draft.ground} error={messageFor(errors, "ground")}
        options={optionsOf(groundWords, "Choose the ground")}
        onChoose={(ground) => edit({ ground: ground as Ground })}
      />
      {draft.ground === "duplicate" ? (
        <TextField
          id="cancel-other" label="Reference of the other crime" value={draft.other}
          error={messageFor(errors, "other_crime")} autoComplete="off" onText={(other) => edit({ other })}
        />
      ) : null}
      <TextAreaField
        id="cancel-evidence" label="Evidence" rows={2} value={draft.evidence} error={messageFor(errors, "evidence")}
        onText={(evidence) => edit({ evidence })}
      />
      <InformedFields draft={draft} edit={edit} errors={errors} />
    </ActForm>
  );
}

function ReinstateForm({ whole, done, cancel }: Properties) {
  const act = useDraftAct(`reinstate.${whole.crime.id}`, { reason: "" });
  const send = () => {
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why it stands again" }]);
    void act.run("/api/v1/crimes/{id}/reinstate", { path: { id: whole.crime.id }, body: { reason } }, done);
  };
  return (
    <ActForm
      title="Reinstate the crime" act={act} ids={{ reason: "reinstate-reason" }} does="Reinstate the crime"
      send={send} cancel={cancel} enter
    >
      <TextField
        id="reinstate-reason" label="Why it stands again" value={act.draft.reason}
        error={messageFor(act.errors, "reason")} autoComplete="off" onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}

function OneCancellation({ one }: { one: Cancellation }) {
  return (
    <li>
      <strong>{groundWords[one.ground]}.</strong> {one.evidence}
      {one.other_crime ? <> <Link to={`/crimes/${one.other_crime}`}>The other crime</Link></> : null}
      <span className="under muted"><bdi>{one.cancelled_by.name}</bdi>, {dayAndTime(one.cancelled_at)}</span>
      {one.reinstated_by ? (
        <span className="under">
          Reinstated by <bdi>{one.reinstated_by.name}</bdi>: <bdi>{one.reinstated_because}</bdi>
        </span>
      ) : null}
    </li>
  );
}

export function CancelPanel({ whole, again }: { whole: WholeCrime; again: () => void }) {
  const may = useMay()("cancel crimes");
  const [doing, setDoing] = useState(false);
  const { crime, cancellations } = whole;
  const cancelled = crime.status === "cancelled";
  if (!may && cancellations.length === 0) return null;
  const done = () => {
    setDoing(false);
    again();
  };
  const Form = cancelled ? ReinstateForm : CancelForm;
  return (
    <section className="panel" aria-labelledby="cancellation">
      <h2 id="cancellation">Cancellation</h2>
      {cancellations.length === 0 ? <p className="muted">Not cancelled. A crime is never deleted.</p> : (
        <ol className="plain">{cancellations.map((one) => <OneCancellation key={one.number} one={one} />)}</ol>
      )}
      {may && !doing ? (
        <button type="button" className="button button--warning" onClick={() => setDoing(true)}>
          {cancelled ? "Reinstate the crime" : "Cancel the crime"}
        </button>
      ) : null}
      {doing ? <Form whole={whole} done={done} cancel={() => setDoing(false)} /> : null}
    </section>
  );
}
