// SPDX-License-Identifier: Apache-2.0
// The frame of a form that does one act: its problems above, its fields, its button; Control and Enter send it.
import { useEffect, useRef } from "react";
import type { FormEvent, ReactNode } from "react";
import type { FieldError } from "./form";
import { ErrorSummary } from "./form";
import { useSendKey } from "./keys";

interface Properties {
  title: string;
  act: { errors: FieldError[]; state: "" | "sending" | "trying again" };
  ids: Record<string, string>;
  does: string;
  send: () => void;
  cancel?: (() => void) | undefined;
  /** The cursor goes to the first field when the form appears. */
  enter?: boolean;
  children: ReactNode;
}

const fields = "input:not([type=hidden]), select, textarea";

function FormEnd({ act, does, cancel }: Pick<Properties, "act" | "does" | "cancel">) {
  const busy = act.state !== "";
  return (
    <>
      <div className="actions">
        <button type="submit" className="button button--main" disabled={busy}>{busy ? "Sending…" : does}</button>
        {cancel ? <button type="button" className="button" onClick={cancel} disabled={busy}>Cancel</button> : null}
        <span className="muted keyhint"><kbd>Ctrl</kbd> + <kbd>Enter</kbd></span>
      </div>
      <p className={act.state === "trying again" ? "notsaved" : "govuk-visually-hidden"} role="status">
        {act.state === "trying again" ? "Not yet saved; trying again. It will be done only once." : ""}
      </p>
    </>
  );
}

export function ActForm({ title, act, ids, does, send, cancel, enter = false, children }: Properties) {
  const form = useRef<HTMLFormElement>(null);
  useSendKey(form);
  useEffect(() => {
    if (enter) form.current?.querySelector<HTMLElement>(fields)?.focus();
  }, [enter]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (act.state === "") send();
  };
  return (
    <form className="actform" aria-label={title} onSubmit={submit} noValidate ref={form}>
      <ErrorSummary errors={act.errors} ids={ids} />
      {children}
      <FormEnd act={act} does={does} cancel={cancel} />
    </form>
  );
}
