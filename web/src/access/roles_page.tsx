// SPDX-License-Identifier: Apache-2.0
// Who may do what, as the server enforces it: read from it, not written here.
import { get } from "../api/client";
import type { Role } from "../api/types";
import { useLoaded } from "../shell/loaded";
import { PageHeading, Show } from "../shell/page";
import { permissionTitle } from "./permissions";
import { Sections } from "./sections";

function RoleTable({ roles }: { roles: Role[] }) {
  const permissions = [...new Set(roles.flatMap((role) => role.permissions))];
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
    <div className="scroll" tabIndex={0} role="region" aria-label="Roles">
      <table className="data data--matrix">
        <thead>
          <tr>
            <th scope="col">May</th>
            {roles.map((role) => <th scope="col" key={role.name}>{role.title}</th>)}
          </tr>
        </thead>
        <tbody>
          {permissions.map((permission) => (
            <tr key={permission}>
              <th scope="row">{permissionTitle(permission)}</th>
              {roles.map((role) => (
                <td key={role.name}>
                  {role.permissions.includes(permission) ? <strong>Yes</strong> : <span className="muted">No</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export default function RolesPage() {
  const loaded = useLoaded(async (signal) => (await get("/api/v1/roles", { signal })).items, "roles");
  return (
    <div className="wide">
      <PageHeading title="Roles" />
      <Sections />
      <Show what="the roles" loaded={loaded}>{(roles) => <RoleTable roles={roles} />}</Show>
    </div>
  );
}
