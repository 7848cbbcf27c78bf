// SPDX-License-Identifier: Apache-2.0
// Who is signed in here, and changing one's own password.
import { useState } from "react";
import type { FormEvent } from "react";
import { ErrorSummary, messageFor, TextField } from "../shell/form";
import type { FieldError } from "../shell/form";
import { Fact, PageHeading } from "../shell/page";
import { useSignedIn } from "../shell/session";
import { useAct } from "./act";

const ids = { password: "old-password", new_password: "new-password", again: "new-password-again" };
const blank = { password: "", new_password: "", again: "" };

export function passwordProblems({ password, new_password, again }: typeof blank): FieldError[] {
  const errors: FieldError[] = [];
  if (password === "") errors.push({ field: "password", message: "Enter your old password" });
  if (new_password === "") errors.push({ field: "new_password", message: "Enter a new password" });
  else if (again !== new_password) {
    errors.push({ field: "again", message: "This is not the same as the new password; type it again" });
  }
  return errors;
}

function useChangePassword() {
  const [fields, setFields] = useState(blank);
  const [changed, setChanged] = useState(false);
  const act = useAct();
  const edit = (changes: Partial<typeof blank>) => {
    setChanged(false);
    setFields((was) => ({ ...was, ...changes }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = passwordProblems(fields);
    if (wrong.length > 0) return act.refuse(wrong);
    const { password, new_password } = fields;
    void act.run("/api/v1/session/password", { body: { password, new_password } }, () => {
      setFields(blank);
      setChanged(true);
    });
  };
  return { fields, edit, changed, act, submit };
}

function ChangePassword() {
  const { fields, edit, changed, act: { errors, busy }, submit } = useChangePassword();
  return (
    <form className="panel panel--form" onSubmit={submit} noValidate aria-labelledby="password">
      <h2 id="password">Change your password</h2>
      <ErrorSummary errors={errors} ids={ids} />
      <TextField
        id={ids.password} label="Old password" type="password" value={fields.password} autoComplete="current-password"
        error={messageFor(errors, "password")} onText={(password) => edit({ password })}
      />
      <TextField
        id={ids.new_password} label="New password" type="password" value={fields.new_password}
        hint="At least 12 characters; three random words are easy to remember." autoComplete="new-password"
        error={messageFor(errors, "new_password")} onText={(new_password) => edit({ new_password })}
      />
      <TextField
        id={ids.again} label="New password again" type="password" value={fields.again} autoComplete="new-password"
        error={messageFor(errors, "again")} onText={(again) => edit({ again })}
      />
      <div className="actions">
        <button type="submit" className="button button--main" disabled={busy}>Change the password</button>
        <span role="status">
          {changed ? "The password is changed. You are signed out everywhere but here." : ""}
        </span>
      </div>
    </form>
  );
}

export default function AccountPage() {
  const { account, force } = useSignedIn();
  return (
    <div className="narrow">
      <PageHeading title="Your account" />
      <section className="panel" aria-label="Who is signed in">
        <dl className="facts">
          <Fact name="Name"><bdi>{account.display_name}</bdi></Fact>
          <Fact name="Username">{account.username}</Fact>
          <Fact name="Roles">{account.roles.map((role) => role.replaceAll("_", " ")).join(", ") || "None"}</Fact>
          <Fact name="Teams">{account.teams.map((team) => team.name).join(", ") || "None"}</Fact>
          <Fact name="Force">{force.name}</Fact>
        </dl>
      </section>
      <ChangePassword />
    </div>
  );
}
