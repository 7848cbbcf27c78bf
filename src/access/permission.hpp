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
    log_incident,     ///< open an incident
    add_line,         ///< add a line to an incident's log
    read_incidents,   ///< list and open incidents
    read_measures,    ///< figures and the records behind them
    read_geography,   ///< areas, map layers, gazetteer
    read_accounts,    ///< who has an account, teams, roles
    manage_accounts,  ///< make, disable, enable accounts; give roles; teams
    import_records,   ///< published files, dispatch history, areas, gazetteer
    read_journal,     ///< the journal as a whole, verification
    stay_signed_in,   ///< own session: every signed-in account has it
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
