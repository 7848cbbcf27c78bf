// SPDX-License-Identifier: Apache-2.0
// Threat, harm, risk, investigation, vulnerability, engagement: each from 0 (none) to 3 (grave), as far as is known.
import { useRef } from "react";
import { thriveFactors } from "../policy/in_words";
import type { ThriveFactor } from "../policy/types";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import type { DraftAct } from "../shell/draft_act";
import { SelectField } from "../shell/form";
import { useListKeys } from "../shell/list_keys";
import type { Assessment, Facets } from "./types";

export const gravities = ["none", "some", "serious", "grave"] as const;

/** "Threat 2, serious: has a knife; vulnerability 3, grave; wants somebody to come". */
export function assessedInWords({ said }: Pick<Assessment, "said">): string {
  const facets = thriveFactors.flatMap(([factor, title]) => {
    const facet = said[factor];
    if (!facet) return [];
    const words = facet.words ? `: ${facet.words}` : "";
    return [`${title.toLowerCase()} ${facet.level}, ${gravities[facet.level] ?? ""}${words}`];
  });
  const wishes = said.wishes_attendance;
  const wish = wishes == null ? [] : [wishes ? "wants somebody to come" : "does not want anybody to come"];
  const words = [...facets, ...wish].join("; ");
  return words === "" ? "Nothing was said." : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

export interface FacetDraft {
  levels: Partial<Record<ThriveFactor, number>>;
  words: Partial<Record<ThriveFactor, string>>;
  wishes: "" | "yes" | "no";
}

/** What stands is where the next assessment begins. */
export function draftFrom(last: Pick<Assessment, "said"> | null): FacetDraft {
  const facets = thriveFactors.flatMap(([factor]) => {
    const facet = last?.said[factor];
    return facet ? [[factor, facet] as const] : [];
  });
  const wishes = last?.said.wishes_attendance;
  return {
    levels: Object.fromEntries(facets.map(([factor, { level }]) => [factor, level])),
    words: Object.fromEntries(facets.map(([factor, { words }]) => [factor, words ?? ""])),
    wishes: wishes == null ? "" : wishes ? "yes" : "no",
  };
}

/** What is sent: only what was said. Words without a level say nothing yet. */
export function facetsFrom({ levels, words, wishes }: FacetDraft): Facets {
  const facets = thriveFactors.flatMap(([factor]) => {
    const level = levels[factor];
    if (level === undefined) return [];
    const said = words[factor]?.trim() ?? "";
    return [[factor, { level, ...(said === "" ? {} : { words: said }) }] as const];
  });
  return { ...Object.fromEntries(facets), ...(wishes === "" ? {} : { wishes_attendance: wishes === "yes" }) };
}

interface RowProperties { factor: ThriveFactor; title: string; act: DraftAct<FacetDraft> }

function Row({ factor, title, act }: RowProperties) {
  const { levels, words } = act.draft;
  const level = levels[factor];
  return (
    <fieldset className="facet" data-item>
      <legend>{title}</legend>
      <span className="facet__levels">
        {gravities.map((gravity, at) => (
          <label key={gravity} className="facet__level">
            <input
              type="radio" name={`facet-${factor}`} checked={level === at}
              data-focus={at === (level ?? 0) ? "" : undefined}
              onChange={() => act.edit({ levels: { ...levels, [factor]: at } })}
            />
            {at} <span className="facet__word">{gravity}</span>
          </label>
        ))}
      </span>
      <input
        dir="auto" className="govuk-input" aria-label={`${title}: in words`} value={words[factor] ?? ""} maxLength={500}
        autoComplete="off" placeholder="In words" onChange={(event) => {
          act.edit({ words: { ...words, [factor]: event.target.value } });
        }}
      />
    </fieldset>
  );
}

interface Properties {
  incident: string;
  last: Assessment | null;
  done: () => void;
  cancel: () => void;
  enter?: boolean;
}

const wishOptions = [
  { value: "", title: "Not asked" }, { value: "yes", title: "Wants somebody to come" },
  { value: "no", title: "Does not want anybody to come" },
];

/** Digits 0 to 3 set the row that has the focus and go to the next. */
export function AssessmentForm({ incident, last, done, cancel, enter = false }: Properties) {
  const act = useDraftAct<FacetDraft>(`assess.${incident}`, draftFrom(last));
  const box = useRef<HTMLDivElement>(null);
  const set = (at: number, key: string) => {
    const factor = thriveFactors[at]?.[0];
    if (factor === undefined) return false;
    act.edit({ levels: { ...act.draft.levels, [factor]: Number(key) } });
    box.current?.querySelectorAll<HTMLElement>("[data-item]")[at + 1]?.querySelector("input")?.focus();
    return true;
  };
  useListKeys(box, "row of the assessment", [
    { keys: ["0", "1", "2", "3"], does: "Set the row that has the focus, and go to the next", act: set },
  ]);
  const send = () => {
    const facets = facetsFrom(act.draft);
    if (Object.keys(facets).length === 0) return act.refuse([{ field: "", message: "Say at least one of the six" }]);
    void act.run("/api/v1/incidents/{id}/assessments", { path: { id: incident }, body: facets }, done);
  };
  return (
    <ActForm title="Assess" act={act} ids={{}} does="Keep the assessment" send={send} cancel={cancel} enter={enter}>
      <p className="muted">Each from 0 to 3. Leave empty what nobody has said. Digits set a row and go to the next.</p>
      <div ref={box} data-list="assessment">
        {thriveFactors.map(([factor, title]) => <Row key={factor} factor={factor} title={title} act={act} />)}
      </div>
      <SelectField
        id="assess-wishes" label="The victim" value={act.draft.wishes} options={wishOptions}
        onChoose={(wishes) => act.edit({ wishes: wishes as FacetDraft["wishes"] })}
      />
    </ActForm>
  );
}
