// SPDX-License-Identifier: Apache-2.0
// The log while the call goes on: every line leaves with Enter and is seen live; what is not yet in the record says so.
import { useEffect, useMemo } from "react";
import type { KeyboardEvent } from "react";
import { allPages, get } from "../api/client";
import type { Incident } from "../api/types";
import { Log, useLog } from "../incidents/log";
import { useLive } from "../live/live";
import { ErrorSummary, messageFor } from "../shell/form";
import { isEnter } from "../shell/keys";
import { useLoaded } from "../shell/loaded";
import type { CallState, LiveCall } from "./call";
import { callIds } from "./send_form";
import type { ContactLine } from "./types";

export const lineId = callIds.text;

/** What was said in a contact that has no incident yet. */
function useSaid(contact: string) {
  const loaded = useLoaded<ContactLine[]>((signal) => allPages((after) => {
    const query = { limit: 200, ...(after === undefined ? {} : { after: Number(after) }) };
    return get("/api/v1/contacts/{id}/lines", { path: { id: contact }, query, signal });
  }), `said ${contact}`);
  useLive([`contact:${contact}`], (event) => {
    if (event.record === contact) loaded.again();
  }, loaded.again);
  return loaded;
}

export function ContactLog({ call, contact }: { call: LiveCall; contact: string }) {
  const loaded = useSaid(contact);
  const { again } = loaded;
  useEffect(() => {
    call.lineAdded = again;
  }, [call, again]);
  const lines = useMemo(() => (loaded.value ?? []).map((line) => ({ ...line, incident: contact })), [loaded, contact]);
  return <Log log={{ lines, loaded: { ...loaded, value: lines }, add: () => undefined }} />;
}

export function IncidentLog({ call, incident }: { call: LiveCall; incident: Incident }) {
  const log = useLog(incident.id);
  const { add } = log;
  useEffect(() => {
    call.lineAdded = (line) => {
      if (line.incident) add([{ ...line, incident: line.incident }]);
    };
  }, [call, add]);
  return <Log log={log} />;
}

function Pending({ state }: { state: CallState }) {
  const { pending } = state.draft;
  if (pending.length === 0) return null;
  return (
    <ul className="pending" aria-label="Not yet in the record">
      {pending.map((line) => (
        <li key={line.key}><bdi>{line.text}</bdi> <span className="muted">not yet saved</span></li>
      ))}
    </ul>
  );
}

interface BoxProperties { call: LiveCall; state: CallState; leave: () => void }

/** Enter sends the line, Shift and Enter makes another row, Escape goes to the questions. */
export function LineBox({ call, state, leave }: BoxProperties) {
  const { line } = state.draft;
  const say = () => {
    if (line.trim() !== "") call.say(line);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      leave();
    }
    if (!isEnter(event) || event.shiftKey || event.ctrlKey) return;
    event.preventDefault();
    say();
  };
  const error = messageFor(state.lineErrors, "text");
  return (
    <div className="linebox">
      <ErrorSummary errors={state.lineErrors} ids={callIds} />
      <Pending state={state} />
      <label className="govuk-label govuk-!-font-weight-bold" htmlFor={lineId}>Line for the log</label>
      <textarea
        dir="auto" id={lineId} rows={2}
        className={`govuk-textarea${error ? " govuk-textarea--error" : ""}`} value={line}
        maxLength={4000} aria-describedby="line-keys" onKeyDown={onKeyDown}
        onChange={(event) => call.edit({ line: event.target.value })}
      />
      <div className="actions">
        <button type="button" className="button" onClick={say}>Add the line</button>
        <p id="line-keys" className="muted">
          <kbd>Enter</kbd> adds it to the log. <kbd>Esc</kbd> goes to the questions.
        </p>
      </div>
      <p className={state.linesWait ? "notsaved" : "govuk-visually-hidden"} role="status">
        {state.linesWait ? "Not yet saved; trying again. Each line will be added only once." : ""}
      </p>
    </div>
  );
}
