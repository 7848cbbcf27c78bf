// SPDX-License-Identifier: Apache-2.0
// The type of an incident, found by typing (the combobox of the ARIA Authoring Practices). It may stay empty.
import { useEffect, useId, useState } from "react";
import type { KeyboardEvent } from "react";
import { typeOf, usePolicy } from "../policy/use_policy";
import type { IncidentType } from "../policy/types";
import { Field } from "../shell/form";
import { isEnter } from "../shell/keys";
import { typesFor } from "./type_search";

const mostShown = 8;

interface Properties {
  id: string;
  /** "Type (optional)" when nobody said. */
  label?: string;
  /** Code of the type chosen; empty: none yet. */
  type: string;
  error: string;
  choose: (type: string) => void;
  /** Enter, when there is nothing to choose. */
  enter: () => void;
}

interface OptionsProperties { id: string; at: number; list: IncidentType[]; take: (type: IncidentType) => void }

function Options({ id, at, list, take }: OptionsProperties) {
  return (
    <ul className="suggestions" role="listbox" id={id} aria-label="Incident types">
      {list.map((type, index) => (
        // The keys are handled by the input, which keeps the focus; the pointer must not take it away.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events
        <li
          key={type.code} id={`${id}-${index}`} role="option" aria-selected={index === at} tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()} onClick={() => take(type)}
        >
          <span>{type.title}</span>
          <span className="muted">{type.restricted ? "Restricted" : type.category}</span>
        </li>
      ))}
    </ul>
  );
}

export function TypeField({ id, label = "Type (optional)", type, error, choose, enter }: Properties) {
  const policy = usePolicy();
  const [text, setText] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const listId = useId();
  const chosen = typeOf(policy, type)?.title ?? type;
  const list = text === null ? [] : typesFor(policy?.types ?? [], text).slice(0, mostShown);
  useEffect(() => setAt(0), [text]);
  const take = (found: IncidentType) => {
    choose(found.code);
    setText(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (text === null) setText("");
      else if (list.length > 0) setAt((was) => (was + step + list.length) % list.length);
    }
    if (isEnter(event) && !event.ctrlKey) {
      event.preventDefault();
      const found = list[at];
      if (found) take(found);
      else enter();
    }
    if (event.key === "Escape" && text !== null) {
      event.stopPropagation();
      setText(null);
    }
  };
  return (
    <Field id={id} label={label} error={error} hint="By its name or in the caller's words: burgl, fight">
      {(described) => (
        <div className="combobox">
          <input
            dir="auto" id={id} className={`govuk-input${error ? " govuk-input--error" : ""}`} value={text ?? chosen}
            autoComplete="off" role="combobox" aria-expanded={list.length > 0} aria-controls={listId}
            aria-autocomplete="list" aria-activedescendant={list[at] ? `${listId}-${at}` : undefined}
            aria-describedby={described} onKeyDown={onKeyDown} onBlur={() => setText(null)}
            onChange={(event) => {
              setText(event.target.value);
              if (event.target.value === "") choose("");
            }}
          />
          {list.length > 0 ? <Options id={listId} at={at} list={list} take={take} /> : <ul id={listId} hidden />}
        </div>
      )}
    </Field>
  );
}
