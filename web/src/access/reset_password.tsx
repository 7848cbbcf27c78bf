// SPDX-License-Identifier: Apache-2.0
// A new password for somebody who forgot theirs, by an administrator, with a reason for the journal.
import { useState } from "react";
import type { FormEvent } from "react";
import type { Account } from "../api/types";
import { ErrorSummary, messageFor, TextField } from "../shell/form";
import type { FieldError } from "../shell/form";
import { useAct } from "./act";

const ids = { password: "reset-password", reason: "reset-reason" };

function missing(password: string, reason: string): FieldError[] {
  const errors: FieldError[] = [];
  if (password === "") errors.push({ field: "password", message: "Enter a new password" });
  if (reason.trim() === "") errors.push({ field: "reason", message: "Enter why the password is reset" });
  return errors;
}

export function ResetPassword({ account, done }: { account: Account; done: (told: string) => void }) {
  const [password, setPassword] = useState("");
  const [reason, setReason] = useState("");
  const act = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = missing(password, reason);
    if (wrong.length > 0) return act.refuse(wrong);
    const asked = { path: { id: account.id }, body: { password, reason: reason.trim() } };
    void act.run("/api/v1/accounts/{id}/password", asked, () => {
      done(`${account.display_name} has a new password and is signed out everywhere.`);
    });
  };
  return (
    <form className="reset" onSubmit={submit} noValidate aria-labelledby="reset">
      <h3 id="reset">Reset the password</h3>
      <ErrorSummary errors={act.errors} ids={ids} />
      <TextField
        id={ids.password} label="New password" type="password" value={password} autoComplete="new-password"
        hint="At least 12 characters. Give it in person; it can be changed after signing in."
        error={messageFor(act.errors, "password")} onText={setPassword}
      />
      <TextField
        id={ids.reason} label="Why it is reset" hint="Kept in the journal. All sessions of the account end."
        value={reason} autoComplete="off" error={messageFor(act.errors, "reason")} onText={setReason}
      />
      <button type="submit" className="button" disabled={act.busy}>Reset the password</button>
    </form>
  );
}
