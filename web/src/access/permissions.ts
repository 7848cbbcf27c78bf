// SPDX-License-Identifier: Apache-2.0
// What the page may offer, and the server's permission that each stands on. The only place that names permissions.

export const abilities = {
  "open an incident": "log_incident",
  "add a line": "add_line",
  "see incidents": "read_incidents",
  "see figures": "read_measures",
  "see the map": "read_geography",
  "see users": "read_accounts",
  "manage users": "manage_accounts",
  "have an account": "stay_signed_in",
} as const;

export type Ability = keyof typeof abilities;

export function may(permissions: readonly string[], ability: Ability): boolean {
  return permissions.includes(abilities[ability]);
}

/** Permissions in the words of the roles page; a new one of the server is shown by its own name. */
const titles: Record<string, string> = {
  log_incident: "Open an incident",
  add_line: "Add a line to a log",
  read_incidents: "See incidents and the board",
  read_measures: "See figures and the records behind them",
  read_geography: "See the map and look up places",
  read_accounts: "See users, teams and roles",
  manage_accounts: "Create, disable and enable users; give roles and new passwords; change teams",
  import_records: "Import published files and dispatch history",
  read_journal: "Read and verify the journal",
  stay_signed_in: "Sign in, lock and unlock; change one's own password",
};

export function permissionTitle(name: string): string {
  return titles[name] ?? name.replaceAll("_", " ");
}
