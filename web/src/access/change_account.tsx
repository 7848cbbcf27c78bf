// SPDX-License-Identifier: Apache-2.0
// Changing what somebody may do. Every change asks why, and the reason goes into the journal with it.
import { useEffect, useRef, useState } from "react";
import { post } from "../api/client";
import type { Account, Role, RoleName } from "../api/types";
import { ErrorSummary, messageFor, TextField } from "../shell/form";
import { useAct } from "./act";
import { RoleTicks } from "./role_ticks";

interface Properties {
  account: Account;
  roles: readonly Role[];
  close: () => void;
  changed: () => void;
}

const ids = { reason: "reason", roles: "roles" };

function useChange({ account, close, changed }: Properties) {
  const [reason, setReason] = useState("");
  const [roles, setRoles] = useState<RoleName[]>([...account.roles]);
  const act = useAct();
  const path = { id: account.id };
  const done = () => {
    changed();
    close();
  };
  const guarded = (send: (key: string) => Promise<unknown>) => {
    if (reason.trim() === "") return act.refuse([{ field: "reason", message: "Enter why this is changed" }]);
    void act.run(send, done);
  };
  const body = { reason: reason.trim() };
  return {
    reason, setReason, roles, setRoles, act,
    saveRoles: () => guarded((key) => post("/api/v1/accounts/{id}/roles", { path, key, body: { ...body, roles } })),
    disable: () => guarded((key) => post("/api/v1/accounts/{id}/disable", { path, key, body })),
    enable: () => guarded((key) => post("/api/v1/accounts/{id}/enable", { path, key, body })),
  };
}

export function ChangeAccount(properties: Properties) {
  const { account, roles, close } = properties;
  const change = useChange(properties);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { errors, busy } = change.act;
  return (
    <section className="panel panel--form" aria-labelledby="change">
      <h2 id="change" tabIndex={-1} ref={heading}>{account.display_name}</h2>
      <ErrorSummary errors={errors} ids={ids} />
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
    </section>
  );
}
