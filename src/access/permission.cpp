// SPDX-License-Identifier: Apache-2.0
#include "access/permission.hpp"

#include "core/result.hpp"

namespace bluelamp::access {
namespace {

using enum Permission;

struct Named {
    Permission permission;
    std::string_view name;
};

constexpr Named all[] = {
    {log_incident, "log_incident"},       {add_line, "add_line"},
    {read_incidents, "read_incidents"},   {read_measures, "read_measures"},
    {read_geography, "read_geography"},   {read_accounts, "read_accounts"},
    {manage_accounts, "manage_accounts"}, {import_records, "import_records"},
    {read_journal, "read_journal"},       {stay_signed_in, "stay_signed_in"},
};
static_assert(std::size(all) == permission_count, "every permission has a name");

Permissions of(std::initializer_list<Permission> listed) {
    Permissions set;
    for (const Permission permission : listed) {
        set.set(static_cast<std::size_t>(permission));
    }
    return set;
}

}  // namespace

std::string_view name(Permission permission) {
    for (const Named& named : all) {
        if (named.permission == permission) {
            return named.name;
        }
    }
    throw InvariantBroken("a permission without a name");
}

std::vector<std::string> names(const Permissions& permissions) {
    std::vector<std::string> out;
    for (const Named& named : all) {
        if (permissions.test(static_cast<std::size_t>(named.permission))) {
            out.emplace_back(named.name);
        }
    }
    return out;
}

std::span<const Role> roles() {
    // An administrator decides who may act and reads no incident by that; an inspector reads figures and the journal
    // behind them and changes nothing.
    static const Role table[] = {
        {"call_handler", "Call handler", of({log_incident, add_line, read_incidents, read_geography, stay_signed_in})},
        {"dispatcher", "Dispatcher", of({log_incident, add_line, read_incidents, read_geography, stay_signed_in})},
        {"supervisor", "Supervisor",
         of({log_incident, add_line, read_incidents, read_measures, read_geography, read_accounts, stay_signed_in})},
        {"analyst", "Analyst", of({read_incidents, read_measures, read_geography, stay_signed_in})},
        {"administrator", "Administrator", of({read_accounts, manage_accounts, stay_signed_in})},
        {"importer", "Importer", of({import_records, read_measures, read_geography, stay_signed_in})},
        {"inspector", "Inspector", of({read_measures, read_geography, read_journal, stay_signed_in})},
    };
    return table;
}

std::optional<Role> find_role(std::string_view wanted) {
    for (const Role& role : roles()) {
        if (role.name == wanted) {
            return role;
        }
    }
    return std::nullopt;
}

}  // namespace bluelamp::access
