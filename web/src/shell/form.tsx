// SPDX-License-Identifier: Apache-2.0
// Forms in the manner of GOV.UK Frontend: label, hint, message beside the field, and a summary at the top that takes
// the focus. Every refusal of the server lands on the field it names, with the remedy it gives.
import { useEffect, useId, useRef } from "react";
import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from "react";
import { inWords, Refusal } from "../api/problem";

export interface FieldError {
  field: string;
  message: string;
  /** The server's, when it was the server that refused. */
  code?: string;
}

export function errorsOf(error: unknown): FieldError[] {
  if (error === null || error === undefined) return [];
  if (error instanceof Refusal) {
    // Headers (If-Match, Idempotency-Key) are ours to send, not fields that anybody filled in.
    const field = /^[A-Z]/.test(error.field) ? "" : error.field;
    return [{ field, message: error.message, code: error.code }];
  }
  return [{ field: "", message: inWords(error) }];
}

export function messageFor(errors: FieldError[], field: string): string {
  return errors.find((error) => error.field === field)?.message ?? "";
}

interface SummaryProperties {
  errors: FieldError[];
  /** Field as the server names it, to the id of its input on this page. */
  ids?: Record<string, string>;
}

export function ErrorSummary({ errors, ids = {} }: SummaryProperties) {
  const box = useRef<HTMLDivElement>(null);
  const title = useId();
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div className="govuk-error-summary" role="alert" aria-labelledby={title} tabIndex={-1} ref={box}>
      <h2 className="govuk-error-summary__title" id={title}>There is a problem</h2>
      <ul className="govuk-list govuk-error-summary__list">
        {errors.map((error) => {
          const id = ids[error.field];
          return <li key={error.field + error.message}>{id ? <SummaryLink id={id} message={error.message} /> : (
            <NamedError error={error} />
          )}</li>;
        })}
      </ul>
    </div>
  );
}

function NamedError({ error }: { error: FieldError }) {
  return <span>{error.field === "" ? error.message : `${error.field.replaceAll("_", " ")}: ${error.message}`}</span>;
}

function SummaryLink({ id, message }: { id: string; message: string }) {
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(id)?.focus();
      }}
    >
      {message}
    </a>
  );
}

interface FieldProperties {
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string;
  children: (describedBy: string | undefined) => ReactNode;
}

/** Label, hint and message around one control. */
export function Field({ id, label, hint, error = "", children }: FieldProperties) {
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <label className="govuk-label govuk-!-font-weight-bold" htmlFor={id}>{label}</label>
      {hint ? <div id={`${id}-hint`} className="govuk-hint">{hint}</div> : null}
      {error ? (
        <p id={`${id}-error`} className="govuk-error-message">
          <span className="govuk-visually-hidden">Error:</span> {error}
        </p>
      ) : null}
      {children(described === "" ? undefined : described)}
    </div>
  );
}

type TextProperties = Omit<InputHTMLAttributes<HTMLInputElement>, "onChange"> & {
  id: string; label: string; hint?: ReactNode; error?: string; onText: (text: string) => void;
};

export function TextField({ id, label, hint, error = "", onText, className = "", ...rest }: TextProperties) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(described) => (
        <input
          dir="auto" id={id} aria-describedby={described} aria-invalid={error ? true : undefined}
          className={`govuk-input${error ? " govuk-input--error" : ""} ${className}`}
          onChange={(event) => onText(event.target.value)} {...rest}
        />
      )}
    </Field>
  );
}

type AreaProperties = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange"> & {
  id: string; label: string; hint?: ReactNode; error?: string; onText: (text: string) => void;
};

export function TextAreaField({ id, label, hint, error = "", onText, ...rest }: AreaProperties) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(described) => (
        <textarea
          dir="auto" id={id} aria-describedby={described} aria-invalid={error ? true : undefined}
          className={`govuk-textarea${error ? " govuk-textarea--error" : ""}`}
          onChange={(event) => onText(event.target.value)} {...rest}
        />
      )}
    </Field>
  );
}

export interface Option { value: string; title: string }

/** Options from titles by code, after one that stands for no choice. */
export function optionsOf(titles: Readonly<Record<string, string>>, none?: string): Option[] {
  const options = Object.entries(titles).map(([value, title]) => ({ value, title }));
  return none === undefined ? options : [{ value: "", title: none }, ...options];
}

/** Options from a list of the policy, after one that stands for no choice. */
export function optionsFrom(list: readonly { code: string; title: string }[], none: string): Option[] {
  return [{ value: "", title: none }, ...list.map(({ code, title }) => ({ value: code, title }))];
}

interface SelectProperties {
  id: string;
  label: string;
  value: string;
  options: readonly Option[];
  onChoose: (value: string) => void;
  hint?: ReactNode;
  error?: string;
}

export function SelectField({ id, label, value, options, onChoose, hint, error = "" }: SelectProperties) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(described) => (
        <select
          className={`govuk-select${error ? " govuk-select--error" : ""}`} id={id} value={value}
          aria-describedby={described} aria-invalid={error ? true : undefined}
          onChange={(event) => onChoose(event.target.value)}
        >
          {options.map((option) => <option key={option.value} value={option.value}>{option.title}</option>)}
        </select>
      )}
    </Field>
  );
}
