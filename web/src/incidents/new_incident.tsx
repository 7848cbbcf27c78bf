// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "react";
import type { FormEvent } from "react";
import { ErrorSummary, messageFor, SelectField, TextAreaField, TextField } from "../shell/form";
import { PageHeading } from "../shell/page";
import { navigate } from "../shell/router";
import { useSignedIn } from "../shell/session";
import { useSendKey } from "../shell/keys";
import { TypeField } from "../contacts/type_field";
import { LevelMark } from "../policy/level_mark";
import { usePolicy } from "../policy/use_policy";
import { toLondonInput } from "../words/times";
import { serverNow } from "../api/client";
import { categories } from "./categories";
import { emptyDraft } from "./draft";
import type { Draft } from "./draft";
import { useOpenIncident } from "./open_incident";
import type { Sending } from "./open_incident";
import { PlaceField } from "./place_field";
import { SentBefore } from "./sent_before";

const ids = {
  place: "place", summary: "summary", type: "type", level: "level-", category: "category", happened_at: "happened",
};

const categoryOptions = [{ value: "", title: "Not yet" }, ...categories.map((title) => ({ value: title, title }))];

interface PartProperties {
  draft: Draft;
  edit: (changes: Partial<Draft>) => void;
}

/** Left alone, the policy grades it by its type; a choice below the type's own level does not stand. */
function LevelChoice({ draft, edit }: PartProperties) {
  const levels = usePolicy()?.levels ?? [];
  const choices = [{ code: "", title: "As the policy says", national: "none" }, ...levels];
  return (
    <fieldset className="govuk-fieldset grades">
      <legend className="govuk-fieldset__legend govuk-!-font-weight-bold">Level (may follow later)</legend>
      {choices.map(({ code, title, national }) => (
        <label key={code} className="grades__choice">
          <input
            type="radio" name="level" id={`level-${code}`} checked={draft.level === code}
            onChange={() => edit({ level: code })}
          />
          {code === "" ? title : <LevelMark title={title} national={national} />}
        </label>
      ))}
    </fieldset>
  );
}

function Later({ draft, edit, error }: PartProperties & { error: string }) {
  return (
    <div className="form-row">
      <SelectField
        id={ids.category} label="Category (optional)" value={draft.category} options={categoryOptions}
        hint="Opening code of the national list." onChoose={(category) => edit({ category })}
      />
      <TextField
        id={ids.happened_at} label="Happened at (optional)" type="datetime-local" step={1} value={draft.happened}
        hint="London time. Leave empty when it is happening now." error={error}
        max={toLondonInput(new Date(serverNow()))} onText={(happened) => edit({ happened })}
      />
    </div>
  );
}

function SendingState({ sending }: { sending: Sending }) {
  const words = sending === "trying again"
    ? "Not yet saved; trying again. What you typed is kept, and it will be opened only once."
    : "";
  return <p className={words === "" ? "govuk-visually-hidden" : "notsaved"} role="status">{words}</p>;
}

export function NewIncident() {
  const { account } = useSignedIn();
  const { draft, edit, errors, sending, sentBefore, send } = useOpenIncident(account.id);
  const form = useRef<HTMLFormElement>(null);
  useSendKey(form);
  useEffect(() => document.getElementById(ids.place)?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  const cancel = () => {
    edit(emptyDraft());
    navigate("/");
  };
  const busy = sending !== "no";
  return (
    <div className="narrow">
      <PageHeading title="New incident" />
      <ErrorSummary errors={errors} ids={ids} />
      <form onSubmit={submit} noValidate className="panel panel--form" ref={form}>
        <PlaceField {...draft} id={ids.place} error={messageFor(errors, "place")} choose={edit} />
        <TextAreaField
          id={ids.summary} label="What is happening" rows={3} value={draft.summary}
          error={messageFor(errors, "summary")} onText={(summary) => edit({ summary })}
        />
        <TypeField
          id={ids.type} type={draft.type} error={messageFor(errors, "type")} choose={(type) => edit({ type })}
          enter={() => document.getElementById(ids.level)?.focus()}
        />
        <LevelChoice draft={draft} edit={edit} />
        <Later draft={draft} edit={edit} error={messageFor(errors, "happened_at")} />
        {sentBefore && !busy ? <SentBefore what="incident" /> : null}
        <SendingState sending={sending} />
        <div className="actions">
          <button type="submit" className="button button--main" disabled={busy}>
            {busy ? "Opening…" : "Open the incident"}
          </button>
          <span className="muted"><kbd>Ctrl</kbd> + <kbd>Enter</kbd> from any field</span>
          <button type="button" className="button" onClick={cancel} disabled={busy}>Discard</button>
        </div>
      </form>
    </div>
  );
}
