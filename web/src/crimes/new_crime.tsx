// SPDX-License-Identifier: Apache-2.0
// A crime recorded without an incident, at a front counter for instance. Place and what happened are enough; what is
// missing besides stays a gap.
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import type { FieldError } from "../shell/form";
import { messageFor, TextAreaField, TextField } from "../shell/form";
import { PageHeading } from "../shell/page";
import { navigate } from "../shell/router";
import { serverNow } from "../api/client";
import { PlaceField } from "../incidents/place_field";
import { OffenceSearch } from "./offence_search";
import { GuideFor } from "./counting_guide";
import { OccurredFields, occurredBody, occurredProblems } from "./occurred_fields";

const empty = {
  place: "", latitude: null as number | null, longitude: null as number | null, summary: "", occurred_from: "",
  occurred_to: "", offence: null as { code: string; title: string } | null, given_name: "", family_name: "", phone: "",
};
type Draft = typeof empty;

const ids = {
  place: "place", summary: "summary", occurred_from: "occurred-from", occurred_to: "occurred-to", offence: "offence",
  people: "given-name",
};

export function newCrimeProblems(draft: Draft, now: number): FieldError[] {
  return [
    ...(draft.place.trim() === "" ? [{ field: "place", message: "Enter a place, or choose Place unknown" }] : []),
    ...(draft.summary.trim() === "" ? [{ field: "summary", message: "Enter what happened" }] : []),
    ...occurredProblems(draft, now),
  ];
}

export function newCrimeBody(draft: Draft) {
  const { latitude, longitude } = draft;
  const said = Object.fromEntries((["given_name", "family_name", "phone"] as const)
    .map((name) => [name, draft[name].trim()]).filter(([, words]) => words !== ""));
  return {
    summary: draft.summary.trim(),
    place: { text: draft.place.trim(), ...(latitude === null || longitude === null ? {} : { latitude, longitude }) },
    ...occurredBody(draft),
    ...(draft.offence ? { offence: draft.offence.code } : {}),
    ...(Object.keys(said).length === 0 ? {} : { people: [{ role: "victim" as const, said }] }),
  };
}

function Victim({ draft, edit }: { draft: Draft; edit: (changes: Partial<Draft>) => void }) {
  return (
    <fieldset className="govuk-fieldset ticks">
      <legend className="govuk-fieldset__legend govuk-!-font-weight-bold">The victim, as far as known</legend>
      <div className="form-row">
        <TextField
          id="given-name" label="Given name" value={draft.given_name} autoComplete="off"
          onText={(given_name) => edit({ given_name })}
        />
        <TextField
          id="family-name" label="Family name" value={draft.family_name} autoComplete="off"
          onText={(family_name) => edit({ family_name })}
        />
        <TextField
          id="phone" label="Number" inputMode="tel" value={draft.phone} autoComplete="off"
          onText={(phone) => edit({ phone })}
        />
      </div>
    </fieldset>
  );
}

export default function NewCrime() {
  const act = useDraftAct("new crime", empty);
  const { draft, edit, errors } = act;
  const send = () => {
    const problems = newCrimeProblems(draft, serverNow());
    if (problems.length > 0) return act.refuse(problems);
    void act.run("/api/v1/crimes", { body: newCrimeBody(draft) }, ({ crime }) => {
      navigate(`/crimes/${crime.id}`, { replace: true });
    });
  };
  const placeError = errors.find((error) => error.field.startsWith("place"))?.message ?? "";
  return (
    <div className="narrow">
      <PageHeading title="Record a crime without an incident" />
      <div className="panel panel--form">
        <ActForm
          title="Record a crime" act={act} ids={ids} does="Record the crime" send={send} enter
          cancel={() => { act.forget(); navigate("/crimes"); }}
        >
          <PlaceField {...draft} id="place" error={placeError} choose={edit} />
          <TextAreaField
            id="summary" label="What happened" rows={3} value={draft.summary} error={messageFor(errors, "summary")}
            onText={(summary) => edit({ summary })}
          />
          <OccurredFields draft={draft} edit={edit} errors={errors} />
          <OffenceSearch
            id="offence" label="Offence (may follow later)" chosen={draft.offence} error={messageFor(errors, "offence")}
            choose={(offence) => edit({ offence: offence ? { code: offence.code, title: offence.title } : null })}
          />
          <GuideFor code={draft.offence?.code ?? ""} />
          <Victim draft={draft} edit={edit} />
        </ActForm>
      </div>
    </div>
  );
}
