// SPDX-License-Identifier: Apache-2.0
// Help first: a place and a reason. Enter goes from the one to the other, and from there it sends.
import type { FormEvent, KeyboardEvent } from "react";
import { PlaceField } from "../incidents/place_field";
import { levelOf, typeOf, usePolicy } from "../policy/use_policy";
import { ErrorSummary, Field, messageFor, SelectField } from "../shell/form";
import { isEnter } from "../shell/keys";
import type { LiveCall, CallState } from "./call";
import { TypeField } from "./type_field";

export const sendFormId = "send";
export const callIds = {
  place: "place", reason: "reason", type: "type", level: "level", phone: "number", text: "line", given_name: "given",
  date_of_birth: "born",
};

interface Properties {
  call: LiveCall;
  state: CallState;
  /** Help is on its way: the words go on in the log. */
  sent: () => void;
}

function ReasonField({ call, state, send }: { call: LiveCall; state: CallState; send: () => void }) {
  const error = messageFor(state.errors, "reason");
  return (
    <Field id={callIds.reason} label="What is happening" error={error}>
      {(described) => (
        <textarea
          dir="auto" id={callIds.reason} rows={2} className={`govuk-textarea${error ? " govuk-textarea--error" : ""}`}
          maxLength={500} aria-describedby={described} aria-invalid={error ? true : undefined}
          value={state.draft.reason}
          onChange={(event) => call.edit({ reason: event.target.value })}
          onKeyDown={(event) => {
            if (!isEnter(event) || event.shiftKey || event.ctrlKey) return;
            event.preventDefault();
            send();
          }}
        />
      )}
    </Field>
  );
}

/** How fast: what the type asks for at least, and the handler's own choice, which the proposal may raise. */
function GradeField({ call, state }: { call: LiveCall; state: CallState }) {
  const policy = usePolicy();
  const { type, level } = state.draft;
  const floor = levelOf(policy, typeOf(policy, type)?.floor);
  const asProposed = floor ? `As proposed: at least ${floor.title}` : "As proposed";
  const levels = policy?.levels.map(({ code, title }) => ({ value: code, title })) ?? [];
  return (
    <SelectField
      id={callIds.level} label="Grade (optional)" value={level} error={messageFor(state.errors, "level")}
      options={[{ value: "", title: asProposed }, ...levels]} onChoose={(chosen) => call.edit({ level: chosen })}
    />
  );
}

const goTo = (id: string) => document.getElementById(id)?.focus();

export function SendForm({ call, state, sent }: Properties) {
  const send = () => {
    if (call.send()) sent();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const fromPlace = (event: KeyboardEvent) => {
    const plain = isEnter(event) && !event.ctrlKey && !event.shiftKey;
    if (!plain || (event.target as HTMLElement).id !== callIds.place) return;
    event.preventDefault(); // also where a suggestion was taken: the place is said
    goTo(callIds.reason);
  };
  const { draft, errors } = state;
  return (
    <form id={sendFormId} className="panel send" onSubmit={submit} noValidate aria-label="Send help">
      <ErrorSummary errors={errors} ids={callIds} />
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the key bubbles from the field inside */}
      <div onKeyDown={fromPlace}>
        <PlaceField
          {...draft} id={callIds.place} error={messageFor(errors, "place")}
          choose={(choice) => call.edit({ ...choice, placeFrom: null })}
        />
      </div>
      <ReasonField call={call} state={state} send={send} />
      <TypeField
        id={callIds.type} type={draft.type} error={messageFor(errors, "type")} enter={send}
        choose={(type) => call.edit({ type })}
      />
      <GradeField call={call} state={state} />
      <p className="muted send__keys">
        <kbd>Enter</kbd> from place to reason, <kbd>Enter</kbd> from reason sends;{" "}
        <kbd>Ctrl</kbd> + <kbd>Enter</kbd> sends from anywhere.
      </p>
    </form>
  );
}
