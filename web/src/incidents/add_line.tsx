// SPDX-License-Identifier: Apache-2.0
// Writing a line. It is sent under one key until it is answered, so a lost answer neither loses nor doubles it.
import { useEffect, useRef, useState } from "react";
import type { FormEvent } from "react";
import { post, serverNow } from "../api/client";
import { keepTrying, newKey } from "../api/keep_trying";
import type { Line } from "../api/types";
import { ErrorSummary, errorsOf, messageFor, TextAreaField, TextField } from "../shell/form";
import type { FieldError } from "../shell/form";
import { plainKey, useSendKey } from "../shell/keys";
import { fromLondonInput, toLondonInput } from "../words/times";

const ids = { text: "line-text", happened_at: "line-happened" };
const prefix = "bluelamp.draft.line.";

interface Properties {
  account: string;
  incident: string;
  added: (line: Line) => void;
}

interface LineDraft { key: string; text: string; happened: string }

function readLine(place: string): LineDraft {
  const fresh = { key: newKey(), text: "", happened: "" };
  try {
    return { ...fresh, ...(JSON.parse(sessionStorage.getItem(place) ?? "{}") as Partial<LineDraft>) };
  } catch {
    return fresh;
  }
}

function problems(draft: LineDraft): FieldError[] {
  if (draft.text.trim() === "") return [{ field: "text", message: "Enter the line" }];
  if (draft.happened !== "" && fromLondonInput(draft.happened) === null) {
    return [{ field: "happened_at", message: "Enter a time that the clocks showed; this hour was skipped" }];
  }
  return [];
}

function bodyOf(draft: LineDraft) {
  const happened = draft.happened === "" ? null : fromLondonInput(draft.happened);
  return { text: draft.text.trim(), ...(happened ? { happened_at: happened.toISOString() } : {}) };
}

function useLine({ account, incident, added }: Properties) {
  const place = `${prefix}${account}.${incident}`;
  const [draft, setDraft] = useState(() => readLine(place));
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [state, setState] = useState<"" | "sending" | "trying again">("");
  const [wasSent, setWasSent] = useState(false);
  const away = useRef(false);
  useEffect(() => {
    away.current = false;
    return () => { away.current = true; };
  }, []);
  const keep = (next: LineDraft) => {
    sessionStorage.setItem(place, JSON.stringify(next));
    setDraft(next);
  };
  const edit = (changes: Partial<LineDraft>) => {
    keep({ ...draft, ...changes, key: wasSent ? newKey() : draft.key });
    setWasSent(false);
  };
  const send = async () => {
    const wrong = problems(draft);
    setErrors(wrong);
    if (wrong.length > 0 || state !== "") return;
    setState("sending");
    setWasSent(true);
    try {
      const line = await keepTrying({
        key: draft.key,
        send: (key) => post("/api/v1/incidents/{id}/lines", { path: { id: incident }, body: bodyOf(draft), key }),
        waiting: () => setState("trying again"),
        givenUp: () => away.current,
      });
      sessionStorage.removeItem(place);
      setDraft({ key: newKey(), text: "", happened: "" });
      setWasSent(false);
      added(line);
    } catch (error) {
      setErrors(errorsOf(error));
    }
    setState("");
  };
  return { draft, errors, state, edit, send };
}

/** `l` puts the cursor in the line from anywhere on the page. */
function useLineKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (plainKey(event) !== "l") return;
      event.preventDefault();
      document.getElementById(ids.text)?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

export function AddLine(properties: Properties) {
  const { draft, errors, state, edit, send } = useLine(properties);
  const form = useRef<HTMLFormElement>(null);
  useLineKey();
  useSendKey(form);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
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
      <p className={state === "trying again" ? "notsaved" : "govuk-visually-hidden"} role="status">
        {state === "trying again" ? "Not yet saved; trying again. It will be added only once." : ""}
      </p>
    </form>
  );
}
