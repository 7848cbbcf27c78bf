// SPDX-License-Identifier: Apache-2.0
// The grade: what stands and why, what the policy proposes and why, and changing it. A lower grade waits for a second
// person, and both can read what the first one said.
import { useState } from "react";
import type { Incident } from "../api/types";
import { levelOf, usePolicy } from "../policy/use_policy";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, SelectField, TextField } from "../shell/form";
import type { Loaded } from "../shell/loaded";
import { Show } from "../shell/page";
import { useMay, useSignedIn } from "../shell/session";
import { dayAndTime } from "../words/times";
import { AssessmentForm, assessedInWords } from "./assessment";
import { LevelTag } from "./clock";
import type { Assessment, GradeChange, Proposal } from "./types";

const stateWords: Record<GradeChange["state"], string> = {
  applied: "", proposed: "waits for a second person", approved: "approved", refused: "refused",
  overtaken: "overtaken by a higher grade",
};

/** "Immediate → Routine, asked by Ann: reason. Refused by Bo: reason." */
export function changeInWords(change: GradeChange): string {
  const { from, to, asked_by: who } = change;
  const asked = `${from.title} → ${to.title}, ${who.name}: ${change.reason.replace(/\.$/, "")}.`;
  const words = stateWords[change.state];
  if (words === "") return asked;
  const by = change.decided_by ? ` by ${change.decided_by.name}` : "";
  const why = change.decision_reason ? `: ${change.decision_reason.replace(/\.$/, "")}` : "";
  return `${asked} ${words.charAt(0).toUpperCase()}${words.slice(1)}${by}${why}.`;
}

function Reasons({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return <ul className="reasons">{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>;
}

function ProposalWords({ proposal, same }: { proposal: Proposal; same: boolean }) {
  const title = levelOf(usePolicy(), proposal.level)?.title ?? proposal.level;
  return (
    <div className="proposal">
      <p>{same ? "As the policy proposes" : <>The policy proposes <strong>{title}</strong></>}, because:</p>
      <Reasons reasons={proposal.reasons} />
      <p>
        {proposal.attend_known ? (
          <>Somebody should <strong>{proposal.attend ? "go" : "not go"}</strong>, because:</>
        ) : <>Whether somebody goes hangs on what is not known yet:</>}
      </p>
      <Reasons reasons={proposal.attend_reasons} />
      {proposal.warnings.length > 0 ? (
        <ul className="reasons reasons--warn">{proposal.warnings.map((words) => <li key={words}>{words}</li>)}</ul>
      ) : null}
    </div>
  );
}

interface RegradeProperties {
  incident: Incident;
  proposed: string;
  done: (change: GradeChange) => void;
  cancel: () => void;
}

export function RegradeForm({ incident, proposed, done, cancel }: RegradeProperties) {
  const policy = usePolicy();
  const levels = policy?.levels ?? [];
  const act = useDraftAct(`grade.${incident.id}`, { level: proposed || (incident.level?.code ?? ""), reason: "" });
  const ids = { level: "regrade-level", reason: "regrade-reason" };
  const rankOf = (code: string) => levelOf(policy, code)?.rank ?? 0;
  const isLower = rankOf(act.draft.level) > rankOf(incident.level?.code ?? "");
  const send = () => {
    const { level } = act.draft;
    const reason = act.draft.reason.trim();
    const missing = [
      ...(level === "" ? [{ field: "level", message: "Choose a level" }] : []),
      ...(reason === "" ? [{ field: "reason", message: "Enter why" }] : []),
    ];
    if (missing.length > 0) return act.refuse(missing);
    void act.run("/api/v1/incidents/{id}/grade", {
      path: { id: incident.id }, body: { level, reason }, version: incident.version,
    }, done);
  };
  return (
    <ActForm
      title="Change the grade" act={act} ids={ids} does={isLower ? "Propose the lower grade" : "Grade"} send={send}
      cancel={cancel} enter
    >
      <SelectField
        id={ids.level} label="Level" value={act.draft.level} error={messageFor(act.errors, "level")}
        options={levels.map((level) => ({ value: level.code, title: level.title }))}
        hint={isLower ? "Lower than now: it needs a fresh assessment, and a second person must approve it." : undefined}
        onChoose={(level) => act.edit({ level })}
      />
      <TextField
        id={ids.reason} label="Why" value={act.draft.reason} error={messageFor(act.errors, "reason")} autoComplete="off"
        onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}

const approval = "/api/v1/incidents/{id}/grade-changes/{change}/approve";
const refusal = "/api/v1/incidents/{id}/grade-changes/{change}/refuse";
type Decision = typeof approval | typeof refusal;

function Decide({ incident, change, done }: { incident: string; change: GradeChange; done: () => void }) {
  const act = useDraftAct(`decide.${change.id}`, { reason: "" });
  const id = `decide-${change.id}`;
  const decide = (path: Decision) => {
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why you decide so" }]);
    void act.run(path, { path: { id: incident, change: change.id }, body: { reason } }, done);
  };
  return (
    <div className="decide">
      <TextField
        id={id} label="Why you approve or refuse it" value={act.draft.reason} autoComplete="off"
        error={act.errors[0]?.message ?? ""} onText={(reason) => act.edit({ reason })}
      />
      <div className="actions">
        <button
          type="button" className="button button--main" disabled={act.busy}
          onClick={() => decide(approval)}
        >
          Approve the lower grade
        </button>
        <button
          type="button" className="button" disabled={act.busy}
          onClick={() => decide(refusal)}
        >
          Refuse it
        </button>
      </div>
    </div>
  );
}

function Waiting({ incident, change, again }: { incident: Incident; change: GradeChange; again: () => void }) {
  const mayApprove = useMay()("approve a lower grade");
  const own = useSignedIn().account.id === change.asked_by.id;
  return (
    <div className="waiting">
      <p><strong className="close">A lower grade waits:</strong> {change.from.title} → {change.to.title}.</p>
      <p><bdi>{change.asked_by.name}</bdi>, {dayAndTime(change.asked_at)}: <bdi>{change.reason}</bdi></p>
      {mayApprove && !own ? <Decide incident={incident.id} change={change} done={again} /> : (
        <p className="muted">
          {own ? "Another person decides." : "A supervisor decides."} Until then the present grade stands.
        </p>
      )}
    </div>
  );
}

interface PanelProperties {
  incident: Incident;
  proposal: Loaded<Proposal | null>;
  changes: Loaded<GradeChange[]>;
  assessments: Loaded<Assessment[]>;
  /** What is being done in this panel; the page opens it by key. */
  doing: "" | "grade" | "assess";
  does: (doing: "" | "grade" | "assess") => void;
  /** The incident is to be read again; on a page that is live it comes by itself as well. */
  changed?: () => void;
}

export function GradePanel({ incident, proposal, changes, assessments, doing, does, changed }: PanelProperties) {
  const may = useMay()("grade incidents") && incident.status === "open";
  const [told, setTold] = useState("");
  const waiting = changes.value?.find((change) => change.state === "proposed");
  const last = assessments.value?.[0] ?? null;
  const same = incident.status === "open" && proposal.value?.level === incident.level?.code;
  const again = () => {
    does("");
    changed?.();
    [proposal, changes, assessments].forEach((loaded) => loaded.again());
  };
  const graded = (change: GradeChange) => {
    setTold(change.state === "proposed" ? "The lower grade waits for a second person." : "Graded.");
    again();
  };
  return (
    <section className="panel" aria-labelledby="grade">
      <h2 id="grade" tabIndex={-1}>Grade <LevelTag incident={incident} /></h2>
      {same ? null : <Reasons reasons={incident.because} />}
      <p className={told === "" ? "govuk-visually-hidden" : "done"} role="status">{told}</p>
      {waiting && incident.status === "open" ? <Waiting incident={incident} change={waiting} again={again} /> : null}
      {incident.status === "open" ? (
        <Show what="the proposal" loaded={proposal}>
          {(one) => one ? <ProposalWords proposal={one} same={same} /> : null}
        </Show>
      ) : null}
      {last ? (
        <p>
          <span className="muted">
            Assessed by <bdi>{last.recorded_by.name}</bdi>, {dayAndTime(last.recorded_at)}:
          </span>{" "}
          {assessedInWords(last)}
        </p>
      ) : null}
      {may && doing === "" ? (
        <div className="actions">
          <button type="button" className="button" onClick={() => does("grade")}>Change the grade <kbd>v</kbd></button>
          <button type="button" className="button" onClick={() => does("assess")}>Assess</button>
        </div>
      ) : null}
      {may && doing === "grade" ? (
        <RegradeForm incident={incident} proposed={proposal.value?.level ?? ""} done={graded} cancel={() => does("")} />
      ) : null}
      {may && doing === "assess" ? (
        <AssessmentForm incident={incident.id} last={last} done={again} cancel={() => does("")} enter />
      ) : null}
      <GradeHistory changes={changes.value ?? []} />
    </section>
  );
}

function GradeHistory({ changes }: { changes: readonly GradeChange[] }) {
  if (changes.length === 0) return null;
  return (
    <details className="tabled">
      <summary>History of the grade <span className="muted">({changes.length})</span></summary>
      <ol className="asked">
        {changes.map((change) => (
          <li key={change.id}>
            <span className="muted figure">{dayAndTime(change.asked_at)}</span> {changeInWords(change)}
          </li>
        ))}
      </ol>
    </details>
  );
}
