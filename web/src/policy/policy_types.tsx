// SPDX-License-Identifier: Apache-2.0
// The table of incident types, the heart of a policy: found by the words that callers use.
import { useState } from "react";
import { Empty } from "../shell/page";
import { plural } from "../words/numbers";
import { typesFor } from "../contacts/type_search";
import { LevelMark } from "./level_mark";
import { crimeExpectedWords, listed, typeNotes } from "./in_words";
import type { IncidentType, Policy } from "./types";

function TypeRow({ type, policy }: { type: IncidentType; policy: Policy }) {
  const level = policy.levels.find((each) => each.code === type.floor);
  const asked = policy.question_sets.filter((set) => type.question_sets.includes(set.code)).map((set) => set.title);
  return (
    <tr>
      <th scope="row">
        {type.title}<span className="muted under">{type.category || "A crime; no national category"}</span>
      </th>
      <td>{level ? <LevelMark title={level.title} national={level.national} /> : type.floor}</td>
      <td>
        {crimeExpectedWords[type.crime_expected]}
        {type.offence === "" ? null : <span className="muted under">Home Office {type.offence}</span>}
      </td>
      <td>{listed(asked) || <span className="muted">None</span>}</td>
      <td>{typeNotes(type).map((note) => <span className="under" key={note}>{note}</span>)}</td>
      <td>
        {type.card.length === 0 ? <span className="muted">None</span> : (
          <details>
            <summary>
              {plural(type.card.length, "line")}<span className="govuk-visually-hidden"> for {type.title}</span>
            </summary>
            <ol className="card">{type.card.map((line) => <li key={line}>{line}</li>)}</ol>
          </details>
        )}
      </td>
    </tr>
  );
}

const columns = ["Type", "At least", "Crime", "Questions", "Particulars", "Action card"];

export function PolicyTypes({ policy }: { policy: Policy }) {
  const [text, setText] = useState("");
  const found = typesFor(policy.types, text);
  return (
    <section className="panel" aria-labelledby="types">
      <h2 id="types" tabIndex={-1}>Incident types</h2>
      <div className="filters">
        <label className="filters__search">
          <span className="govuk-visually-hidden">Search the types by what a caller says</span>
          <input
            type="search" placeholder="Search by what a caller says" value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <span className="muted" role="status">{plural(found.length, "type")}</span>
      </div>
      {found.length === 0 ? <Empty>No type is found by these words.</Empty> : (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
        <div className="scroll scroll--tall" tabIndex={0} role="region" aria-label="Table of types">
          <table className="data">
            <thead><tr>{columns.map((column) => <th scope="col" key={column}>{column}</th>)}</tr></thead>
            <tbody>{found.map((type) => <TypeRow key={type.code} type={type} policy={policy} />)}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}
