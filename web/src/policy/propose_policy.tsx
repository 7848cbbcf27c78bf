// SPDX-License-Identifier: Apache-2.0
// Proposing a version: the file is checked as a whole, every problem named by line and key, before anybody sees it.
import { useState } from "react";
import { post } from "../api/client";
import { inWords } from "../api/problem";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { Field, messageFor, TextAreaField, TextField } from "../shell/form";
import { plural } from "../words/numbers";
import type { PolicyChecked } from "./types";

type Checked = { is: "no" } | { is: "asked"; answer: PolicyChecked } | { is: "failed"; why: string };

function useCheck() {
  const [checked, setChecked] = useState<Checked>({ is: "no" });
  const check = async (text: string) => {
    try {
      const answer = await post("/api/v1/policy/check", { body: { text } });
      setChecked({ is: "asked", answer });
      return answer.ok;
    } catch (error) {
      setChecked({ is: "failed", why: inWords(error) });
      return false;
    }
  };
  return { checked, check, forget: () => setChecked({ is: "no" }) };
}

function Problems({ checked }: { checked: Checked }) {
  if (checked.is === "no") return null;
  if (checked.is === "failed") return <p className="govuk-error-message" role="alert">{checked.why}</p>;
  const { ok, problems, differences } = checked.answer;
  if (ok) {
    return (
      <div className="done" role="status">
        <p>The file is whole. {differences.length === 0 ? "It changes nothing." : "It changes:"}</p>
        <ul className="reasons">{differences.map((words) => <li key={words}>{words}</li>)}</ul>
      </div>
    );
  }
  return (
    <div className="gaps" role="alert">
      <p><strong>{plural(problems.length, "problem")} in the file:</strong></p>
      <ol>
        {problems.map((problem) => (
          <li key={`${problem.line} ${problem.key} ${problem.message}`}>
            Line {problem.line}, <b className="figure">{problem.key}</b>: {problem.message}
          </li>
        ))}
      </ol>
    </div>
  );
}

export function ProposePolicy({ done }: { done: () => void }) {
  const [open, setOpen] = useState(false);
  const act = useDraftAct("propose policy", { text: "", reason: "" });
  const { checked, check, forget } = useCheck();
  const { text, reason } = act.draft;
  const edit = (next: string) => {
    forget();
    act.edit({ text: next });
  };
  const finished = () => {
    setOpen(false);
    forget();
    done();
  };
  const send = async () => {
    const missing = [
      ...(text.trim() === "" ? [{ field: "text", message: "Choose the policy file, or paste it" }] : []),
      ...(reason.trim() === "" ? [{ field: "reason", message: "Enter why the policy changes" }] : []),
    ];
    if (missing.length > 0) return act.refuse(missing);
    if (!(await check(text))) return act.refuse([{ field: "text", message: "Mend the problems named below the file" }]);
    await act.run("/api/v1/policy/versions", { body: { text, reason: reason.trim() } }, finished);
  };
  if (!open) {
    return <button type="button" className="button" onClick={() => setOpen(true)}>Propose a new version</button>;
  }
  return (
    <ActForm
      title="Propose a new version" act={act} ids={{ text: "policy-text", reason: "policy-reason" }}
      does="Propose it" send={() => void send()} cancel={() => setOpen(false)} enter
    >
      <Field id="policy-file" label="File" hint="A policy file in TOML. It is read into the field below.">
        {(described) => (
          <input
            id="policy-file" type="file" accept=".toml,text/plain" aria-describedby={described}
            onChange={(event) => void event.target.files?.[0]?.text().then(edit)}
          />
        )}
      </Field>
      <TextAreaField
        id="policy-text" label="Policy" rows={14} className="govuk-textarea policyfile" spellCheck={false} value={text}
        error={messageFor(act.errors, "text")} onText={edit}
      />
      <Problems checked={checked} />
      <div className="actions">
        <button type="button" className="button" onClick={() => void check(text)}>Check the file</button>
      </div>
      <TextField
        id="policy-reason" label="Why the policy changes" value={reason} error={messageFor(act.errors, "reason")}
        autoComplete="off" onText={(next) => act.edit({ reason: next })}
      />
    </ActForm>
  );
}
