// SPDX-License-Identifier: Apache-2.0
// Changing what somebody may do. Every change asks why, and the reason goes into the journal with it.
import { useEffect, useRef, useState } from "react";
import type { Account, Role, RoleName } from "../api/types";
import { ErrorSummary, messageFor, TextField } from "../shell/form";
import { Link } from "../shell/router";
import { useSignedIn } from "../shell/session";
import { useAct } from "./act";
import { ResetPassword } from "./reset_password";
import { RoleTicks } from "./role_ticks";

interface Properties {
  account: Account;
  roles: readonly Role[];
  close: () => void;
  /** Somebody else changed the account: what is shown is old. */
  again: () => void;
  done: (told: string) => void;
}

const ids = { reason: "reason", roles: "roles" };

function useChange({ account, done }: Properties) {
  const [reason, setReason] = useState("");
  const [roles, setRoles] = useState<RoleName[]>([...account.roles]);
  const act = useAct();
  const { version, display_name: name } = account;
  const { refuse } = act;
  // Read again: what was ticked belonged to another version; the reason is still the reason.
  useEffect(() => {
    setRoles([...account.roles]);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [version]);
  const asked = { path: { id: account.id }, body: { reason: reason.trim() } };
  const guarded = (send: () => Promise<void>) => {
    if (reason.trim() === "") return refuse([{ field: "reason", message: "Enter why this is changed" }]);
    void send();
  };
  const saveRoles = () => guarded(() => {
    const wanted = { ...asked, body: { ...asked.body, roles }, version };
    return act.run("/api/v1/accounts/{id}/roles", wanted, () => done(`The roles of ${name} are saved.`));
  });
  const disable = () => guarded(() => {
    return act.run("/api/v1/accounts/{id}/disable", asked, () => done(`The account of ${name} is disabled.`));
  });
  const enable = () => guarded(() => {
    return act.run("/api/v1/accounts/{id}/enable", asked, () => done(`The account of ${name} is enabled.`));
  });
  return { reason, setReason, roles, setRoles, act, saveRoles, disable, enable };
}

/** Only people have passwords, and one's own is changed with the old one. */
function Password({ account, done }: Pick<Properties, "account" | "done">) {
  const own = useSignedIn().account.id === account.id;
  if (account.kind !== "person") return null;
  if (own) return <p><Link to="/account">Change your own password</Link></p>;
  return <ResetPassword account={account} done={done} />;
}

export function ChangeAccount(properties: Properties) {
  const { account, roles, close, again, done } = properties;
  const change = useChange(properties);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [account.version]);
  const { errors, busy, refuse } = change.act;
  const load = () => {
    refuse([]);
    again();
  };
  return (
    <section className="panel panel--form" aria-labelledby="change">
      <h2 id="change" tabIndex={-1} ref={heading}><bdi>{account.display_name}</bdi></h2>
      <ErrorSummary errors={errors} ids={ids} />
      {errors.some((error) => error.code === "stale") ? (
        <p><button type="button" className="button" onClick={load}>Load the account again</button></p>
      ) : null}
      <RoleTicks roles={roles} chosen={change.roles} choose={change.setRoles} error={messageFor(errors, "roles")} />
      <TextField
        id={ids.reason} label="Why" hint="Kept in the journal with the change." value={change.reason}
        error={messageFor(errors, "reason")} onText={change.setReason} autoComplete="off"
      />
      <div className="actions">
        <button type="button" className="button button--main" disabled={busy} onClick={change.saveRoles}>
          Save the roles
        </button>
        {account.disabled_at ? (
          <button type="button" className="button" disabled={busy} onClick={change.enable}>Enable the account</button>
        ) : (
          <button type="button" className="button button--warning" disabled={busy} onClick={change.disable}>
            Disable the account
          </button>
        )}
        <button type="button" className="button" onClick={close}>Cancel</button>
      </div>
      <Password account={account} done={done} />
    </section>
  );
}
