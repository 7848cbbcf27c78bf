// SPDX-License-Identifier: Apache-2.0
// Who is never shown or joined with whom: protected and relocated persons, holders of a gender recognition
// certificate. Offered to nobody but those who keep this list.
import { useState } from "react";
import { get, londonToday } from "../api/client";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, optionsOf, SelectField, TextField } from "../shell/form";
import { MoreOf, useGrowing } from "../shell/growing";
import { Empty, PageHeading, Show } from "../shell/page";
import { Link } from "../shell/router";
import { dayAndTime } from "../words/times";
import type { Chosen } from "./find_person";
import { FindPerson } from "./find_person";
import type { NeverLink } from "./types";
import { dayInWords } from "./words";

const kinds = {
  protected_person: "Protected person", gender_recognition: "Gender recognition", relocated_victim: "Relocated victim",
} as const;

const seenBy = { 2: "Secret", 1: "Restricted", 0: "Everyone" };

const ids = {
  id: "apart-person", other: "apart-other", kind: "apart-kind", since: "apart-since", reason: "apart-reason",
  review_on: "apart-review", visibility: "apart-seen",
};

interface Draft {
  id: Chosen | null;
  other: Chosen | null;
  kind: string;
  since: string;
  reason: string;
  review_on: string;
  visibility: string;
}
const empty: Draft = { id: null, other: null, kind: "", since: "", reason: "", review_on: "", visibility: "2" };

function missing({ id, kind, since, reason }: Draft) {
  return [
    ...(id === null ? [{ field: "id", message: "Find the person who is hidden" }] : []),
    ...(kind === "" ? [{ field: "kind", message: "Choose why" }] : []),
    ...(kind === "relocated_victim" && since === ""
      ? [{ field: "since", message: "Enter the day of the relocation" }] : []),
    ...(reason.trim() === "" ? [{ field: "reason", message: "Enter a reason" }] : []),
  ];
}

const isKind = (kind: string): kind is keyof typeof kinds => kind in kinds;

function NewEntry({ done, cancel }: { done: () => void; cancel: () => void }) {
  const act = useDraftAct("never-link", empty);
  const { draft, edit } = act;
  const error = (field: string) => messageFor(act.errors, field);
  const relocated = draft.kind === "relocated_victim";
  const send = () => {
    const wrong = missing(draft);
    if (wrong.length > 0 || draft.id === null || !isKind(draft.kind)) return act.refuse(wrong);
    const body = {
      kind: draft.kind, reason: draft.reason.trim(), visibility: Number(draft.visibility),
      ...(draft.other ? { other: draft.other.id } : {}),
      ...(relocated ? { since: draft.since } : {}),
      ...(draft.review_on === "" ? {} : { review_on: draft.review_on }),
    };
    void act.run("/api/v1/people/persons/{id}/never-links", { path: { id: draft.id.id }, body }, done);
  };
  return (
    <ActForm title="Keep somebody apart" act={act} ids={ids} does="Keep apart" send={send} cancel={cancel} enter>
      <FindPerson
        id={ids.id} label="Who is hidden" hint="Given and family name." error={error("id")} chosen={draft.id}
        choose={(id) => edit({ id })}
      />
      <SelectField
        id={ids.kind} label="Why" value={draft.kind} error={error("kind")} options={optionsOf(kinds, "Choose")}
        onChoose={(kind) => edit({ kind })}
      />
      <FindPerson
        id={ids.other} label="From whom (optional)" hint="Hidden from everybody when left empty." error={error("other")}
        chosen={draft.other} choose={(other) => edit({ other })}
      />
      <TextField
        id={ids.reason} label="Reason" value={draft.reason} error={error("reason")} autoComplete="off" maxLength={500}
        onText={(reason) => edit({ reason })}
      />
      <div className="form-row">
        {relocated ? (
          <TextField
            id={ids.since} label="Day of the relocation" type="date" max={londonToday()} value={draft.since}
            error={error("since")} hint="What was said since is hidden." onText={(since) => edit({ since })}
          />
        ) : null}
        <TextField
          id={ids.review_on} label="Looked at again on" type="date" min={londonToday()} value={draft.review_on}
          error={error("review_on")} hint="In a year when left empty." onText={(review_on) => edit({ review_on })}
        />
        <SelectField
          id={ids.visibility} label="This entry is seen by" value={draft.visibility} error={error("visibility")}
          options={Object.entries(seenBy).reverse().map(([value, title]) => ({ value, title }))}
          onChoose={(visibility) => edit({ visibility })}
        />
      </div>
    </ActForm>
  );
}

function Remove({ entry, done }: { entry: NeverLink; done: () => void }) {
  const [open, setOpen] = useState(false);
  const act = useDraftAct(`never-link.${entry.id}`, { reason: "" });
  const id = `apart-end-${entry.id}`;
  const send = () => {
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why it ends" }]);
    void act.run("/api/v1/people/never-links/{id}/remove", { path: { id: entry.id }, body: { reason } }, done);
  };
  if (!open) {
    return (
      <button type="button" className="button button--small" onClick={() => setOpen(true)}>
        Remove<span className="govuk-visually-hidden"> <bdi dir="ltr">{entry.title}</bdi></span>
      </button>
    );
  }
  return (
    <ActForm
      title={`Remove ${entry.title}`} act={act} ids={{ reason: id }} does="Remove" send={send}
      cancel={() => setOpen(false)} enter
    >
      <TextField
        id={id} label="Why it ends" value={act.draft.reason} error={messageFor(act.errors, "reason")}
        autoComplete="off" maxLength={500} onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}

function Entry({ entry, again }: { entry: NeverLink; again: () => void }) {
  return (
    <tr>
      <th scope="row"><Link to={`/people/${entry.person}`}><bdi dir="ltr">{entry.title}</bdi></Link></th>
      <td>
        {kinds[entry.kind]}
        {entry.since ? <span className="under muted">since {dayInWords(entry.since)}</span> : null}
      </td>
      <td>
        {entry.other
          ? <Link to={`/people/${entry.other}`}><bdi dir="ltr">{entry.other_title}</bdi></Link>
          : "From everybody"}
      </td>
      <td>
        {entry.reason}
        <span className="under muted">{entry.set_by}, {dayAndTime(entry.set_at)}</span>
      </td>
      <td>
        {dayInWords(entry.review_on)}
        {entry.review_on < londonToday() ? <strong className="late under">Overdue</strong> : null}
      </td>
      <td><Remove entry={entry} done={again} /></td>
    </tr>
  );
}

const columns = ["Who is hidden", "Why", "From whom", "Reason", "Looked at again", "To do"];

export default function ApartPage() {
  const loaded = useGrowing(
    (asked, signal) => get("/api/v1/people/never-links", { query: asked, signal }), "never-links", 50,
  );
  const [adding, setAdding] = useState(false);
  const added = () => {
    setAdding(false);
    loaded.again();
  };
  return (
    <div className="wide">
      <PageHeading title="Kept apart" />
      <p>
        Whoever stands here is never proposed to be somebody else, never joined with anybody, and reached by no number,
        address or vehicle. Nobody else is told that it is so.
      </p>
      {adding ? <NewEntry done={added} cancel={() => setAdding(false)} /> : (
        <div className="actions">
          <button type="button" className="button button--main" onClick={() => setAdding(true)}>
            Keep somebody apart
          </button>
        </div>
      )}
      <Show what="the list" loaded={loaded}>
        {({ items }) => items.length === 0 ? <Empty>Nobody is kept apart, as far as you may know.</Empty> : (
          <>
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus */}
            <div className="scroll" tabIndex={0} role="region" aria-label="Kept apart">
              <table className="data stacked">
                <thead><tr>{columns.map((column) => <th scope="col" key={column}>{column}</th>)}</tr></thead>
                <tbody>{items.map((entry) => <Entry key={entry.id} entry={entry} again={loaded.again} />)}</tbody>
              </table>
            </div>
            <MoreOf list={loaded} what="entries" />
          </>
        )}
      </Show>
    </div>
  );
}
