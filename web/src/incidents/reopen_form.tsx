// SPDX-License-Identifier: Apache-2.0
import type { Incident } from "../api/types";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, TextField } from "../shell/form";

interface Properties { incident: Incident; done: () => void; cancel: () => void }

export function ReopenForm({ incident, done, cancel }: Properties) {
  const act = useDraftAct(`reopen.${incident.id}`, { reason: "" });
  const send = () => {
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why it is opened again" }]);
    void act.run("/api/v1/incidents/{id}/reopen", {
      path: { id: incident.id }, body: { reason }, version: incident.version,
    }, done);
  };
  return (
    <ActForm
      title="Reopen" act={act} ids={{ reason: "reopen-reason" }} does="Reopen the incident" send={send}
      cancel={cancel} enter
    >
      <TextField
        id="reopen-reason" label="Why it is opened again" value={act.draft.reason} autoComplete="off"
        error={messageFor(act.errors, "reason")} onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}
