// SPDX-License-Identifier: Apache-2.0
/// Permissions: one for each thing a role may do. Closed list; names are public (routes, journal, roles page).
#pragma once

#include <bitset>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bluelamp::access {

enum class Permission {
    log_incident,       ///< open an incident
    add_line,           ///< add a line to an incident's log
    read_incidents,     ///< list and open incidents
    take_calls,         ///< receive, send, park, hand over contacts
    read_contacts,      ///< contacts and what was said in them
    grade_incidents,    ///< assess, answer questions, raise a grade, propose a lower one
    approve_downgrade,  ///< the second person of a lower grade
    result_incidents,   ///< attended or not, duplicates, close, reopen
    read_people,        ///< look up persons, addresses, phones, vehicles
    record_people,      ///< mentions, links, confirming questions
    set_markers,        ///< set, review and remove markers
    review_people,      ///< decide which records are one person, and take such a decision back
    keep_apart,         ///< protected and relocated persons: who is never shown or joined with whom
    read_crimes,        ///< list and open crimes
    record_crimes,      ///< raise and classify crimes, propose outcomes
    finalise_outcomes,  ///< supervise and finalise an outcome
    cancel_crimes,      ///< designated decision maker: cancel, transfer, reinstate
    read_deadlines,     ///< what is late and what is coming up
    pause_deadlines,    ///< pause and resume promises, for the rule's reasons
    do_tasks,           ///< own inbox and tasks
    supervise,          ///< everybody's tasks and inboxes; give what is owned to another
    read_policy,        ///< the policy in force and its history
    propose_policy,     ///< propose a new version
    activate_policy,    ///< the second person of a new version
    read_measures,      ///< figures and the records behind them
    read_geography,     ///< areas, map layers, gazetteer
    read_accounts,      ///< who has an account, teams, roles
    manage_accounts,    ///< make, disable, enable accounts; give roles; teams
    import_records,     ///< published files, dispatch history, areas, gazetteer
    read_journal,       ///< the journal as a whole, verification
    stay_signed_in,     ///< own session: every signed-in account has it
};
inline constexpr std::size_t permission_count = static_cast<std::size_t>(Permission::stay_signed_in) + 1;

using Permissions = std::bitset<permission_count>;

std::string_view name(Permission permission);
std::vector<std::string> names(const Permissions& permissions);

/// A role: a named set of permissions. The list is part of the binary until the policy file owns it.
struct Role {
    std::string_view name;   ///< "call_handler"
    std::string_view title;  ///< "Call handler"
    Permissions permissions;
};

std::span<const Role> roles();
std::optional<Role> find_role(std::string_view name);

}  // namespace bluelamp::access
