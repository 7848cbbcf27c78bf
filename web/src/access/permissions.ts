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
  "take calls": "take_calls",
  "see calls": "read_contacts",
  "look up people": "read_people",
  "record people": "record_people",
  "set markers": "set_markers",
  "review people": "review_people",
  "keep people apart": "keep_apart",
  "grade incidents": "grade_incidents",
  "approve a lower grade": "approve_downgrade",
  "result incidents": "result_incidents",
  "see crimes": "read_crimes",
  "record crimes": "record_crimes",
  "finalise outcomes": "finalise_outcomes",
  "cancel crimes": "cancel_crimes",
  "see deadlines": "read_deadlines",
  "pause deadlines": "pause_deadlines",
  "do tasks": "do_tasks",
  "supervise": "supervise",
  "see the policy": "read_policy",
  "propose a policy": "propose_policy",
  "activate a policy": "activate_policy",
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
  take_calls: "Take calls, send, park, hand over",
  read_contacts: "See calls and what was said in them",
  read_people: "Look up people, addresses, numbers and vehicles",
  record_people: "Keep who was named, and decide which person it is",
  set_markers: "Set, review and remove markers",
  review_people: "Decide which records are one person, and take such a decision back",
  keep_apart: "Say who is never shown or joined with whom: protected and relocated persons",
  grade_incidents: "Assess, answer questions, raise a grade, propose a lower one",
  approve_downgrade: "Approve a lower grade, as the second person",
  result_incidents: "Say whether somebody went; join duplicates; close and reopen",
  read_crimes: "See crimes",
  record_crimes: "Raise and classify crimes, propose outcomes",
  finalise_outcomes: "Finalise outcomes, as the second person",
  cancel_crimes: "Cancel and reinstate crimes, as designated decision maker",
  read_deadlines: "See what is late and what is coming up",
  pause_deadlines: "Pause and resume promises",
  do_tasks: "Use one's inbox and do tasks",
  supervise: "See everybody's tasks; give what is owned to somebody else",
  read_policy: "See the policy in force and its history",
  propose_policy: "Propose a new version of the policy",
  activate_policy: "Activate a new version, as the second person",
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
