// SPDX-License-Identifier: Apache-2.0
// Whether somebody was there; and if nobody goes, for which of the policy's reasons.
import type { Incident } from "../api/types";
import { serverNow } from "../api/client";
import { usePolicy } from "../policy/use_policy";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, optionsFrom, SelectField, TextAreaField, TextField } from "../shell/form";
import { fromLondonInput, toLondonInput } from "../words/times";
import type { Proposal } from "./types";

interface Draft { attended: "" | "yes" | "no"; at: string; reason: string; note: string; declined: boolean }

const empty: Draft = { attended: "", at: "", reason: "", note: "", declined: false };
const ids = { attended: "attended-yes", at: "attended-at", reason: "not-attended-reason", note: "attendance-note" };

function missing(draft: Draft) {
  if (draft.attended === "") return [{ field: "attended", message: "Say whether somebody was there" }];
  if (draft.attended === "no" && draft.reason === "") {
    return [{ field: "reason", message: "Choose the policy’s reason why nobody goes" }];
  }
  if (draft.at !== "" && fromLondonInput(draft.at) === null) {
    return [{ field: "at", message: "Enter a time that the clocks showed; this hour was skipped" }];
  }
  return [];
}

function bodyOf(draft: Draft) {
  const note = draft.note.trim();
  const said = note === "" ? {} : { note };
  if (draft.attended === "no") return { attended: false, reason: draft.reason, declined: draft.declined, ...said };
  const at = draft.at === "" ? null : fromLondonInput(draft.at);
  return { attended: true, ...(at ? { at: at.toISOString() } : {}), ...said };
}

interface PartProperties { draft: Draft; edit: (changes: Partial<Draft>) => void; error: (field: string) => string }

function There({ draft, edit, error }: PartProperties) {
  return (
    <TextField
      id={ids.at} label="First there at" type="datetime-local" step={1} value={draft.at} error={error("at")}
      hint="London time. Leave empty for now." max={toLondonInput(new Date(serverNow()))} onText={(at) => edit({ at })}
    />
  );
}

function NotThere({ draft, edit, error }: PartProperties) {
  const reasons = usePolicy()?.attendance.reasons ?? [];
  const chosen = reasons.find((reason) => reason.code === draft.reason);
  return (
    <>
      <SelectField
        id={ids.reason} label="Why nobody goes" value={draft.reason} error={error("reason")}
        options={optionsFrom(reasons, "Choose a reason of the policy")}
        onChoose={(reason) => edit({ reason })}
        hint={chosen?.transfer ? "It is recorded as a transfer to another body." : undefined}
      />
      <label className="tick">
        <input
          type="checkbox" checked={draft.declined || (chosen?.declined ?? false)} disabled={chosen?.declined ?? false}
          onChange={(event) => edit({ declined: event.target.checked })}
        />
        The caller wants nobody to come
      </label>
    </>
  );
}

interface Properties { incident: Incident; proposal: Proposal | null; done: () => void; cancel: () => void }

export function AttendanceForm({ incident, proposal, done, cancel }: Properties) {
  const act = useDraftAct(`attendance.${incident.id}`, empty);
  const { draft, edit } = act;
  const send = () => {
    const wrong = missing(draft);
    if (wrong.length > 0) return act.refuse(wrong);
    void act.run("/api/v1/incidents/{id}/attendance", {
      path: { id: incident.id }, body: bodyOf(draft), version: incident.version,
    }, done);
  };
  const part = { draft, edit, error: (field: string) => messageFor(act.errors, field) };
  return (
    <ActForm title="Attendance" act={act} ids={ids} does="Keep it" send={send} cancel={cancel} enter>
      {proposal ? (
        <div className="proposal">
          <p>By the policy somebody should <strong>{proposal.attend ? "go" : "not go"}</strong>:</p>
          <ul className="reasons">{proposal.attend_reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>
        </div>
      ) : null}
      <fieldset className="govuk-fieldset grades">
        <legend className="govuk-fieldset__legend govuk-!-font-weight-bold">Was somebody there?</legend>
        {messageFor(act.errors, "attended") === "" ? null : (
          <p className="govuk-error-message">{messageFor(act.errors, "attended")}</p>
        )}
        {([["yes", "Yes, attended"], ["no", "No, nobody goes"]] as const).map(([value, title]) => (
          <label key={value} className="grades__choice">
            <input
              type="radio" name="attended" id={`attended-${value}`} checked={draft.attended === value}
              onChange={() => edit({ attended: value })}
            />
            {title}
          </label>
        ))}
      </fieldset>
      {draft.attended === "yes" ? <There {...part} /> : null}
      {draft.attended === "no" ? <NotThere {...part} /> : null}
      <TextAreaField
        id={ids.note} label="Note" rows={2} value={draft.note} error={messageFor(act.errors, "note")}
        onText={(note) => edit({ note })}
      />
    </ActForm>
  );
}
