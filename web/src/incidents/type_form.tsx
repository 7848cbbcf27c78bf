// SPDX-License-Identifier: Apache-2.0
// The type of an incident that was sent without one, or with another: questions, card and floor come with it.
import { useEffect } from "react";
import type { Incident } from "../api/types";
import { TypeField } from "../contacts/type_field";
import { levelOf, typeOf, usePolicy } from "../policy/use_policy";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, TextField } from "../shell/form";

interface Properties { incident: Incident; done: (incident: Incident) => void; cancel: () => void }

const ids = { type: "incident-type", reason: "type-reason" };

/** What choosing it does, said before it is done. */
function Brings({ type, incident }: { type: string; incident: Incident }) {
  const policy = usePolicy();
  const chosen = typeOf(policy, type);
  if (!chosen) return null;
  const floor = levelOf(policy, chosen.floor);
  const stands = levelOf(policy, incident.level?.code);
  const raises = floor !== null && stands !== null && floor.rank < stands.rank;
  const narrows = chosen.restricted && incident.visibility === 0;
  return (
    <>
      {raises ? <p>It is graded at least <strong>{floor.title}</strong>: the grade is raised.</p> : null}
      {narrows ? <p><strong>Restricted</strong>: from now on fewer see this log and all that is in it.</p> : null}
    </>
  );
}

export function TypeForm({ incident, done, cancel }: Properties) {
  const act = useDraftAct(`type.${incident.id}`, { type: "", reason: "" });
  const { type, reason } = act.draft;
  useEffect(() => document.getElementById(ids.type)?.focus(), []);
  const send = () => {
    const missing = [
      ...(type === "" ? [{ field: "type", message: "Choose a type" }] : []),
      ...(incident.type && reason.trim() === "" ? [{ field: "reason", message: "Enter why the type is changed" }] : []),
    ];
    if (missing.length > 0) return act.refuse(missing);
    const body = { type, ...(reason.trim() === "" ? {} : { reason: reason.trim() }) };
    void act.run("/api/v1/incidents/{id}/type", { path: { id: incident.id }, body, version: incident.version }, done);
  };
  return (
    <ActForm title="Type of the incident" act={act} ids={ids} does="Give the type" send={send} cancel={cancel} enter>
      <TypeField
        id={ids.type} label="Type" type={type} error={messageFor(act.errors, "type")} enter={send}
        choose={(chosen) => act.edit({ type: chosen })}
      />
      <Brings type={type} incident={incident} />
      {incident.type ? (
        <TextField
          id={ids.reason} label="Why it is changed" value={reason} error={messageFor(act.errors, "reason")}
          maxLength={500} autoComplete="off" onText={(words) => act.edit({ reason: words })}
        />
      ) : null}
    </ActForm>
  );
}
