// SPDX-License-Identifier: Apache-2.0
// Where it is: free text that always may be sent as typed, with suggestions of the gazetteer beside it (the combobox
// of the ARIA Authoring Practices). Choosing one gives the position too; typing on takes it away again.
import { useEffect, useId, useState } from "react";
import type { KeyboardEvent } from "react";
import { get } from "../api/client";
import type { Place } from "../api/types";
import { useLoaded } from "../shell/loaded";
import { Field } from "../shell/form";
import { isEnter } from "../shell/keys";

export interface PlaceChoice {
  place: string;
  latitude: number | null;
  longitude: number | null;
}

interface Properties extends PlaceChoice {
  id: string;
  error: string;
  choose: (choice: PlaceChoice) => void;
}

export const unknownPlace = "unknown";
const shortest = 3;

function useSuggestions(text: string, wanted: boolean): Place[] {
  const [asked, setAsked] = useState("");
  const useful = wanted && text.trim().length >= shortest && text !== unknownPlace;
  useEffect(() => {
    const timer = setTimeout(() => setAsked(useful ? text.trim() : ""), 150);
    return () => clearTimeout(timer);
  }, [text, useful]);
  const found = useLoaded(async (signal) => {
    if (asked === "") return [];
    return (await get("/api/v1/geography/gazetteer", { query: { q: asked }, signal })).items.slice(0, 8);
  }, asked);
  return useful ? (found.value ?? []) : [];
}

/** Which suggestion the keys have reached; -1 is the text itself. */
function useList(suggestions: Place[], take: (place: Place) => void, close: () => void) {
  const [at, setAt] = useState(-1);
  useEffect(() => setAt(-1), [suggestions]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && suggestions.length > 0) {
      event.preventDefault();
      setAt((was) => ((was + 1 + step + suggestions.length + 1) % (suggestions.length + 1)) - 1);
    }
    const chosen = suggestions[at];
    if (isEnter(event) && chosen && !event.ctrlKey) {
      event.preventDefault();
      take(chosen);
    }
    if (event.key === "Escape") close();
  };
  return { at, onKeyDown };
}

function Suggestions({ id, at, list, take }: { id: string; at: number; list: Place[]; take: (place: Place) => void }) {
  return (
    <ul className="suggestions" role="listbox" id={id} aria-label="Places found">
      {list.map((place, index) => (
        // The keys are handled by the input, which keeps the focus; the pointer must not take it away.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events
        <li
          key={`${place.text} ${index}`} id={`${id}-${index}`} role="option" aria-selected={index === at} tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()} onClick={() => take(place)}
        >
          <span><bdi>{place.text}</bdi></span>
          <span className="muted">{[place.ward, place.borough].filter(Boolean).join(", ")}</span>
        </li>
      ))}
    </ul>
  );
}

export function PlaceField({ id, place, latitude, longitude, error, choose }: Properties) {
  const [open, setOpen] = useState(false);
  const suggestions = useSuggestions(place, open);
  const listId = useId();
  const take = (chosen: Place) => {
    setOpen(false);
    choose({ place: chosen.text, latitude: chosen.latitude, longitude: chosen.longitude });
  };
  const { at, onKeyDown } = useList(suggestions, take, () => setOpen(false));
  const hint = latitude === null || longitude === null
    ? "Address, street, postcode, grid reference or what the caller says. It is kept as typed."
    : `On the map: ${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return (
    <Field id={id} label="Place" hint={hint} error={error}>
      {(described) => (
        <div className="combobox">
          <input
            dir="auto" id={id} className={`govuk-input${error ? " govuk-input--error" : ""}`} value={place}
            autoComplete="off"
            role="combobox" aria-expanded={suggestions.length > 0} aria-controls={listId} aria-autocomplete="list"
            aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined} aria-describedby={described}
            onChange={(event) => {
              setOpen(true);
              choose({ place: event.target.value, latitude: null, longitude: null });
            }}
            onKeyDown={onKeyDown} onBlur={() => setOpen(false)}
          />
          <button
            type="button" className="button" aria-pressed={place === unknownPlace}
            onClick={() => choose({ place: unknownPlace, latitude: null, longitude: null })}
          >
            Place unknown
          </button>
          {suggestions.length > 0 ? <Suggestions id={listId} at={at} list={suggestions} take={take} /> : (
            <ul id={listId} hidden />
          )}
        </div>
      )}
    </Field>
  );
}
