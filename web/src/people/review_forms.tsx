// SPDX-License-Identifier: Apache-2.0
// Deciding about two records: one person, two persons, later; and taking a decision back. Each with its reason.
import { londonToday } from "../api/client";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, TextField } from "../shell/form";
import type { PairDecision, ReviewPair } from "./types";

export type Doing = "accept" | "refuse" | "postpone";

export const does: Record<Doing, string> = {
  accept: "They are one person", refuse: "They are two persons", postpone: "Decide later",
};
const asks: Record<Doing, string> = {
  accept: "What makes you sure that they are one", refuse: "What makes you sure that they are two",
  postpone: "What it waits for",
};
const ids = { reason: "review-reason", until: "review-until" };

interface Properties {
  pair: ReviewPair;
  doing: Doing;
  decided: (decision: PairDecision | null) => void;
  cancel: () => void;
}

export function DecideForm({ pair, doing, decided, cancel }: Properties) {
  const act = useDraftAct(`review.${pair.id}.${doing}`, { reason: "", until: "" });
  const { draft, edit } = act;
  const send = () => {
    const reason = draft.reason.trim();
    const wrong = [
      ...(doing === "postpone" && draft.until === "" ? [{ field: "until", message: "Choose a day" }] : []),
      ...(reason === "" ? [{ field: "reason", message: "Enter a reason" }] : []),
    ];
    if (wrong.length > 0) return act.refuse(wrong);
    const asked = { path: { id: pair.id }, version: pair.version };
    if (doing === "postpone") {
      const body = { reason, until: draft.until };
      return void act.run("/api/v1/people/review/{id}/postpone", { ...asked, body }, () => decided(null));
    }
    if (doing === "accept") {
      return void act.run("/api/v1/people/review/{id}/accept", { ...asked, body: { reason } }, decided);
    }
    return void act.run("/api/v1/people/review/{id}/refuse", { ...asked, body: { reason } }, decided);
  };
  return (
    <ActForm title={does[doing]} act={act} ids={ids} does={does[doing]} send={send} cancel={cancel} enter>
      {doing === "postpone" ? (
        <TextField
          id={ids.until} label="Until" type="date" min={londonToday()} value={draft.until}
          error={messageFor(act.errors, "until")} onText={(until) => edit({ until })}
        />
      ) : null}
      <TextField
        id={ids.reason} label={asks[doing]} value={draft.reason} error={messageFor(act.errors, "reason")}
        autoComplete="off" maxLength={500} onText={(reason) => edit({ reason })}
      />
    </ActForm>
  );
}

interface TakeBackProperties { decision: PairDecision; done: () => void; cancel: () => void }

export function TakeBackForm({ decision, done, cancel }: TakeBackProperties) {
  const act = useDraftAct(`decision.${decision.id}`, { reason: "" });
  const id = `take-back-${decision.id}`;
  const send = () => {
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why" }]);
    void act.run("/api/v1/people/decisions/{id}/undo", { path: { id: decision.id }, body: { reason } }, done);
  };
  return (
    <ActForm
      title="Take the decision back" act={act} ids={{ reason: id }} does="Take it back" send={send} cancel={cancel}
      enter
    >
      <TextField
        id={id} label="Why it is wrong" value={act.draft.reason} error={messageFor(act.errors, "reason")}
        autoComplete="off" maxLength={500} onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}
