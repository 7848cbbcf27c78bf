// SPDX-License-Identifier: Apache-2.0
// Who is what to the crime: counted victims, people owed the Victims' Code, suspects. Everybody named in the chain can
// be linked without typing; somebody new can be named here.
import { useState } from "react";
import { saidInWords } from "../people/words";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, optionsOf, SelectField, TextField } from "../shell/form";
import { Empty } from "../shell/page";
import { useMay } from "../shell/session";
import { entitledWords, partWords } from "./words";
import type { EntitledAs, Linked, Part, WholeCrime } from "./types";

export const someoneNew = "new";

interface LinkDraft {
  part: Part; mention: string; entitled: EntitledAs; given_name: string; family_name: string; openly: boolean;
}

export const emptyLink: LinkDraft = {
  part: "counted_victim", mention: "", entitled: "victim", given_name: "", family_name: "", openly: false,
};

export function linkBody(draft: LinkDraft) {
  const who = draft.mention === someoneNew
    ? {
      said: { given_name: draft.given_name.trim(), family_name: draft.family_name.trim() },
      ...(draft.openly ? { openly: true } : {}),
    }
    : { mention: draft.mention };
  return { part: draft.part, ...who, ...(draft.part === "entitled" ? { entitled: draft.entitled } : {}) };
}

function linkProblems(draft: LinkDraft) {
  if (draft.mention === "") return [{ field: "mention", message: "Choose somebody named, or somebody new" }];
  const named = `${draft.given_name}${draft.family_name}`.trim() !== "";
  return draft.mention === someoneNew && !named ? [{ field: "said", message: "Enter a name, as it was said" }] : [];
}

interface FormProperties { whole: WholeCrime; done: () => void; cancel: () => void }

function LinkForm({ whole, done, cancel }: FormProperties) {
  const act = useDraftAct(`link.${whole.crime.id}`, emptyLink);
  const { draft, edit, errors } = act;
  const send = () => {
    const problems = linkProblems(draft);
    if (problems.length > 0) return act.refuse(problems);
    void act.run("/api/v1/crimes/{id}/people", { path: { id: whole.crime.id }, body: linkBody(draft) }, done);
  };
  const named = whole.mentions.map(({ id, said }) => {
    return { value: id, title: saidInWords(said) || "Somebody without a name" };
  });
  return (
    <ActForm
      title="Link somebody" act={act} ids={{ mention: "link-who", said: "link-given", part: "link-part" }}
      does="Link" send={send} cancel={cancel} enter
    >
      <SelectField
        id="link-who" label="Who" value={draft.mention} error={messageFor(errors, "mention")}
        options={[{ value: "", title: "Choose" }, ...named, { value: someoneNew, title: "Somebody not named yet" }]}
        onChoose={(mention) => edit({ mention })}
      />
      {draft.mention === someoneNew ? (
        <div className="form-row">
          <TextField
            id="link-given" label="Given name" value={draft.given_name} error={messageFor(errors, "said")}
            autoComplete="off" onText={(given_name) => edit({ given_name })}
          />
          <TextField
            id="link-family" label="Family name" value={draft.family_name} autoComplete="off"
            onText={(family_name) => edit({ family_name })}
          />
        </div>
      ) : null}
      {draft.mention === someoneNew && draft.part !== "suspect" ? (
        <label className="tick">
          <input type="checkbox" checked={draft.openly} onChange={(event) => edit({ openly: event.target.checked })} />
          If somebody told of this anonymously: this is somebody else, or they have agreed to be named. Otherwise they
          are kept, and never matched with the register.
        </label>
      ) : null}
      <SelectField
        id="link-part" label="Is" value={draft.part} options={optionsOf(partWords)} error={messageFor(errors, "part")}
        onChoose={(part) => edit({ part: part as Part })}
      />
      {draft.part === "entitled" ? (
        <SelectField
          id="link-entitled" label="Because they are" value={draft.entitled} options={optionsOf(entitledWords)}
          onChoose={(entitled) => edit({ entitled: entitled as EntitledAs })}
        />
      ) : null}
    </ActForm>
  );
}

function UnlinkForm({ whole, linked, done, cancel }: FormProperties & { linked: Linked }) {
  const act = useDraftAct(`unlink.${whole.crime.id}.${linked.mention}.${linked.part}`, { reason: "" });
  const isSuspect = linked.part === "suspect";
  const send = () => {
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why" }]);
    void act.run("/api/v1/crimes/{id}/people/unlink", {
      path: { id: whole.crime.id }, body: { mention: linked.mention, part: linked.part, reason },
    }, done);
  };
  return (
    <ActForm
      title={isSuspect ? "Eliminate" : "Take off"} act={act} ids={{ reason: "unlink-reason" }}
      does={isSuspect ? "Eliminate the suspect" : "Take off the crime"} send={send} cancel={cancel} enter
    >
      <TextField
        id="unlink-reason" label="Why" value={act.draft.reason} error={messageFor(act.errors, "reason")}
        autoComplete="off" onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}

function linkedWords({ part, state, entitled, because }: Linked): string {
  if (part === "entitled" && entitled) return `${partWords[part]}, ${entitledWords[entitled]}`;
  if (part !== "suspect") return partWords[part];
  return state === "eliminated" ? `${partWords[part]}, eliminated: ${because ?? ""}` : `${partWords[part]}, current`;
}

function nobodyWords({ crime }: WholeCrime): string {
  return crime.state_victim ? "The State is the victim." : "Nobody is linked yet.";
}

export function CrimePeople({ whole, again }: { whole: WholeCrime; again: () => void }) {
  const may = useMay()("record crimes") && whole.crime.status !== "cancelled";
  const [doing, setDoing] = useState("");
  const done = () => {
    setDoing("");
    again();
  };
  const cancel = () => setDoing("");
  return (
    <section className="panel" aria-labelledby="crime-people">
      <h2 id="crime-people" tabIndex={-1}>People</h2>
      {whole.people.length === 0 ? <Empty>{nobodyWords(whole)}</Empty> : (
        <ul className="plain">
          {whole.people.map((linked) => {
            const id = `${linked.mention}.${linked.part}`;
            return (
              <li key={id} className="linked">
                <strong><bdi>{linked.name}</bdi></strong> <span className="muted">{linkedWords(linked)}</span>
                {may && doing === "" && linked.state !== "eliminated" ? (
                  <button type="button" className="button button--small" onClick={() => setDoing(id)}>
                    {linked.part === "suspect" ? "Eliminate" : "Take off"}
                    <span className="govuk-visually-hidden"> <bdi>{linked.name}</bdi>, {partWords[linked.part]}</span>
                  </button>
                ) : null}
                {doing === id ? <UnlinkForm whole={whole} linked={linked} done={done} cancel={cancel} /> : null}
              </li>
            );
          })}
        </ul>
      )}
      {may && doing === "" ? (
        <button type="button" className="button" onClick={() => setDoing("link")}>Link somebody</button>
      ) : null}
      {doing === "link" ? <LinkForm whole={whole} done={done} cancel={cancel} /> : null}
    </section>
  );
}
