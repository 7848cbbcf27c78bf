// SPDX-License-Identifier: Apache-2.0
// Giving what one answers for to another person or team, with why. Nothing is ever owned by nobody.
import { useMemo } from "react";
import { allPages, get } from "../api/client";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import type { DraftAct } from "../shell/draft_act";
import { messageFor, SelectField, TextField } from "../shell/form";
import { useLoaded } from "../shell/loaded";
import { useMay, useSignedIn } from "../shell/session";

interface Body { to: string; reason: string }

interface Properties {
  name: string;
  send: (act: DraftAct<Body>, body: Body, done: () => void) => void;
  done: () => void;
  cancel: () => void;
}

interface Owner { value: string; title: string }

/** One's own teams are always there; others for those who may see who has an account. */
function useOwners(): Owner[] {
  const { account } = useSignedIn();
  const seesUsers = useMay()("see users");
  const others = useLoaded(async (signal) => {
    if (!seesUsers) return [];
    const [teams, accounts] = await Promise.all([
      get("/api/v1/teams", { signal }),
      allPages((after) => {
        return get("/api/v1/accounts", { query: { limit: 200, ...(after === undefined ? {} : { after }) }, signal });
      }),
    ]);
    const people = accounts.filter((one) => one.kind === "person" && !one.disabled_at);
    return [
      ...teams.items.map((team) => ({ value: `team:${team.id}`, title: team.name })),
      ...people.map((one) => ({ value: `person:${one.id}`, title: one.display_name })),
    ];
  }, `owners ${seesUsers}`);
  return useMemo(() => {
    const own = [
      { value: `person:${account.id}`, title: `${account.display_name} (me)` },
      ...account.teams.map((team) => ({ value: `team:${team.id}`, title: team.name })),
    ];
    const known = new Set(own.map((owner) => owner.value));
    return [...own, ...(others.value ?? []).filter((owner) => !known.has(owner.value))];
  }, [account, others.value]);
}

export function GiveForm({ name, send, done, cancel }: Properties) {
  const owners = useOwners();
  const act = useDraftAct<Body>(`give.${name}`, { to: "", reason: "" });
  const ids = { to: `give-to-${name}`, reason: `give-reason-${name}` };
  const submit = () => {
    const { to } = act.draft;
    const reason = act.draft.reason.trim();
    const missing = [
      ...(to === "" ? [{ field: "to", message: "Choose who answers for it from now on" }] : []),
      ...(reason === "" ? [{ field: "reason", message: "Enter why it is given" }] : []),
    ];
    if (missing.length > 0) return act.refuse(missing);
    send(act, { to, reason }, done);
  };
  return (
    <ActForm title="Give to another owner" act={act} ids={ids} does="Give" send={submit} cancel={cancel} enter>
      <SelectField
        id={ids.to} label="To" value={act.draft.to} error={messageFor(act.errors, "to")}
        options={[{ value: "", title: "Choose a person or team" }, ...owners]} onChoose={(to) => act.edit({ to })}
      />
      <TextField
        id={ids.reason} label="Why" value={act.draft.reason} error={messageFor(act.errors, "reason")}
        onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}
