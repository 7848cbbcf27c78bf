// SPDX-License-Identifier: Apache-2.0
// Finding an offence by the words people use or by its code, as it is typed (the combobox of the ARIA Authoring
// Practices). What was typed stays typed until one is chosen.
import { useEffect, useId, useState } from "react";
import type { KeyboardEvent } from "react";
import { get } from "../api/client";
import { Field } from "../shell/form";
import { isEnter } from "../shell/keys";
import { useLoaded } from "../shell/loaded";
import { trialWords } from "./words";
import type { Offence } from "./types";

interface Properties {
  id: string;
  label: string;
  hint?: string;
  error: string;
  chosen: { code: string; title: string } | null;
  choose: (offence: Offence | null) => void;
}

function useOffences(text: string): { offences: Offence[]; asked: string; loading: boolean } {
  const [asked, setAsked] = useState("");
  const wanted = text.trim();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), 120);
    return () => clearTimeout(timer);
  }, [wanted]);
  const found = useLoaded(async (signal) => {
    if (asked === "") return [];
    return (await get("/api/v1/crimes/offences", { query: { words: asked }, signal })).items;
  }, `offences ${asked}`);
  // Answers to what was typed before are not answers to what stands there now.
  return { offences: asked === wanted ? (found.value ?? []) : [], asked, loading: found.loading };
}

function detail(offence: Offence): string {
  return [offence.group, offence.subgroup, trialWords(offence.trial)].filter(Boolean).join(" · ");
}

function useListKeys(offences: Offence[], take: (offence: Offence) => void, close: () => void) {
  const [at, setAt] = useState(0);
  useEffect(() => setAt(0), [offences]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && offences.length > 0) {
      event.preventDefault();
      setAt((was) => (was + step + offences.length) % offences.length);
    }
    const offence = offences[at];
    if (isEnter(event) && offence && !event.ctrlKey) {
      event.preventDefault();
      take(offence);
    }
    if (event.key === "Escape") close();
  };
  return { at, onKeyDown };
}

export function OffenceSearch({ id, label, hint = "", error, chosen, choose }: Properties) {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const { offences, asked, loading } = useOffences(open ? text : "");
  const listId = useId();
  const take = (offence: Offence) => {
    setOpen(false);
    setText("");
    choose(offence);
  };
  const { at, onKeyDown } = useListKeys(offences, take, () => setOpen(false));
  const nothing = open && asked !== "" && !loading && offences.length === 0;
  const said = chosen ? `Chosen: ${chosen.code} ${chosen.title}` : hint;
  return (
    <Field id={id} label={label} hint={said} error={error}>
      {(described) => (
        <div className="combobox">
          <input
            id={id} className={`govuk-input${error ? " govuk-input--error" : ""}`} value={text} autoComplete="off"
            role="combobox" aria-expanded={offences.length > 0} aria-controls={listId} aria-autocomplete="list"
            aria-activedescendant={offences.length > 0 ? `${listId}-${at}` : undefined} aria-describedby={described}
            placeholder="Words or code: burglary dwelling, 28E"
            onChange={(event) => { setOpen(true); setText(event.target.value); }}
            onKeyDown={onKeyDown} onBlur={() => setOpen(false)}
          />
          {chosen ? <button type="button" className="button" onClick={() => choose(null)}>Clear</button> : null}
          <ul
            className="suggestions suggestions--two" role="listbox" id={listId} aria-label="Offences found"
            hidden={offences.length === 0}
          >
            {offences.map((offence, index) => (
              // The keys are handled by the input, which keeps the focus; the pointer must not take it away.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <li
                key={offence.code} id={`${listId}-${index}`} role="option" aria-selected={index === at} tabIndex={-1}
                onMouseDown={(event) => event.preventDefault()} onClick={() => take(offence)}
              >
                <span><b className="figure">{offence.code}</b> {offence.title}</span>
                <span className="muted">{detail(offence)}</span>
              </li>
            ))}
          </ul>
          <span className="govuk-visually-hidden" role="status">
            {nothing ? "No offence is found by these words." : ""}
          </span>
          {nothing ? (
            <p className="muted combobox__nothing" aria-hidden="true">No offence is found by these words.</p>
          ) : null}
        </div>
      )}
    </Field>
  );
}
