// SPDX-License-Identifier: Apache-2.0
// Everybody who reported it, also those whose own log was joined to this one.
import type { Loaded } from "../shell/loaded";
import { Empty, Show } from "../shell/page";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import { dayAndTime } from "../words/times";
import type { ReportedBy } from "./types";

export function ContactsPanel({ contacts }: { contacts: Loaded<ReportedBy[]> }) {
  const seesCalls = useMay()("see calls");
  return (
    <section className="panel" aria-labelledby="reported">
      <h2 id="reported">Reported by</h2>
      <Show what="who reported it" loaded={contacts}>
        {(list) => list.length === 0 ? <Empty>No call or message is kept with it.</Empty> : (
          <ul className="plain">
            {list.map(({ contact, as, joined_from: from, at }) => (
              <li key={contact.id}>
                {seesCalls ? <Link to={`/calls/${contact.id}`}>{contact.name}</Link> : contact.name}
                <span className="muted"> · {as}{from ? `, by ${from.name}` : ""} · {dayAndTime(at)}</span>
              </li>
            ))}
          </ul>
        )}
      </Show>
    </section>
  );
}
