// SPDX-License-Identifier: Apache-2.0
// Calls by where they stand: live, parked, ended. A parked call is taken with one key.
import { useRef, useState } from "react";
import { Empty, PageHeading, Show } from "../shell/page";
import { MoreOf } from "../shell/growing";
import { useMainList } from "../shell/list_keys";
import { Link, navigate, useQuery } from "../shell/router";
import { useMay, useSignedIn } from "../shell/session";
import { timeOrDay } from "../words/times";
import { useNow } from "../incidents/clock";
import { CallSections } from "./call_sections";
import { Since } from "./call_bar";
import { TakeNow } from "./call_acts";
import { useCalls } from "./calls";
import { howItCame, states, titleOf } from "./words";
import type { Contact, ContactState } from "./types";

const shown: readonly ContactState[] = ["live", "parked", "ended"];
const none: Record<string, string> = {
  live: "Nobody is speaking with anybody now. A call appears here as soon as somebody takes it.",
  parked: "No call is parked. Whoever takes a call can park it, with a reason, for somebody to go on with.",
  ended: "No call has ended yet.",
};

interface RowProperties { contact: Contact; mine: boolean; take: (() => void) | null }

function Row({ contact, mine, take }: RowProperties) {
  const now = useNow();
  return (
    <tr data-item>
      <th scope="row"><Link to={`/calls/${contact.id}`} data-focus>{contact.reference}</Link></th>
      <td>{howItCame(contact)}</td>
      <td className="figure">{contact.phone ?? <span className="muted">not given</span>}</td>
      <td className="figure">{timeOrDay(contact.received_at, new Date(now))}</td>
      <td><Since contact={contact} /></td>
      <td><bdi>{contact.handler.name}</bdi>{mine ? <span className="muted"> (you)</span> : null}</td>
      <td>
        {contact.incident
          ? <Link to={`/incidents/${contact.incident}`}>{contact.incident_reference}</Link>
          : <span className="muted">none</span>}
        <span className="under muted">{contact.parked_because ?? contact.ended_because ?? ""}</span>
      </td>
      <td>
        {take ? (
          <button type="button" className="button button--small" onClick={take}>
            Take<span className="govuk-visually-hidden"> {contact.reference}</span> <kbd aria-hidden="true">t</kbd>
          </button>
        ) : null}
      </td>
    </tr>
  );
}

const columns = ["Call", "Came as", "Number", "Received", "Since", "With", "Log", ""];

function Table({ calls }: { calls: readonly Contact[] }) {
  const { account } = useSignedIn();
  const may = useMay()("take calls");
  const box = useRef<HTMLTableElement>(null);
  const [taking, setTaking] = useState<Contact | null>(null);
  const mayTake = (contact: Contact) => (
    may && contact.state !== "ended" && !(contact.state === "live" && contact.handler.id === account.id)
  );
  const take = (at: number) => {
    const contact = calls[at];
    if (!contact || !mayTake(contact)) return false;
    setTaking(contact);
    return true;
  };
  const takes = { keys: ["t"], does: "Take the call that has the focus", act: take };
  useMainList(box, "call", calls.some(mayTake) ? [takes] : []);
  return (
    <>
      {taking ? (
        <TakeNow
          contact={taking} done={(contact) => navigate(`/calls/${contact.id}`)} cancel={() => setTaking(null)}
        />
      ) : null}
      <div className="scroll">
        <table className="data calls" ref={box} data-list="calls">
          <thead>
            <tr>{columns.map((title) => (
              title === "" ? <td key="take" /> : <th scope="col" key={title}>{title}</th>
            ))}</tr>
          </thead>
          <tbody>
            {calls.map((contact) => (
              <Row
                key={contact.id} contact={contact} mine={contact.handler.id === account.id}
                take={mayTake(contact) ? () => setTaking(contact) : null}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

export default function CallsPage() {
  const [query] = useQuery();
  const state = shown.find((one) => one === query.get("state")) ?? "live";
  const calls = useCalls(state);
  return (
    <div className="wide">
      <PageHeading title={`${titleOf(states, state)} calls`}>Calls</PageHeading>
      <CallSections here={state} />
      <Show what="the calls" loaded={calls}>
        {({ items }) => items.length === 0 ? <Empty>{none[state]}</Empty> : (
          <>
            <Table calls={items} />
            <MoreOf list={calls} what="calls" />
          </>
        )}
      </Show>
    </div>
  );
}
