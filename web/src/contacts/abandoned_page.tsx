// SPDX-License-Identifier: Apache-2.0
// The queue of abandoned calls, oldest first: what the number is known for, attempts to ring back, and a decision with
// its reason by whoever decides.
import { useRef, useState } from "react";
import { useAct } from "../access/act";
import { Due } from "../deadlines/due";
import { useNow } from "../incidents/clock";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { ErrorSummary, messageFor, SelectField, TextField } from "../shell/form";
import { MoreOf } from "../shell/growing";
import { useMainList } from "../shell/list_keys";
import { Empty, PageHeading, Show } from "../shell/page";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import { dayAndTime, lengthInWords, stopwatch } from "../words/times";
import { CallSections } from "./call_sections";
import { useAbandoned } from "./calls";
import { decisions, howItCame, outcomes, presentations, titleOf } from "./words";
import type { AbandonedCall, AttemptOutcome, Contact } from "./types";

function Waiting({ contact }: { contact: Contact }) {
  const waited = useNow() - Date.parse(contact.received_at);
  return (
    <span className="abandoned__waiting">
      <span className="muted">Waiting</span> <strong className="figure">{stopwatch(waited)}</strong>
      <span className="govuk-visually-hidden"> ({lengthInWords(waited)})</span>
    </span>
  );
}

/** By when it is to be rung back, late in words and colour. */
function RingBackBy({ call }: { call: AbandonedCall }) {
  const open = call.promises.filter((promise) => !promise.met_at && !promise.ended_at);
  return open.map((promise) => <span key={promise.id}><Due promise={promise} /></span>);
}

function Known({ call }: { call: AbandonedCall }) {
  if (!call.contact.phone) return <p className="muted">The number was withheld.</p>;
  if (call.others.length === 0) return <p className="muted">This number has not called at another time.</p>;
  return (
    <>
      <h3>Other calls from this number</h3>
      <ul className="reasons">
        {call.others.map((other) => (
          <li key={other.id}>
            <Link to={`/calls/${other.id}`}>{other.reference}</Link>,{" "}
            {titleOf(presentations, other.presented).toLowerCase()}, {dayAndTime(other.received_at)}
            {other.received_at > call.contact.received_at ? <strong> since this call</strong> : null}
            {other.incident_reference ? `: ${other.incident_reference}` : ""}
          </li>
        ))}
      </ul>
    </>
  );
}

function Attempts({ call }: { call: AbandonedCall }) {
  if (call.attempts.length === 0) return <p className="muted">Nobody has rung back yet.</p>;
  return (
    <>
      <h3>Rung back</h3>
      <ol className="reasons">
        {call.attempts.map((attempt) => (
          <li key={attempt.at}>
            <strong>{titleOf(outcomes, attempt.outcome)}</strong>, {dayAndTime(attempt.at)},{" "}
            <bdi>{attempt.by.name}</bdi>
            {attempt.note ? `: ${attempt.note}` : ""}
          </li>
        ))}
      </ol>
    </>
  );
}

function DecideForm({ contact, done, cancel }: { contact: Contact; done: () => void; cancel: () => void }) {
  const act = useDraftAct(`decide.${contact.id}`, { decision: "no_further_action", reason: "" });
  const ids = { decision: `decide-${contact.id}`, reason: `why-${contact.id}` };
  const send = () => {
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why you decide so" }]);
    void act.run("/api/v1/contacts/{id}/decide", {
      path: { id: contact.id }, body: { decision: act.draft.decision as (typeof decisions)[number]["value"], reason },
      version: contact.version,
    }, done);
  };
  return (
    <ActForm title={`Decide about ${contact.reference}`} act={act} ids={ids} does="Decide" send={send} cancel={cancel}
      enter>
      <SelectField
        id={ids.decision} label="What becomes of it" value={act.draft.decision} options={[...decisions]}
        error={messageFor(act.errors, "decision")} onChoose={(decision) => act.edit({ decision })}
      />
      <TextField
        id={ids.reason} label="Why" hint="You are the decider, and the record says so." value={act.draft.reason}
        error={messageFor(act.errors, "reason")} maxLength={500} autoComplete="off"
        onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}

interface CallProperties {
  call: AbandonedCall;
  may: boolean;
  deciding: boolean;
  rang: (outcome: AttemptOutcome) => void;
  decide: (open: boolean) => void;
  again: () => void;
}

function OneCall({ call, may, deciding, rang, decide, again }: CallProperties) {
  const { contact } = call;
  return (
    <li className="panel abandoned" data-item>
      <div className="abandoned__head">
        <h2><Link to={`/calls/${contact.id}`} data-focus>{contact.reference}</Link></h2>
        <Waiting contact={contact} />
        <RingBackBy call={call} />
        <span>{howItCame(contact)}</span>
        <strong className="figure">{contact.phone ?? "Number withheld"}</strong>
        {contact.incident ? <Link to={`/incidents/${contact.incident}`}>{contact.incident_reference}</Link> : null}
      </div>
      <div className="abandoned__body">
        <div><Known call={call} /></div>
        <div><Attempts call={call} /></div>
      </div>
      {may && !deciding ? (
        <div className="actions" role="group" aria-label={`Ring ${contact.reference} back`}>
          {outcomes.map(({ value, title }, at) => (
            <button key={value} type="button" className="button" onClick={() => rang(value)}>
              {title} <kbd>{at + 1}</kbd>
            </button>
          ))}
          <button type="button" className="button button--main" onClick={() => decide(true)}>
            Decide <kbd>d</kbd>
          </button>
        </div>
      ) : null}
      {deciding ? <DecideForm contact={contact} done={again} cancel={() => decide(false)} /> : null}
    </li>
  );
}

/** On the call that has the focus: 1 to 4 tell how ringing back went, d decides. */
function Queue({ calls, again }: { calls: readonly AbandonedCall[]; again: () => void }) {
  const box = useRef<HTMLUListElement>(null);
  const may = useMay()("take calls");
  const [deciding, setDeciding] = useState("");
  const act = useAct();
  const rang = (call: AbandonedCall, outcome: AttemptOutcome) => void act.run("/api/v1/contacts/{id}/attempts", {
    path: { id: call.contact.id }, body: { outcome },
  }, again);
  const on = (does: (call: AbandonedCall) => void) => (at: number) => {
    const call = calls[at];
    if (call) does(call);
    return call !== undefined;
  };
  useMainList(box, "abandoned call", may ? [
    ...outcomes.map(({ value, title }, at) => ({
      keys: [String(at + 1)], does: `Rung back: ${title.toLowerCase()}`, act: on((call) => rang(call, value)),
    })),
    { keys: ["d"], does: "Decide what becomes of the call", act: on((call) => setDeciding(call.contact.id)) },
  ] : []);
  return (
    <>
      <ErrorSummary errors={act.errors} />
      <ul className="queue" ref={box} data-list="abandoned">
        {calls.map((call) => (
          <OneCall
            key={call.contact.id} call={call} may={may} deciding={deciding === call.contact.id}
            rang={(outcome) => rang(call, outcome)} decide={(open) => setDeciding(open ? call.contact.id : "")}
            again={again}
          />
        ))}
      </ul>
    </>
  );
}

export default function AbandonedPage() {
  const loaded = useAbandoned();
  return (
    <div className="wide">
      <PageHeading title="Abandoned calls">Calls</PageHeading>
      <CallSections here="abandoned" />
      <Show what="the queue" loaded={loaded}>
        {({ items }) => items.length === 0 ? <Empty>No abandoned call waits for a decision.</Empty> : (
          <>
            <Queue calls={items} again={loaded.again} />
            <MoreOf list={loaded} what="abandoned calls" />
          </>
        )}
      </Show>
    </div>
  );
}
