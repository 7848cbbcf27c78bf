// SPDX-License-Identifier: Apache-2.0
// Writing a line. It is sent under one key until it is answered, so a lost answer neither loses nor doubles it.
import { useEffect, useRef, useState } from "react";
import type { FormEvent } from "react";
import { post, serverNow } from "../api/client";
import { keepTrying, keyFor } from "../api/keep_trying";
import type { SentKeys } from "../api/keep_trying";
import type { Line } from "../api/types";
import { ErrorSummary, errorsOf, messageFor, TextAreaField, TextField } from "../shell/form";
import type { FieldError } from "../shell/form";
import { SentBefore } from "./sent_before";
import { useKeys, useSendKey } from "../shell/keys";
import { fromLondonInput, toLondonInput } from "../words/times";

const ids = { text: "line-text", happened_at: "line-happened" };

export const goToLine = () => document.getElementById(ids.text)?.focus();

const prefix = "bluelamp.draft.line.";

interface Properties {
  account: string;
  incident: string;
  added: (line: Line) => void;
  /** To another desk's log; to the incident's when nobody said. */
  send?: (body: LineBody, key: string) => Promise<Line>;
}

export interface LineBody { text: string; happened_at?: string }

interface LineDraft { sent: SentKeys; text: string; happened: string }

const emptyLine: LineDraft = { sent: {}, text: "", happened: "" };

function readLine(place: string): LineDraft {
  try {
    return { ...emptyLine, ...(JSON.parse(sessionStorage.getItem(place) ?? "{}") as Partial<LineDraft>) };
  } catch {
    return emptyLine;
  }
}

function problems(draft: LineDraft): FieldError[] {
  if (draft.text.trim() === "") return [{ field: "text", message: "Enter the line" }];
  if (draft.happened !== "" && fromLondonInput(draft.happened) === null) {
    return [{ field: "happened_at", message: "Enter a time that the clocks showed; this hour was skipped" }];
  }
  return [];
}

function bodyOf(draft: LineDraft): LineBody {
  const happened = draft.happened === "" ? null : fromLondonInput(draft.happened);
  return { text: draft.text.trim(), ...(happened ? { happened_at: happened.toISOString() } : {}) };
}

function useLine({ account, incident, added, send: sendLine }: Properties) {
  const place = `${prefix}${account}.${incident}`;
  const [draft, setDraft] = useState(() => readLine(place));
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [state, setState] = useState<"" | "sending" | "trying again">("");
  const [sentBefore, setSentBefore] = useState(Object.keys(draft.sent).length > 0);
  const away = useRef(false);
  useEffect(() => {
    away.current = false;
    return () => { away.current = true; };
  }, []);
  const edit = (changes: Partial<LineDraft>) => {
    const next = { ...draft, ...changes };
    sessionStorage.setItem(place, JSON.stringify(next));
    setDraft(next);
  };
  const send = async () => {
    const wrong = problems(draft);
    setErrors(wrong);
    if (wrong.length > 0 || state !== "") return;
    setState("sending");
    const asked = { path: { id: incident }, body: bodyOf(draft) };
    const [key, sent] = keyFor(asked.body, draft.sent);
    edit({ sent }); // before it is sent: a reload in the middle sends the same line, not another
    try {
      const line = await keepTrying({
        key,
        send: (sameKey) => sendLine
          ? sendLine(asked.body, sameKey)
          : post("/api/v1/incidents/{id}/lines", { ...asked, key: sameKey }),
        waiting: () => setState("trying again"),
        givenUp: () => away.current,
      });
      sessionStorage.removeItem(place);
      setDraft(emptyLine);
      setSentBefore(false);
      added(line);
    } catch (error) {
      setErrors(errorsOf(error));
    }
    setState("");
  };
  return { draft, errors, state, sentBefore, edit, send };
}

/** `l` puts the cursor in the line from anywhere on the page. */
function useLineKey(): void {
  const toLine = () => document.getElementById(ids.text)?.focus();
  useKeys([{ keys: ["l"], does: "Write a line in the log", act: toLine }]);
}

export function AddLine(properties: Properties) {
  const { draft, errors, state, sentBefore, edit, send } = useLine(properties);
  const form = useRef<HTMLFormElement>(null);
  useLineKey();
  useSendKey(form);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  const warned = sentBefore && state === "";
  return (
    <form className="addline" onSubmit={submit} noValidate ref={form}>
      <ErrorSummary errors={errors} ids={ids} />
      <TextAreaField
        id={ids.text} label="Add a line" rows={2} value={draft.text} error={messageFor(errors, "text")}
        readOnly={state !== ""} onText={(text) => edit({ text })}
      />
      <div className="addline__end">
        <TextField
          id={ids.happened_at} label="Happened at" type="datetime-local" step={1} value={draft.happened}
          error={messageFor(errors, "happened_at")} max={toLondonInput(new Date(serverNow()))}
          onText={(happened) => edit({ happened })}
        />
        <button type="submit" className="button button--main" disabled={state !== ""}>Add the line</button>
      </div>
      {warned ? <SentBefore what="line" /> : null}
      <p className={state === "trying again" ? "notsaved" : "govuk-visually-hidden"} role="status">
        {state === "trying again" ? "Not yet saved; trying again. It will be added only once." : ""}
      </p>
    </form>
  );
}
