// SPDX-License-Identifier: Apache-2.0
import { Link, useAddress } from "../shell/router";

const sections = [["/users", "Users"], ["/teams", "Teams"], ["/roles", "Roles"]] as const;

/** The three pages about who may do what, side by side. */
export function Sections() {
  const path = useAddress().pathname;
  return (
    <nav className="sections" aria-label="Users, teams and roles">
      <ul>
        {sections.map(([to, title]) => (
          <li key={to}><Link to={to} aria-current={path === to ? "page" : undefined}><bdi>{title}</bdi></Link></li>
        ))}
      </ul>
    </nav>
  );
}
