// SPDX-License-Identifier: Apache-2.0
// Who this may be: fields for what is said of somebody, and beside them, as typed, who and what that leads to.
import { useEffect, useState } from "react";
import type { FormEvent } from "react";
import { londonToday } from "../api/client";
import { Hits } from "../people/hits";
import { typedDate } from "../people/dates";
import { hintFor, moveCut, nothingTyped, queryOf, usualCut, useLookUp } from "../people/look_up";
import type { Typed } from "../people/look_up";
import { Mentions } from "../people/mentions";
import { inHundred } from "../people/sureness";
import { roles } from "../people/words";
import type { Hit, PersonRole } from "../people/types";
import { ErrorSummary, messageFor, SelectField, TextField } from "../shell/form";
import { Empty, Failed } from "../shell/page";
import { useMay } from "../shell/session";
import type { CallState, LiveCall } from "./call";
import { lookedUpBy } from "./naming";
import type { Naming } from "./naming";
import { callIds } from "./send_form";
import { mayBeMatched } from "./words";
import type { Contact } from "./types";

interface Properties {
  call: LiveCall;
  state: CallState;
  contact: Contact | null;
  /** Where it is, as far as the call knows. */
  place: string;
  naming: Naming;
}

const fields: readonly { name: keyof Typed; label: string; id: string; longest: number }[] = [
  { name: "given", label: "Given name", id: callIds.given_name, longest: 100 },
  { name: "family", label: "Family name", id: "family", longest: 99 },
  { name: "born", label: "Born (day month year)", id: callIds.date_of_birth, longest: 20 },
  { name: "email", label: "E-mail", id: "email", longest: 60 },
  { name: "address", label: "Address", id: "address", longest: 300 },
  { name: "postcode", label: "Postcode", id: "postcode", longest: 16 },
  { name: "registration", label: "Registration", id: "registration", longest: 20 },
];

function Fields({ call, state, naming }: Pick<Properties, "call" | "state" | "naming">) {
  const { typed, role } = state.draft;
  const edit = (name: keyof Typed, text: string) => call.edit({ typed: { ...typed, [name]: text } });
  const born = typedDate(typed.born, londonToday());
  const bornError = born.is === "wrong" && typed.born.trim().length >= 8 ? born.message : "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    naming.keep();
  };
  const another = () => {
    call.edit({ typed: nothingTyped, role: "victim" });
    document.getElementById(callIds.given_name)?.focus();
  };
  return (
    <form className="who__fields" onSubmit={submit} noValidate aria-label="Somebody named">
      <ErrorSummary errors={naming.act.errors} ids={callIds} />
      <SelectField
        id="named-role" label="Named as" value={role} options={[...roles]}
        onChoose={(value) => call.edit({ role: value as PersonRole })}
      />
      {fields.map(({ name, label, id, longest }) => (
        <TextField
          key={name} id={id} label={label} value={typed[name]} onText={(text) => edit(name, text)} autoComplete="off"
          maxLength={longest}
          error={name === "born" ? bornError || messageFor(naming.act.errors, "date_of_birth") : ""}
        />
      ))}
      <div className="actions who__keep">
        <button type="submit" className="button" disabled={naming.act.busy || !naming.unkept}>Keep</button>
        <button type="button" className="button" onClick={another}>Somebody else</button>
        <span className="muted" role="status">{naming.unkept ? "Not kept yet: Enter keeps it." : ""}</span>
      </div>
    </form>
  );
}

/** What was shown is told when the call ends: reading is an act. */
function useShown(call: LiveCall, hits: readonly Hit[], before: readonly string[]): void {
  const fresh = hits.map((hit) => hit.subject).filter((subject) => !before.includes(subject));
  const key = fresh.join();
  useEffect(() => {
    if (key !== "") call.edit({ shown: [...call.read().draft.shown, ...key.split(",")] });
  }, [call, key]);
}

/** How sure it must be that somebody is meant: whoever types decides how many are too many. */
function CutOff({ cut, move }: { cut: number; move: (cut: number) => void }) {
  return (
    <div className="who__cut" role="group" aria-label="How many are shown">
      {(["more", "fewer"] as const).map((which) => {
        const next = moveCut(cut, which);
        return (
          // Not `disabled`, which would take the focus away from whoever pressed it last.
          <button
            key={which} type="button" className="button button--small" aria-disabled={next === null}
            onClick={() => next === null || move(next)}
          >
            {which === "more" ? "More" : "Fewer"}
          </button>
        );
      })}
      <span className="muted" role="status">
        {cut === 0 ? "Shown however unlikely" : `Shown: at least ${inHundred(cut)} likely`}
      </span>
    </div>
  );
}

function Found({ call, state, contact, place, naming }: Properties) {
  const [cut, move] = useState(usualCut);
  const typed = lookedUpBy(state.draft.typed, contact, state.draft.place || place);
  const query = queryOf(typed, londonToday());
  const { found, error, asking } = useLookUp(query && { ...query, at_least: cut });
  const hits = found?.hits ?? [];
  useShown(call, hits, state.draft.shown);
  const may = useMay()("record people");
  const confirmed = new Set((naming.mentions.value ?? []).flatMap((mention) => mention.person ?? []));
  const hint = hintFor(typed);
  return (
    <>
      <p className="govuk-visually-hidden" role="status">
        {query === null || asking ? "" : `${hits.length} found`}
      </p>
      {hint === "" ? null : <p className="muted">{hint}</p>}
      {query === null ? null : <CutOff cut={cut} move={move} />}
      {query !== null && found?.note ? <p className="calm">{found.note}</p> : null}
      {error === null ? null : <Failed error={error} />}
      {query !== null && found && hits.length === 0 && error === null ? (
        <Empty>Nothing on the register answers this.</Empty>
      ) : null}
      <Hits
        hits={hits} more={found?.more ?? false} confirmed={confirmed} busy={naming.act.busy}
        own={[contact?.id ?? "", contact?.incident ?? ""]} decide={may ? naming.decide : undefined}
      />
    </>
  );
}

/** The address said of somebody as the place of the incident: carried over, nobody types it again. */
function PlacesSaid({ call, naming }: Pick<Properties, "call" | "naming">) {
  const with_ = (naming.mentions.value ?? []).filter((mention) => mention.said.address);
  return with_.map((mention) => (
    <button
      key={mention.id} type="button" className="button button--small"
      onClick={() => call.edit({
        place: mention.said.address ?? "", latitude: null, longitude: null, placeFrom: mention.id,
      })}
    >
      It is at <bdi>{mention.said.address}</bdi>
    </button>
  ));
}

export function WhoPanel(properties: Properties) {
  const { contact, call, state, naming } = properties;
  const matched = mayBeMatched(contact ?? { channel: state.draft.channel, informant: "unknown" });
  const may = useMay()("look up people");
  return (
    <section className="panel who" aria-labelledby="who">
      <h2 id="who">Who this may be</h2>
      <Fields call={call} state={state} naming={naming} />
      {!matched ? <p className="calm">Anonymous: nobody is looked up, and nothing is matched.</p> : null}
      {matched && may ? <Found {...properties} /> : null}
      {(naming.mentions.value ?? []).length > 0 ? (
        <>
          <h3>Named in this call</h3>
          <Mentions loaded={naming.mentions} />
          {contact?.incident ? null : <PlacesSaid call={call} naming={naming} />}
        </>
      ) : null}
    </section>
  );
}
