// SPDX-License-Identifier: Apache-2.0
// A crime raised from its incident: one key, and nothing has to be typed again. What is not known yet stays a draft
// with its gaps named; choosing the offence here is not compulsory.
import { useState } from "react";
import { get } from "../api/client";
import type { Incident } from "../api/types";
import type { Mention } from "../people/types";
import { saidInWords } from "../people/words";
import { typeOf, usePolicy } from "../policy/use_policy";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor } from "../shell/form";
import { useLoaded } from "../shell/loaded";
import { GuideFor } from "./counting_guide";
import { OffenceSearch } from "./offence_search";
import type { WholeCrime } from "./types";

interface Draft { offence: { code: string; title: string } | null; victims: string[] | null }

const empty: Draft = { offence: null, victims: null };

interface Properties {
  incident: Incident;
  mentions: readonly Mention[];
  done: (raised: WholeCrime) => void;
  cancel: () => void;
}

/** Who could be the victim: everybody named but those only suspected. */
function candidates(mentions: readonly Mention[]): Mention[] {
  return mentions.filter((mention) => !["suspect", "offender"].includes(mention.role));
}

function Victims({ mentions, chosen, choose }: {
  mentions: readonly Mention[]; chosen: string[] | null; choose: (victims: string[]) => void;
}) {
  const ticked = chosen ?? mentions.filter((mention) => mention.role === "victim").map((mention) => mention.id);
  if (mentions.length === 0) return null;
  return (
    <fieldset className="govuk-fieldset ticks">
      <legend className="govuk-fieldset__legend govuk-!-font-weight-bold">Whose crime this is</legend>
      {mentions.map((mention) => (
        <label className="tick" key={mention.id}>
          <input
            type="checkbox" checked={ticked.includes(mention.id)}
            onChange={(event) => choose(event.target.checked
              ? [...ticked, mention.id]
              : ticked.filter((id) => id !== mention.id))}
          />
          <bdi dir="ltr">{saidInWords(mention.said) || "Somebody without a name"}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

/** The offence that the type proposes, by code and title: a code alone says nothing to most. */
function useProposed(incident: Incident) {
  const code = typeOf(usePolicy(), incident.type)?.offence ?? "";
  const found = useLoaded(async (signal) => {
    if (code === "") return null;
    const { items } = await get("/api/v1/crimes/offences", { query: { words: code }, signal });
    return items.find((offence) => offence.code === code) ?? null;
  }, `proposed ${code}`);
  return { code, words: found.value ? `${code} ${found.value.title}` : code };
}

export function RaiseCrimeForm({ incident, mentions, done, cancel }: Properties) {
  const proposed = useProposed(incident);
  const act = useDraftAct(`raise.${incident.id}`, empty);
  const { draft, edit } = act;
  const hint = `The type proposes ${proposed.words}; choose another if it is one.`;
  const send = () => void act.run("/api/v1/crimes", {
    body: {
      incident: incident.id,
      ...(draft.offence ? { offence: draft.offence.code } : {}),
      ...(draft.victims ? { victims: draft.victims } : {}),
    },
  }, done);
  return (
    <ActForm
      title="Raise a crime" act={act} ids={{ offence: "raise-offence" }} does="Raise the crime" send={send}
      cancel={cancel} enter
    >
      <p className="muted">
        Place, times, what was said and everybody named are carried over. Nothing has to be typed again; what is not
        known yet is kept as a gap.
      </p>
      <OffenceSearch
        id="raise-offence" label="Offence" chosen={draft.offence} error={messageFor(act.errors, "offence")}
        hint={proposed.code === "" ? "May follow later." : hint}
        choose={(offence) => edit({ offence: offence ? { code: offence.code, title: offence.title } : null })}
      />
      <GuideFor code={draft.offence?.code ?? proposed.code} />
      <Victims mentions={candidates(mentions)} chosen={draft.victims} choose={(victims) => edit({ victims })} />
    </ActForm>
  );
}

/** Remembers what was raised on this page, for the sentence that tells of it. */
export function useRaised(): [readonly WholeCrime[], (raised: WholeCrime) => void] {
  const [raised, setRaised] = useState<readonly WholeCrime[]>([]);
  return [raised, (one) => setRaised((was) => [...was, one])];
}
