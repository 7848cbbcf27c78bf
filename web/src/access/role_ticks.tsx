// SPDX-License-Identifier: Apache-2.0
import type { Role, RoleName } from "../api/types";

interface Properties {
  roles: readonly Role[];
  chosen: readonly RoleName[];
  choose: (roles: RoleName[]) => void;
  error: string;
}

export function RoleTicks({ roles, chosen, choose, error }: Properties) {
  const toggle = (name: RoleName) => {
    choose(chosen.includes(name) ? chosen.filter((held) => held !== name) : [...chosen, name]);
  };
  return (
    <fieldset className="govuk-fieldset ticks" aria-describedby={error ? "roles-error" : undefined}>
      <legend className="govuk-fieldset__legend govuk-!-font-weight-bold">Roles</legend>
      {error ? <p id="roles-error" className="govuk-error-message">{error}</p> : null}
      {roles.map((role, index) => (
        <label key={role.name} className="tick">
          <input
            type="checkbox" id={index === 0 ? "roles" : undefined} checked={chosen.includes(role.name)}
            onChange={() => toggle(role.name)}
          />
          {role.title}
        </label>
      ))}
    </fieldset>
  );
}
