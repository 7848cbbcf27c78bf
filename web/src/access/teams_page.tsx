// SPDX-License-Identifier: Apache-2.0
// Teams and who is in them. A team owns what nobody in particular owns, so that nobody owns nothing.
import { useState } from "react";
import type { FormEvent } from "react";
import { allPages, get } from "../api/client";
import type { Account, Team } from "../api/types";
import { ErrorSummary, messageFor, TextField } from "../shell/form";
import { useLoaded } from "../shell/loaded";
import { Empty, PageHeading, Show } from "../shell/page";
import { useMay } from "../shell/session";
import { plural } from "../words/numbers";
import { useAct } from "./act";
import { Sections } from "./sections";

async function readTeams(signal: AbortSignal): Promise<{ teams: Team[]; accounts: Account[] }> {
  const [teams, accounts] = await Promise.all([
    get("/api/v1/teams", { signal }),
    allPages((after) => {
      return get("/api/v1/accounts", { query: { limit: 200, ...(after === undefined ? {} : { after }) }, signal });
    }),
  ]);
  return { teams: teams.items, accounts };
}

function NewTeam({ changed }: { changed: () => void }) {
  const [name, setName] = useState("");
  const act = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return act.refuse([{ field: "name", message: "Enter the team's name" }]);
    void act.run("/api/v1/teams", { body: { name: name.trim() } }, () => {
      setName("");
      changed();
    });
  };
  return (
    <form className="panel panel--form" onSubmit={submit} noValidate>
      <ErrorSummary errors={act.errors} ids={{ name: "team-name" }} />
      <TextField
        id="team-name" label="New team" value={name} autoComplete="off" error={messageFor(act.errors, "name")}
        onText={setName}
      />
      <button type="submit" className="button button--main" disabled={act.busy}>Create the team</button>
    </form>
  );
}

interface TeamProperties {
  team: Team;
  accounts: readonly Account[];
  manages: boolean;
  changed: () => void;
}

function AddMember({ team, accounts, changed }: Omit<TeamProperties, "manages">) {
  const [chosen, setChosen] = useState("");
  const act = useAct();
  const members = new Set(team.members.map((member) => member.id));
  const canJoin = (account: Account) => account.kind !== "command_line" && !account.disabled_at;
  const others = accounts.filter((account) => canJoin(account) && !members.has(account.id));
  const add = () => {
    if (chosen === "") return act.refuse([{ field: "account_id", message: "Choose who joins the team" }]);
    const asked = { path: { id: team.id }, body: { account_id: chosen } };
    void act.run("/api/v1/teams/{id}/members", asked, () => {
      setChosen("");
      changed();
    });
  };
  const id = `add-${team.id}`;
  return (
    <div className="addmember">
      <ErrorSummary errors={act.errors} ids={{ account_id: id }} />
      <label className="govuk-visually-hidden" htmlFor={id}>Add to <bdi>{team.name}</bdi></label>
      <select className="govuk-select" id={id} value={chosen} onChange={(event) => setChosen(event.target.value)}>
        <option value="">Add somebody…</option>
        {others.map(({ id: other, display_name: name }) => (
          <option key={other} value={other} dir="auto">{name}</option>
        ))}
      </select>
      <button type="button" className="button" disabled={act.busy} onClick={add}>
        Add<span className="govuk-visually-hidden"> to <bdi>{team.name}</bdi></span>
      </button>
    </div>
  );
}

function TeamPanel({ team, accounts, manages, changed }: TeamProperties) {
  const act = useAct();
  const remove = (account_id: string) => {
    const asked = { path: { id: team.id }, body: { account_id } };
    void act.run("/api/v1/teams/{id}/members/remove", asked, changed);
  };
  return (
    <section className="panel" aria-label={team.name}>
      <h2><bdi>{team.name}</bdi> <span className="muted">{plural(team.members.length, "member")}</span></h2>
      <ErrorSummary errors={act.errors} />
      {team.members.length === 0 ? <Empty>Nobody yet.</Empty> : (
        <ul className="members">
          {team.members.map((member) => (
            <li key={member.id}>
              <bdi>{member.display_name}</bdi>
              {manages ? (
                <button
                  type="button" className="button button--small" disabled={act.busy}
                  onClick={() => remove(member.id)}
                >
                  Remove<span className="govuk-visually-hidden">
                    {" "}<bdi>{member.display_name}</bdi> from <bdi>{team.name}</bdi>
                  </span>
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {manages ? <AddMember team={team} accounts={accounts} changed={changed} /> : null}
    </section>
  );
}

export default function TeamsPage() {
  const loaded = useLoaded(readTeams, "teams");
  const manages = useMay()("manage users");
  return (
    <div className="wide">
      <PageHeading title="Teams" />
      <Sections />
      {manages ? <NewTeam changed={loaded.again} /> : null}
      <Show what="the teams" loaded={loaded}>
        {({ teams, accounts }) => teams.length === 0 ? <Empty>There are no teams yet.</Empty> : (
          <div className="cards">
            {teams.map((team) => (
              <TeamPanel key={team.id} team={team} accounts={accounts} manages={manages} changed={loaded.again} />
            ))}
          </div>
        )}
      </Show>
    </div>
  );
}
