// SPDX-License-Identifier: Apache-2.0
// From when to when a crime happened; often nobody knows closer than "between going to bed and getting up".
import type { FieldError } from "../shell/form";
import { messageFor, TextField } from "../shell/form";
import { serverNow } from "../api/client";
import { fromLondonInput, toLondonInput } from "../words/times";

export interface Occurred { occurred_from: string; occurred_to: string }

const skipped = "Enter a time that the clocks showed; this hour was skipped";

/** Both may be left out; what is there must be in order and in the past. */
export function occurredProblems({ occurred_from: from, occurred_to: to }: Occurred, now: number): FieldError[] {
  const errors: FieldError[] = [];
  const [began, ended] = [fromLondonInput(from), fromLondonInput(to)];
  if (from !== "" && began === null) errors.push({ field: "occurred_from", message: skipped });
  if (to !== "" && ended === null) errors.push({ field: "occurred_to", message: skipped });
  const future = (at: Date | null) => at !== null && at.getTime() > now + 120_000;
  if (future(began)) errors.push({ field: "occurred_from", message: "It cannot be recorded before it happens" });
  if (future(ended)) errors.push({ field: "occurred_to", message: "It cannot be recorded before it happens" });
  if (began && ended && ended < began) {
    errors.push({ field: "occurred_to", message: "It cannot end before it began; check the two times" });
  }
  return errors;
}

export function occurredBody({ occurred_from: from, occurred_to: to }: Occurred) {
  const [began, ended] = [fromLondonInput(from), fromLondonInput(to)];
  return {
    ...(began ? { occurred_from: began.toISOString() } : {}), ...(ended ? { occurred_to: ended.toISOString() } : {}),
  };
}

interface Properties { draft: Occurred; edit: (changes: Partial<Occurred>) => void; errors: FieldError[] }

export function OccurredFields({ draft, edit, errors }: Properties) {
  const newest = toLondonInput(new Date(serverNow()));
  return (
    <div className="form-row">
      <TextField
        id="occurred-from" label="Happened from" type="datetime-local" step={1} value={draft.occurred_from} max={newest}
        hint="London time. Leave empty for now." error={messageFor(errors, "occurred_from")}
        onText={(occurred_from) => edit({ occurred_from })}
      />
      <TextField
        id="occurred-to" label="Happened until" type="datetime-local" step={1} value={draft.occurred_to} max={newest}
        hint="When nobody knows closer than between two times." error={messageFor(errors, "occurred_to")}
        onText={(occurred_to) => edit({ occurred_to })}
      />
    </div>
  );
}
