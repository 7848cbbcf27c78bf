// SPDX-License-Identifier: Apache-2.0
// How a crime ended: proposed by one person with the evidence that the outcome needs, finalised by another.
import { useState } from "react";
import { get, serverNow } from "../api/client";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { useKeys } from "../shell/keys";
import { messageFor, optionsFrom, SelectField } from "../shell/form";
import type { FieldError } from "../shell/form";
import { useLoaded } from "../shell/loaded";
import { Empty, Show } from "../shell/page";
import { useMay, useSignedIn } from "../shell/session";
import { dayAndTime } from "../words/times";
import { EvidenceInput } from "./evidence_input";
import { evidenceBody, evidenceFields, fieldOnForm, fieldsFor, missingFrom, unfit } from "./outcome_rules";
import type { EvidenceDraft } from "./outcome_rules";
import { InformedFields, informedBody, informedProblems, emptyInformed } from "./informed_fields";
import type { Crime, Outcome, OutcomeRule, WholeCrime } from "./types";

interface Draft { outcome: string; evidence: EvidenceDraft }

const ids: Record<string, string> = {
  outcome: "outcome-type", suspects: "crime-people", victims: "crime-people", offence: "crime-offence",
  ...Object.fromEntries(evidenceFields.map((field) => [field.name, `evidence-${field.name}`])),
};

function RuleWords({ rule, crime }: { rule: OutcomeRule; crime: Crime }) {
  const why = unfit(rule, crime);
  return (
    <div className="guide">
      <p><strong>{rule.outcome}</strong> {rule.name}</p>
      {rule.note === "" ? null : <p>{rule.note}</p>}
      {why === "" ? null : <p className="late">{why}</p>}
      <p className="muted">
        {rule.suspect === "needed" && why === "" ? "Needs a current suspect. " : ""}
        {rule.suspect === "forbidden" && why === "" ? "Not while there is a current suspect. " : ""}
        {rule.summary_only ? "Only when the time limit of a summary offence has passed. " : ""}
        A supervisor who did not propose it finalises it.
      </p>
    </div>
  );
}

const listedRule = ({ outcome, name }: OutcomeRule) => ({ code: outcome, title: `${outcome} ${name}` });

interface FormProperties { whole: WholeCrime; rules: readonly OutcomeRule[]; done: () => void; cancel: () => void }

function ProposeForm({ whole, rules, done, cancel }: FormProperties) {
  const act = useDraftAct<Draft>(`outcome.${whole.crime.id}`, { outcome: "", evidence: {} });
  const { draft, edit } = act;
  const rule = rules.find((one) => one.outcome === draft.outcome);
  const errors: FieldError[] = act.errors.map((error) => ({ ...error, field: fieldOnForm(error.field) }));
  const send = () => {
    if (!rule) return act.refuse([{ field: "outcome", message: "Choose an outcome" }]);
    const why = unfit(rule, whole.crime);
    const misfit = why === "" ? [] : [{ field: "suspects", message: why }];
    const problems = [...misfit, ...missingFrom(rule, evidenceBody(draft.evidence))];
    if (problems.length > 0) return act.refuse(problems);
    void act.run("/api/v1/crimes/{id}/outcomes", {
      path: { id: whole.crime.id }, body: { outcome: rule.outcome, evidence: evidenceBody(draft.evidence) },
    }, done);
  };
  return (
    <ActForm
      title="Propose an outcome" act={{ ...act, errors }} ids={ids} does="Propose the outcome" send={send}
      cancel={cancel} enter
    >
      <SelectField
        id="outcome-type" label="Outcome" value={draft.outcome} error={messageFor(errors, "outcome")}
        options={optionsFrom(rules.map(listedRule), "Choose an outcome")}
        onChoose={(outcome) => edit({ outcome })}
      />
      {rule ? <RuleWords rule={rule} crime={whole.crime} /> : null}
      {(rule ? fieldsFor(rule) : []).map((field) => (
        <EvidenceInput
          key={field.name} field={field} evidence={draft.evidence} error={messageFor(errors, field.name)}
          edit={(changes) => edit({ evidence: { ...draft.evidence, ...changes } })}
        />
      ))}
    </ActForm>
  );
}

type FinaliseProperties = Omit<FormProperties, "rules"> & { outcome: Outcome };

function FinaliseForm({ whole, outcome, done, cancel }: FinaliseProperties) {
  const act = useDraftAct(`finalise.${whole.crime.id}.${outcome.number}`, emptyInformed);
  const send = () => {
    const problems = informedProblems(act.draft, serverNow());
    if (problems.length > 0) return act.refuse(problems);
    void act.run("/api/v1/crimes/{id}/outcomes/finalise", {
      path: { id: whole.crime.id }, body: { number: outcome.number, ...informedBody(act.draft) },
    }, done);
  };
  return (
    <ActForm
      title="Finalise the outcome" act={act}
      ids={{ victim_informed_at: "informed-at", not_informed_because: "informed-not" }} does="Finalise the outcome"
      send={send} cancel={cancel} enter
    >
      <InformedFields draft={act.draft} edit={act.edit} errors={act.errors} />
    </ActForm>
  );
}

const outcomeState: Record<Outcome["state"], string> = {
  proposed: "Proposed", finalised: "Finalised", superseded: "Replaced",
};

function evidenceRows({ evidence }: Outcome): [string, string][] {
  return evidenceFields.flatMap((field): [string, string][] => {
    const value = evidence[field.name];
    if (value === null || value === undefined || value === "") return [];
    if (field.kind === "instant") return [[field.label, dayAndTime(String(value))]];
    if (value === "supports") return [[field.label, "supports the investigation"]];
    if (value === "does_not_support") return [[field.label, "does not support it"]];
    return [[field.label, value === true ? "yes" : value === false ? "no" : String(value)]];
  });
}

function toldWords({ victim_informed_at: at, not_informed_because: why }: Outcome): string {
  return at ? `Victim told ${dayAndTime(at)}.` : `Victim not told: ${why ?? ""}.`;
}

function OneOutcome({ outcome }: { outcome: Outcome }) {
  return (
    <li>
      <p>
        <strong>{outcomeState[outcome.state]}: outcome {outcome.outcome}, {outcome.name}</strong>
        <span className="muted"> <bdi>{outcome.proposed_by.name}</bdi>, {dayAndTime(outcome.proposed_at)}</span>
      </p>
      <ul className="plain">
        {evidenceRows(outcome).map(([label, value]) => (
          <li key={label}><span className="muted">{label}:</span> {value}</li>
        ))}
      </ul>
      {outcome.finalised_by ? (
        <p className="muted">
          Finalised by <bdi>{outcome.finalised_by.name}</bdi>, {dayAndTime(outcome.finalised_at ?? "")}.{" "}
          {toldWords(outcome)}
        </p>
      ) : null}
    </li>
  );
}

const noneYet = "A draft has no outcome; close its gaps first.";

export function OutcomePanel({ whole, again }: { whole: WholeCrime; again: () => void }) {
  const may = useMay();
  const { account } = useSignedIn();
  const [doing, setDoing] = useState<"" | "propose" | "finalise">("");
  const rules = useLoaded(async (signal) => (await get("/api/v1/crimes/outcomes", { signal })).items, "outcome rules");
  const { crime, outcomes } = whole;
  const proposed = outcomes.find((outcome) => outcome.state === "proposed");
  const done = () => {
    setDoing("");
    again();
  };
  const cancel = () => setDoing("");
  const running = crime.status === "recorded" || crime.status === "finalised";
  const mayPropose = running && may("record crimes");
  useKeys(mayPropose ? [{ keys: ["o"], does: "Propose an outcome", act: () => setDoing("propose") }] : []);
  return (
    <section className="panel" aria-labelledby="outcomes">
      <h2 id="outcomes">Outcome</h2>
      {outcomes.length === 0 ? <Empty>{running ? "None yet." : noneYet}</Empty> : (
        <ol className="plain">
          {[...outcomes].reverse().map((outcome) => <OneOutcome key={outcome.number} outcome={outcome} />)}
        </ol>
      )}
      {doing === "" && running ? (
        <div className="actions">
          {mayPropose ? (
            <button type="button" className="button" onClick={() => setDoing("propose")}>
              Propose an outcome <kbd aria-hidden="true">o</kbd>
            </button>
          ) : null}
          {proposed && may("finalise outcomes") && proposed.proposed_by.id !== account.id ? (
            <button type="button" className="button button--main" onClick={() => setDoing("finalise")}>
              Finalise outcome {proposed.outcome}
            </button>
          ) : null}
          {proposed && proposed.proposed_by.id === account.id ? (
            <span className="muted">Somebody else finalises what you proposed.</span>
          ) : null}
        </div>
      ) : null}
      {doing === "propose" ? (
        <Show what="the outcomes" loaded={rules}>
          {(list) => <ProposeForm whole={whole} rules={list} done={done} cancel={cancel} />}
        </Show>
      ) : null}
      {doing === "finalise" && proposed ? (
        <FinaliseForm whole={whole} outcome={proposed} done={done} cancel={cancel} />
      ) : null}
    </section>
  );
}
