// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import type { FormEvent } from "react";
import { get } from "../api/client";
import type { Role, RoleName, Team } from "../api/types";
import { ErrorSummary, messageFor, SelectField, TextField } from "../shell/form";
import type { FieldError } from "../shell/form";
import { useLoaded } from "../shell/loaded";
import { PageHeading, Show } from "../shell/page";
import { Link, navigate } from "../shell/router";
import { useAct } from "./act";
import { RoleTicks } from "./role_ticks";

const ids = {
  username: "username", display_name: "display-name", password: "password", roles: "roles", team_id: "team",
};
const blank = { username: "", display_name: "", password: "", team_id: "" };

function problems(fields: typeof blank, roles: readonly RoleName[]): FieldError[] {
  const errors: FieldError[] = [];
  if (fields.display_name.trim() === "") errors.push({ field: "display_name", message: "Enter the person's name" });
  if (fields.username.trim() === "") errors.push({ field: "username", message: "Enter a username" });
  if (fields.password === "") errors.push({ field: "password", message: "Enter a first password" });
  if (roles.length === 0) errors.push({ field: "roles", message: "Choose at least one role" });
  return errors;
}

function useNewUser() {
  const [fields, setFields] = useState(blank);
  const [roles, setRoles] = useState<RoleName[]>([]);
  const act = useAct();
  const edit = (changes: Partial<typeof blank>) => setFields((was) => ({ ...was, ...changes }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = problems(fields, roles);
    if (wrong.length > 0) return act.refuse(wrong);
    const { team_id, ...rest } = fields;
    const body = { ...rest, username: fields.username.trim(), roles, ...(team_id === "" ? {} : { team_id }) };
    void act.run("/api/v1/accounts", { body }, () => navigate("/users"));
  };
  return { fields, edit, roles, setRoles, act, submit };
}

function NewUserForm({ known, teams }: { known: Role[]; teams: Team[] }) {
  const { fields, edit, roles, setRoles, act, submit } = useNewUser();
  const { errors } = act;
  return (
    <form className="panel panel--form" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} ids={ids} />
      <TextField
        id={ids.display_name} label="Name" hint="As colleagues will see it in the log" value={fields.display_name}
        autoComplete="off" error={messageFor(errors, "display_name")} onText={(display_name) => edit({ display_name })}
      />
      <TextField
        id={ids.username} label="Username" value={fields.username} autoComplete="off" autoCapitalize="none"
        spellCheck={false} error={messageFor(errors, "username")} onText={(username) => edit({ username })}
      />
      <TextField
        id={ids.password} label="First password" type="password" value={fields.password} autoComplete="new-password"
        error={messageFor(errors, "password")} onText={(password) => edit({ password })}
      />
      <RoleTicks roles={known} chosen={roles} choose={setRoles} error={messageFor(errors, "roles")} />
      <SelectField
        id={ids.team_id} label="Team" value={fields.team_id} onChoose={(team_id) => edit({ team_id })}
        options={[{ value: "", title: "None yet" }, ...teams.map((team) => ({ value: team.id, title: team.name }))]}
      />
      <div className="actions">
        <button type="submit" className="button button--main" disabled={act.busy}>Create the user</button>
        <Link to="/users" className="button">Cancel</Link>
      </div>
    </form>
  );
}

export default function NewUserPage() {
  const loaded = useLoaded(async (signal) => {
    const [roles, teams] = await Promise.all([
      get("/api/v1/roles", { signal }),
      get("/api/v1/teams", { signal }),
    ]);
    return { roles: roles.items, teams: teams.items };
  }, "roles and teams");
  return (
    <div className="narrow">
      <PageHeading title="Create a user" />
      <Show what="roles and teams" loaded={loaded}>
        {({ roles, teams }) => <NewUserForm known={roles} teams={teams} />}
      </Show>
    </div>
  );
}
