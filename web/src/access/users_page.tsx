// SPDX-License-Identifier: Apache-2.0
// Who has an account, what they may do, and switching accounts off and on with a reason.
import { useState } from "react";
import { allPages, get } from "../api/client";
import type { Account, Role } from "../api/types";
import { First } from "../shell/first";
import { useLoaded } from "../shell/loaded";
import { Empty, PageHeading, Show } from "../shell/page";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import { plural } from "../words/numbers";
import { dayAndTime } from "../words/times";
import { fold } from "../incidents/filters";
import { ChangeAccount } from "./change_account";
import { Sections } from "./sections";

async function readUsers(signal: AbortSignal): Promise<{ accounts: Account[]; roles: Role[] }> {
  const [accounts, roles] = await Promise.all([
    allPages((after) => {
      return get("/api/v1/accounts", { query: { limit: 200, ...(after === undefined ? {} : { after }) }, signal });
    }),
    get("/api/v1/roles", { signal }),
  ]);
  return { accounts, roles: roles.items };
}

interface RowProperties {
  account: Account;
  roles: readonly Role[];
  change: (() => void) | null;
}

/** Most accounts are people's; the others say what they are. */
function nameAndKind({ username, kind }: Account): string {
  return kind === "person" ? username : `${username}, ${kind.replaceAll("_", " ")}`;
}

function UserRow({ account, roles, change }: RowProperties) {
  const every = roles.length > 1 && roles.every((role) => account.roles.includes(role.name));
  const titles = account.roles.map((name) => roles.find((role) => role.name === name)?.title ?? name);
  return (
    <tr>
      <th scope="row"><bdi>{account.display_name}</bdi><span className="muted under">{nameAndKind(account)}</span></th>
      <td>{every ? "Every role" : titles.join(", ") || "None"}</td>
      <td data-label="Teams">{(account.teams ?? []).map((team) => team.name).join(", ") || "None"}</td>
      <td data-label="Clearance">{account.clearance}</td>
      <td>
        {account.disabled_at
          ? <strong className="late">Disabled {dayAndTime(account.disabled_at)}</strong>
          : "Enabled"}
      </td>
      {change ? (
        <td>
          <button type="button" className="button" id={`change-${account.id}`} onClick={change}>
            Change<span className="govuk-visually-hidden"> <bdi>{account.display_name}</bdi></span>
          </button>
        </td>
      ) : null}
    </tr>
  );
}

function UserTable({ accounts, roles, again }: { accounts: Account[]; roles: Role[]; again: () => void }) {
  const manages = useMay()("manage users");
  const [text, setText] = useState("");
  const [changing, setChanging] = useState<string | null>(null);
  const [told, setTold] = useState("");
  const shown = accounts.filter((one) => fold(`${one.display_name} ${one.username}`).includes(fold(text.trim())));
  const account = accounts.find((one) => one.id === changing);
  const close = () => {
    document.getElementById(`change-${changing}`)?.focus(); // where the keyboard came from
    setChanging(null);
  };
  const done = (words: string) => {
    setTold(words);
    close();
    again();
  };
  const change = (id: string) => {
    setTold("");
    setChanging(id);
  };
  const columns = ["Name", "Roles", "Teams", "Clearance", "State", ...(manages ? ["Change"] : [])];
  return (
    <>
      {account ? (
        <ChangeAccount key={account.id} account={account} roles={roles} close={close} again={again} done={done} />
      ) : null}
      <p className={told === "" ? "govuk-visually-hidden" : "done"} role="status">{told}</p>
      <div className="filters">
        <label className="filters__search">
          <span className="govuk-visually-hidden">Search by name</span>
          <input
            type="search" placeholder="Search by name" value={text} onChange={(event) => setText(event.target.value)}
          />
        </label>
        <span className="muted" role="status">{plural(shown.length, "user")}</span>
        {manages ? <Link to="/users/new" className="button button--main">Create a user</Link> : null}
      </div>
      {shown.length === 0 ? <Empty>Nobody by that name.</Empty> : (
        <First list={shown} what="users">
          {(first) => (
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
            <div className="scroll" tabIndex={0} role="region" aria-label="Users">
              <table className="data stacked">
                <thead><tr>{columns.map((column) => <th scope="col" key={column}>{column}</th>)}</tr></thead>
                <tbody>
                  {first.map((one) => (
                    <UserRow key={one.id} account={one} roles={roles} change={manages ? () => change(one.id) : null} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </First>
      )}
    </>
  );
}

export default function UsersPage() {
  const loaded = useLoaded(readUsers, "users");
  return (
    <div className="wide">
      <PageHeading title="Users" />
      <Sections />
      <Show what="the users" loaded={loaded}>
        {({ accounts, roles }) => <UserTable accounts={accounts} roles={roles} again={loaded.again} />}
      </Show>
    </div>
  );
}
