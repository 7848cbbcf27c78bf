// SPDX-License-Identifier: Apache-2.0
// Choosing somebody of the register: a name is typed, those who are called so are offered, one of them is taken.
import { useState } from "react";
import { Failed } from "../shell/page";
import { TextField } from "../shell/form";
import { nothingTyped, queryOf, useLookUp } from "./look_up";

export interface Chosen { id: string; title: string }

interface Properties {
  id: string;
  label: string;
  hint?: string;
  error: string;
  chosen: Chosen | null;
  choose: (person: Chosen | null) => void;
}

export function FindPerson({ id, label, hint, error, chosen, choose }: Properties) {
  const [name, setName] = useState("");
  const { found, error: failed } = useLookUp(chosen ? null : queryOf({ ...nothingTyped, given: name }, ""));
  const persons = (found?.hits ?? []).filter(({ kind }) => kind === "person");
  if (chosen) {
    return (
      <div className="govuk-form-group" role="group" aria-label={label}>
        <p className="govuk-label govuk-!-font-weight-bold">{label}</p>
        <p>
          <bdi dir="ltr">{chosen.title}</bdi>{" "}
          <button type="button" className="button button--small" onClick={() => choose(null)}>
            Somebody else<span className="govuk-visually-hidden"> than <bdi dir="ltr">{chosen.title}</bdi></span>
          </button>
        </p>
      </div>
    );
  }
  return (
    <>
      <TextField
        id={id} label={label} hint={hint} error={error} value={name} autoComplete="off" maxLength={200} onText={setName}
      />
      {failed === null ? null : <Failed error={failed} />}
      {found === null ? null : (
        <div role="status">
          {persons.length === 0 ? <p className="calm">Nobody on the register is called so.</p> : (
            <ul className="plain">
              {persons.map((hit) => (
                <li key={hit.subject}>
                  <button
                    type="button" className="button button--small"
                    onClick={() => choose({ id: hit.subject, title: hit.title })}
                  >
                    <bdi dir="ltr">{hit.title}</bdi>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </>
  );
}
