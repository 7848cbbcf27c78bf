// SPDX-License-Identifier: Apache-2.0
// The head of a call: what it is, how long it has been going on, its log, and what can be done with it by one key.
import type { Incident } from "../api/types";
import { AgainstLimit, LevelTag, useNow } from "../incidents/clock";
import { AlsoHere } from "../incidents/also_here";
import { PageHeading } from "../shell/page";
import { Link } from "../shell/router";
import { stopwatch } from "../words/times";
import type { CallState } from "./call";
import { sendFormId } from "./send_form";
import { howItCame, states, titleOf } from "./words";
import type { Contact } from "./types";

/** What is being done with the call beside speaking. */
export type Doing = "" | "park" | "hand over" | "end" | "take";

export function Since({ contact }: { contact: Contact }) {
  const now = useNow();
  const until = contact.ended_at ? Date.parse(contact.ended_at) : now;
  return <span className="figure">{stopwatch(until - Date.parse(contact.received_at))}</span>;
}

export interface Key { key: string; does: Doing; words: string }

const keys: readonly Key[] = [
  { key: "p", does: "park", words: "Park" }, { key: "h", does: "hand over", words: "Hand over" },
  { key: "e", does: "end", words: "End" }, { key: "t", does: "take", words: "Take" },
];

/** What may be done now; `mine` is the call of who looks. */
export function doings(contact: Contact | null, mine: boolean): readonly Key[] {
  if (!contact || contact.state === "ended") return [];
  const taken = contact.state === "live" && mine;
  return keys.filter(({ does }) => {
    if (does === "take") return !taken;
    if (does === "hand over") return true;
    return does === "park" ? taken : contact.state !== "abandoned" && mine;
  });
}

function Standing({ contact }: { contact: Contact }) {
  const why = contact.parked_because ?? contact.ended_because;
  return (
    <span className={`callstate callstate--${contact.state}`}>
      <strong>{titleOf(states, contact.state)}</strong>{why ? `: ${why}` : ""}
    </span>
  );
}

function SendButton({ state }: { state: CallState }) {
  const words = { no: "Send", sending: "Sending…", "trying again": "Trying again…" }[state.sending];
  return (
    <button type="submit" form={sendFormId} className="button button--main callbar__send">
      {words}
    </button>
  );
}

interface Properties {
  state: CallState;
  contact: Contact | null;
  incident: Incident | null;
  mine: boolean;
  may: boolean;
  does: (doing: Doing) => void;
}

export function CallBar({ state, contact, incident, mine, may, does }: Properties) {
  const unsent = !incident && (!contact || contact.state !== "ended");
  return (
    <div className="callbar">
      <PageHeading title={contact?.reference ?? "Take a call"} />
      {contact ? (
        <>
          <span>{howItCame(contact)}</span>
          <Standing contact={contact} />
          <span><span className="muted">Since</span> <Since contact={contact} /></span>
        </>
      ) : <span className="muted">Place, Enter, what is happening, Enter: help is on its way.</span>}
      {incident ? (
        <span className="callbar__log">
          <Link to={`/incidents/${incident.id}`}>{incident.reference} <kbd>i</kbd></Link>{" "}
          <LevelTag incident={incident} /> <AgainstLimit incident={incident} />
        </span>
      ) : null}
      {contact ? <AlsoHere record={contact.id} what="call" /> : null}
      <span className="callbar__acts">
        {unsent && may ? <SendButton state={state} /> : null}
        {may ? doings(contact, mine).map(({ key, does: wanted, words }) => (
          <button key={key} type="button" className="button" onClick={() => does(wanted)}>
            {words} <kbd>{key}</kbd>
          </button>
        )) : null}
      </span>
      <p className={state.sending === "trying again" ? "notsaved" : "govuk-visually-hidden"} role="status">
        {sendingInWords(state, incident)}
      </p>
    </div>
  );
}

function sendingInWords(state: CallState, incident: Incident | null): string {
  if (state.sending === "trying again") {
    return "Not yet saved; trying again. What you typed is kept, and it will be sent only once.";
  }
  if (state.sending === "sending") return "Sending";
  return incident && state.incident ? `Sent: ${incident.reference}` : "";
}
