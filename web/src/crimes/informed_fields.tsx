// SPDX-License-Identifier: Apache-2.0
// When the victim was told, or why not: asked at every decision that ends something.
import type { FieldError } from "../shell/form";
import { messageFor, TextField } from "../shell/form";
import { serverNow } from "../api/client";
import { fromLondonInput, toLondonInput } from "../words/times";

export interface Informed { victim_informed_at: string; not_informed_because: string }

export const emptyInformed: Informed = { victim_informed_at: "", not_informed_because: "" };

export function informedProblems(draft: Informed, now: number): FieldError[] {
  const at = draft.victim_informed_at === "" ? null : fromLondonInput(draft.victim_informed_at);
  if (draft.victim_informed_at === "" && draft.not_informed_because.trim() === "") {
    return [{ field: "victim_informed_at", message: "Enter when the victim was told, or below why not" }];
  }
  if (draft.victim_informed_at === "") return [];
  if (at === null) {
    return [{ field: "victim_informed_at", message: "Enter a time that the clocks showed; this hour was skipped" }];
  }
  return at.getTime() > now + 120_000 ? [{ field: "victim_informed_at", message: "Enter a time that has passed" }] : [];
}

export function informedBody(draft: Informed) {
  const at = draft.victim_informed_at === "" ? null : fromLondonInput(draft.victim_informed_at);
  const because = draft.not_informed_because.trim();
  return {
    ...(at ? { victim_informed_at: at.toISOString() } : {}),
    ...(at || because === "" ? {} : { not_informed_because: because }),
  };
}

interface Properties { draft: Informed; edit: (changes: Partial<Informed>) => void; errors: FieldError[] }

export function InformedFields({ draft, edit, errors }: Properties) {
  return (
    <div className="form-row">
      <TextField
        id="informed-at" label="Victim told at" type="datetime-local" step={1} value={draft.victim_informed_at}
        max={toLondonInput(new Date(serverNow()))} error={messageFor(errors, "victim_informed_at")}
        onText={(victim_informed_at) => edit({ victim_informed_at })}
      />
      <TextField
        id="informed-not" label="Or why not" value={draft.not_informed_because} autoComplete="off"
        error={messageFor(errors, "not_informed_because")}
        onText={(not_informed_because) => edit({ not_informed_because })}
      />
    </div>
  );
}
