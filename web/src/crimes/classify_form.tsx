// SPDX-License-Identifier: Apache-2.0
// What the crime is, by the Home Office's class or one offence of the courts; the class it was first recorded as stays.
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, TextField } from "../shell/form";
import { GuideFor } from "./counting_guide";
import { OffenceSearch } from "./offence_search";
import type { WholeCrime } from "./types";

interface Draft { offence: { code: string; title: string } | null; state_victim: boolean; reason: string }

interface Properties { whole: WholeCrime; done: () => void; cancel: () => void }

export function ClassifyForm({ whole: { crime, version }, done, cancel }: Properties) {
  const recorded = crime.status !== "draft";
  const empty: Draft = { offence: null, state_victim: crime.state_victim, reason: "" };
  const act = useDraftAct(`classify.${crime.id}`, empty);
  const { draft, edit, errors } = act;
  const send = () => {
    const reason = draft.reason.trim();
    const problems = [
      ...(draft.offence ? [] : [{ field: "offence", message: "Search by words or code, and choose what it was" }]),
      ...(recorded && reason === "" ? [{ field: "reason", message: "Enter why the class changes" }] : []),
    ];
    if (!draft.offence || problems.length > 0) return act.refuse(problems);
    void act.run("/api/v1/crimes/{id}/classify", {
      path: { id: crime.id }, version,
      body: {
        offence: draft.offence.code, state_victim: draft.state_victim, ...(reason === "" ? {} : { reason }),
      },
    }, done);
  };
  const ids = { offence: "classify-offence", reason: "classify-reason", victims: "crime-people" };
  return (
    <ActForm title="Classify" act={act} ids={ids} does="Classify" send={send} cancel={cancel} enter>
      <OffenceSearch
        id={ids.offence} label="Offence" chosen={draft.offence} error={messageFor(errors, "offence")}
        choose={(offence) => edit({ offence: offence ? { code: offence.code, title: offence.title } : null })}
      />
      <GuideFor code={draft.offence?.code ?? ""} />
      <label className="tick">
        <input
          type="checkbox" checked={draft.state_victim}
          onChange={(event) => edit({ state_victim: event.target.checked })}
        />
        The State is the victim
      </label>
      {recorded ? (
        <TextField
          id={ids.reason} label="Why it changes" value={draft.reason} autoComplete="off"
          error={messageFor(errors, "reason")} onText={(reason) => edit({ reason })}
        />
      ) : null}
    </ActForm>
  );
}
