// SPDX-License-Identifier: Apache-2.0
// Setting a marker, looking at it again, removing it. A marker needs a source, and says when it is looked at again.
import { useState } from "react";
import { usePolicy } from "../policy/use_policy";
import { londonToday } from "../api/client";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, SelectField, TextAreaField, TextField } from "../shell/form";
import type { Marker, SubjectKind } from "./types";

interface SetProperties { kind: SubjectKind; subject: string; done: () => void; cancel: () => void }

const ids = {
  marker: "marker-kind", text: "marker-text", source: "marker-source", review_on: "marker-review",
  expires_on: "marker-expires", visibility: "marker-seen",
};
const empty = { marker: "", text: "", source: "", review_on: "", expires_on: "", visibility: "" };

const seenBy = [
  { value: "", title: "As the person is" }, { value: "0", title: "Everyone" }, { value: "1", title: "Restricted" },
  { value: "2", title: "Secret" },
];

type Draft = typeof empty;

function missing(draft: Draft) {
  const wanted = [
    ["marker", "Choose what it warns of"], ["text", "Enter what is to be known"], ["source", "Enter who says so"],
  ] as const;
  return wanted.filter(([field]) => draft[field].trim() === "").map(([field, message]) => ({ field, message }));
}

function bodyOf(draft: Draft, kind: SubjectKind, subject: string) {
  return {
    kind, subject, marker: draft.marker, text: draft.text.trim(), source: draft.source.trim(),
    ...(draft.review_on === "" ? {} : { review_on: draft.review_on }),
    ...(draft.expires_on === "" ? {} : { expires_on: draft.expires_on }),
    ...(draft.visibility === "" ? {} : { visibility: Number(draft.visibility) }),
  };
}

export function SetMarkerForm({ kind, subject, done, cancel }: SetProperties) {
  const kinds = usePolicy()?.markers ?? [];
  const act = useDraftAct(`marker.${subject}`, empty);
  const { draft, edit } = act;
  const error = (field: string) => messageFor(act.errors, field);
  const send = () => {
    const wrong = missing(draft);
    if (wrong.length > 0) return act.refuse(wrong);
    void act.run("/api/v1/people/markers", { body: bodyOf(draft, kind, subject) }, done);
  };
  const days = kinds.find((one) => one.code === draft.marker)?.review_days;
  return (
    <ActForm title="Set a marker" act={act} ids={ids} does="Set the marker" send={send} cancel={cancel} enter>
      <SelectField
        id={ids.marker} label="It warns of" value={draft.marker} error={error("marker")}
        options={[{ value: "", title: "Choose" }, ...kinds.map(({ code, title }) => ({ value: code, title }))]}
        onChoose={(marker) => edit({ marker })}
      />
      <TextAreaField
        id={ids.text} label="What is to be known" rows={2} value={draft.text} error={error("text")} maxLength={500}
        onText={(text) => edit({ text })}
      />
      <TextField
        id={ids.source} label="Who says so" value={draft.source} error={error("source")} maxLength={200}
        autoComplete="off" onText={(source) => edit({ source })}
      />
      <div className="form-row">
        <TextField
          id={ids.review_on} label="Looked at again on" type="date" min={londonToday()} value={draft.review_on}
          error={error("review_on")} hint={days ? `In ${days} days when left empty.` : undefined}
          onText={(review_on) => edit({ review_on })}
        />
        <TextField
          id={ids.expires_on} label="Ends on (optional)" type="date" min={londonToday()} value={draft.expires_on}
          error={error("expires_on")} onText={(expires_on) => edit({ expires_on })}
        />
        <SelectField
          id={ids.visibility} label="Seen by" value={draft.visibility} options={seenBy}
          onChoose={(visibility) => edit({ visibility })}
        />
      </div>
    </ActForm>
  );
}

interface OneProperties { marker: Marker; done: () => void }

/** Looked at again, or removed: both with the reason. */
export function MarkerActs({ marker, done }: OneProperties) {
  const [doing, setDoing] = useState<"" | "review" | "remove">("");
  const act = useDraftAct(`marker.${marker.id}`, { reason: "" });
  const id = `marker-why-${marker.id}`;
  const finish = () => {
    setDoing("");
    done();
  };
  const send = () => {
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why" }]);
    const asked = { path: { id: marker.id }, body: { reason } };
    if (doing === "remove") void act.run("/api/v1/people/markers/{id}/remove", asked, finish);
    else void act.run("/api/v1/people/markers/{id}/review", asked, finish);
  };
  if (doing === "") {
    return (
      <span className="actions">
        <button type="button" className="button button--small" onClick={() => setDoing("review")}>
          It still stands
        </button>
        <button type="button" className="button button--small" onClick={() => setDoing("remove")}>Remove</button>
      </span>
    );
  }
  return (
    <ActForm
      title={doing === "remove" ? "Remove the marker" : "It still stands"} act={act} ids={{ reason: id }}
      does={doing === "remove" ? "Remove the marker" : "It still stands"} send={send} cancel={() => setDoing("")} enter
    >
      <TextField
        id={id} label="Why" value={act.draft.reason} error={messageFor(act.errors, "reason")} autoComplete="off"
        onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}
