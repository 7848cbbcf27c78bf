// SPDX-License-Identifier: Apache-2.0
// Result and close: every gap is named at once, where it can be closed, and nothing that was typed is lost.
import type { Incident } from "../api/types";
import { usePolicy, typeOf } from "../policy/use_policy";
import { wordsOf } from "../policy/in_words";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, optionsFrom, SelectField, TextAreaField } from "../shell/form";
import type { Loaded } from "../shell/loaded";
import { PartLink } from "../shell/page";
import { categories, qualifiers } from "./categories";
import { allowedResults, closeBody, closeProblems, emptyClose, isClosedByForm, placedGaps } from "./closing";
import type { CloseDraft } from "./closing";
import type { Gap } from "./types";

const ids: Record<string, string> = {
  result: "close-result", closing_code: "close-code", no_crime_reason: "close-no-crime", note: "close-note",
  qualifiers: "close-qualifiers", answers: "questions", grade: "grade", deadlines: "promises", attended: "attendance",
  attendance: "attendance", crimes: "crimes", vulnerability: "grade",
};

function Gaps({ gaps, draft }: { gaps: readonly Gap[]; draft: CloseDraft }) {
  const open = placedGaps(gaps).filter((gap) => !isClosedByForm(gap, draft));
  if (open.length === 0) return <p className="met">Nothing else stands in the way of closing.</p>;
  return (
    <div className="gaps">
      <p><strong>Before it can be closed:</strong></p>
      <ul>
        {open.map(({ message, place }) => (
          <li key={message}>
            {message}{" "}
            {place ? <PartLink id={place.id} words={place.where} /> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Properties { incident: Incident; gaps: Loaded<Gap[]>; done: () => void; cancel: () => void }

function Qualifiers({ draft, edit }: { draft: CloseDraft; edit: (changes: Partial<CloseDraft>) => void }) {
  const toggle = (one: string, on: boolean) => {
    edit({ qualifiers: on ? [...draft.qualifiers, one] : draft.qualifiers.filter((other) => other !== one) });
  };
  return (
    <details className="tabled" open={draft.qualifiers.length > 0}>
      <summary id={ids["qualifiers"]}>Qualifiers <span className="muted">({draft.qualifiers.length})</span></summary>
      <div className="tickgrid">
        {qualifiers.map((one) => (
          <label className="tick" key={one}>
            <input
              type="checkbox" checked={draft.qualifiers.includes(one)}
              onChange={(event) => toggle(one, event.target.checked)}
            />
            {one}
          </label>
        ))}
      </div>
    </details>
  );
}

export function CloseForm({ incident, gaps, done, cancel }: Properties) {
  const policy = usePolicy();
  const act = useDraftAct(`close.${incident.id}`, emptyClose);
  const { draft, edit } = act;
  const known = gaps.value ?? [];
  const results = allowedResults(policy, typeOf(policy, incident.type));
  const reasons = policy?.recording.no_crime_reasons ?? [];
  const crimeWanted = incident.crime_suspected || known.some((gap) => gap.field === "no_crime_reason");
  const send = () => {
    const problems = closeProblems(draft, known);
    if (problems.length > 0) return act.refuse(problems);
    const asked = { path: { id: incident.id }, body: closeBody(draft), version: incident.version };
    void act.run("/api/v1/incidents/{id}/close", asked, done).finally(gaps.again);
  };
  return (
    <ActForm title="Result and close" act={act} ids={ids} does="Close the incident" send={send} cancel={cancel} enter>
      {act.errors.length === 0 ? <Gaps gaps={known} draft={draft} /> : null}
      <SelectField
        id="close-result" label="Result" value={draft.result} error={messageFor(act.errors, "result")}
        options={optionsFrom(results, "Choose how it ended")}
        onChoose={(result) => edit({ result })}
      />
      <SelectField
        id="close-code" label="Closing code" value={draft.closing_code} error={messageFor(act.errors, "closing_code")}
        options={[
          { value: "", title: incident.category ? `As opened: ${incident.category}` : "As opened" },
          ...categories.map((title) => ({ value: title, title })),
        ]}
        onChoose={(closing_code) => edit({ closing_code })}
      />
      <SelectField
        id="close-no-crime" label={crimeWanted ? "Why no crime" : "Why no crime (only where something suggests one)"}
        value={draft.no_crime_reason} error={messageFor(act.errors, "no_crime_reason")}
        options={optionsFrom(reasons.map((code) => ({ code, title: wordsOf(code) })), "No reason given")}
        onChoose={(no_crime_reason) => edit({ no_crime_reason })}
      />
      <Qualifiers draft={draft} edit={edit} />
      <TextAreaField
        id="close-note" label="Note" rows={2} value={draft.note} error={messageFor(act.errors, "note")}
        onText={(note) => edit({ note })}
      />
    </ActForm>
  );
}
