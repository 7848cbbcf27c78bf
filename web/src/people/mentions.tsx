// SPDX-License-Identifier: Apache-2.0
// Who was named in a record, as it was said, and which person each was decided to be. Every decision can be undone.
import { useId, useState } from "react";
import type { FormEvent } from "react";
import { get, londonToday } from "../api/client";
import { useAct } from "../access/act";
import { useLive } from "../live/live";
import { ErrorSummary, messageFor, TextField } from "../shell/form";
import { useLoaded } from "../shell/loaded";
import type { Loaded } from "../shell/loaded";
import { Empty, Show } from "../shell/page";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import { Hits } from "./hits";
import { queryOf, typedOf, useLookUp } from "./look_up";
import type { Mention } from "./types";
import { roleTitle, saidInWords } from "./words";

/** The mentions of one record ("contact", "incident" or "crime"), read again when something happens to it. */
export function useMentions(kind: string, id: string | null): Loaded<Mention[]> {
  const loaded = useLoaded<Mention[]>(async (signal) => {
    if (id === null) return [];
    return (await get("/api/v1/people/mentions", { query: { record: id }, signal })).items;
  }, `mentions ${id}`);
  useLive(id === null ? [] : [`${kind}:${id}`], (event) => {
    if (event.record === id) loaded.again();
  }, loaded.again);
  return loaded;
}

function UndoForm({ mention, done }: { mention: Mention; done: () => void }) {
  const [reason, setReason] = useState("");
  const act = useAct();
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === "") return act.refuse([{ field: "reason", message: "Enter why the link is wrong" }]);
    void act.run("/api/v1/people/mentions/{mention}/undo", {
      path: { mention: mention.id }, body: { reason: reason.trim() },
    }, done);
  };
  return (
    <form className="confirm" onSubmit={submit} noValidate>
      <ErrorSummary errors={act.errors} ids={{ reason: id }} />
      <TextField
        id={id} label="Why it is somebody else" value={reason} onText={setReason} autoComplete="off"
        error={messageFor(act.errors, "reason")}
      />
      <button type="submit" className="button" disabled={act.busy}>Undo</button>
    </form>
  );
}

function WhoIsIt({ mention, done }: { mention: Mention; done: () => void }) {
  const act = useAct();
  const looked = useLookUp(queryOf(typedOf(mention.said), londonToday()));
  return (
    <>
      <ErrorSummary errors={act.errors} />
      {looked.found?.hits.length === 0 ? <Empty>Nobody on the register answers this.</Empty> : null}
      <Hits
        hits={looked.found?.hits.filter((hit) => hit.kind === "person") ?? []} more={looked.found?.more ?? false}
        confirmed={new Set()} busy={act.busy}
        decide={(decision) => void act.run("/api/v1/people/mentions/{mention}/confirm", {
          path: { mention: mention.id }, body: decision,
        }, done)}
      />
    </>
  );
}

function OneMention({ mention, again }: { mention: Mention; again: () => void }) {
  const [open, setOpen] = useState(false);
  const may = useMay()("record people");
  const decided = mention.person !== null && mention.person !== undefined;
  const done = () => {
    setOpen(false);
    again();
  };
  return (
    <li className="mention">
      <p>
        <strong>{roleTitle(mention.role)}</strong> <bdi dir="ltr">{saidInWords(mention.said)}</bdi>{" "}
        {mention.anonymous ? <span className="muted">Anonymous: never matched.</span> : null}
        {mention.person ? (
          <><strong className="met">Person confirmed.</strong> <Link to={`/people/${mention.person}`}>Register</Link></>
        ) : null}
      </p>
      {may && !mention.anonymous ? (
        <button type="button" className="button button--small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {decided ? "Undo" : "Who is this?"}
        </button>
      ) : null}
      {open && decided ? <UndoForm mention={mention} done={done} /> : null}
      {open && !decided ? <WhoIsIt mention={mention} done={done} /> : null}
    </li>
  );
}

export function Mentions({ loaded }: { loaded: Loaded<Mention[]> }) {
  return (
    <Show what="who was named" loaded={loaded}>
      {(mentions) => mentions.length === 0 ? <Empty>Nobody has been named yet.</Empty> : (
        <ul className="mentions">
          {mentions.map((mention) => <OneMention key={mention.id} mention={mention} again={loaded.again} />)}
        </ul>
      )}
    </Show>
  );
}
