// SPDX-License-Identifier: Apache-2.0
// Who has the call: park it, hand it over, take it, end it. Each is one act against the version that is shown.
import { useEffect } from "react";
import { get } from "../api/client";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, SelectField, TextField } from "../shell/form";
import { useLoaded } from "../shell/loaded";
import { useMay, useSignedIn } from "../shell/session";
import type { Contact } from "./types";

interface Properties {
  contact: Contact;
  done: (contact: Contact) => void;
  cancel: () => void;
  /** Does it when all that was typed in the call is in the record: no act loses a word. */
  first: (act: () => void) => void;
}

export function ParkForm({ contact, done, cancel, first }: Properties) {
  const act = useDraftAct(`park.${contact.id}`, { reason: "" });
  const send = () => {
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why nobody speaks with them now" }]);
    first(() => void act.run("/api/v1/contacts/{id}/park", {
      path: { id: contact.id }, body: { reason }, version: contact.version,
    }, done));
  };
  return (
    <ActForm title="Park the call" act={act} ids={{ reason: "park-reason" }} does="Park the call" send={send}
      cancel={cancel} enter>
      <TextField
        id="park-reason" label="Why" hint="It stays yours and in the list of parked calls until somebody takes it."
        value={act.draft.reason} error={messageFor(act.errors, "reason")} maxLength={300} autoComplete="off"
        onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}

/** Own teams; and, for those who may read accounts, everybody. */
function useReceivers(): { value: string; title: string }[] {
  const { account } = useSignedIn();
  const may = useMay()("see users");
  const people = useLoaded(async (signal) => {
    return may ? (await get("/api/v1/accounts", { signal })).items : [];
  }, `receivers ${may}`).value ?? [];
  return [
    ...account.teams.map((team) => ({ value: `team:${team.id}`, title: team.name })),
    ...people.filter((one) => one.id !== account.id)
      .map((one) => ({ value: `person:${one.id}`, title: one.display_name })),
  ];
}

export function HandOverForm({ contact, done, cancel, first }: Properties) {
  const receivers = useReceivers();
  const act = useDraftAct(`hand-over.${contact.id}`, { to: "", reason: "" });
  const to = act.draft.to || receivers[0]?.value || "";
  const send = () => {
    if (to === "") return act.refuse([{ field: "to", message: "Choose who goes on with it" }]);
    const reason = act.draft.reason.trim();
    first(() => void act.run("/api/v1/contacts/{id}/hand-over", {
      path: { id: contact.id }, body: { to, ...(reason === "" ? {} : { reason }) }, version: contact.version,
    }, done));
  };
  return (
    <ActForm title="Hand the call over" act={act} ids={{ to: "hand-to", reason: "hand-reason" }}
      does="Hand it over" send={send} cancel={cancel} enter>
      <SelectField
        id="hand-to" label="To" value={to} options={receivers} error={messageFor(act.errors, "to")}
        hint="They are told at once, and the call waits for them." onChoose={(next) => act.edit({ to: next })}
      />
      <TextField
        id="hand-reason" label="What they should know (optional)" value={act.draft.reason} maxLength={300}
        error={messageFor(act.errors, "reason")} autoComplete="off" onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}

/** `shown`: what of the register was shown during the call. */
export function EndForm({ contact, shown, done, cancel, first }: Properties & { shown: readonly string[] }) {
  const act = useDraftAct(`end.${contact.id}`, { because: "" });
  const needsWhy = !contact.incident;
  const end = () => {
    const because = act.draft.because.trim();
    const body = {
      ...(because === "" ? {} : { because }), ...(shown.length === 0 ? {} : { shown: [...shown] }),
    };
    void act.run("/api/v1/contacts/{id}/end", { path: { id: contact.id }, body, version: contact.version }, done);
  };
  const send = () => {
    if (needsWhy && act.draft.because.trim() === "") {
      return act.refuse([{ field: "because", message: "Enter why no incident is needed, or send first" }]);
    }
    first(end);
  };
  return (
    <ActForm title="End the call" act={act} ids={{ because: "end-because" }} does="End the call" send={send}
      cancel={cancel} enter>
      <TextField
        id="end-because" label={needsWhy ? "Why no incident" : "Remark (optional)"} value={act.draft.because}
        error={messageFor(act.errors, "because")} maxLength={500} autoComplete="off"
        onText={(because) => act.edit({ because })}
      />
    </ActForm>
  );
}

/** Takes it at once: the key is the decision. */
export function TakeNow({ contact, done, cancel }: Omit<Properties, "first">) {
  const act = useDraftAct(`take.${contact.id}`, {});
  const { run } = act;
  useEffect(() => {
    void run("/api/v1/contacts/{id}/take", { path: { id: contact.id }, version: contact.version }, done);
    // Once, when it appears.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  if (act.errors.length === 0) return <p role="status">Taking {contact.reference}…</p>;
  return (
    <div className="failed" role="alert">
      <p>{act.errors[0]?.message}</p>
      <button type="button" className="button" onClick={cancel}>Close</button>
    </div>
  );
}
