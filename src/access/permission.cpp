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
    {log_incident, "log_incident"},
    {add_line, "add_line"},
    {read_incidents, "read_incidents"},
    {take_calls, "take_calls"},
    {read_contacts, "read_contacts"},
    {grade_incidents, "grade_incidents"},
    {approve_downgrade, "approve_downgrade"},
    {result_incidents, "result_incidents"},
    {read_people, "read_people"},
    {record_people, "record_people"},
    {set_markers, "set_markers"},
    {review_people, "review_people"},
    {keep_apart, "keep_apart"},
    {read_crimes, "read_crimes"},
    {record_crimes, "record_crimes"},
    {finalise_outcomes, "finalise_outcomes"},
    {cancel_crimes, "cancel_crimes"},
    {read_deadlines, "read_deadlines"},
    {pause_deadlines, "pause_deadlines"},
    {do_tasks, "do_tasks"},
    {supervise, "supervise"},
    {read_policy, "read_policy"},
    {propose_policy, "propose_policy"},
    {activate_policy, "activate_policy"},
    {read_measures, "read_measures"},
    {read_geography, "read_geography"},
    {read_accounts, "read_accounts"},
    {manage_accounts, "manage_accounts"},
    {import_records, "import_records"},
    {read_journal, "read_journal"},
    {stay_signed_in, "stay_signed_in"},
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
    static const Permissions desk = of({stay_signed_in, read_geography, read_policy, do_tasks, read_deadlines});
    static const Permissions control_room =
        desk | of({log_incident, add_line, read_incidents, take_calls, read_contacts, grade_incidents, result_incidents,
                   read_people, record_people, read_crimes, record_crimes});
    static const Permissions crime_desk =
        desk | of({add_line, read_incidents, read_contacts, read_people, record_people, set_markers, read_crimes,
                   record_crimes, pause_deadlines});
    static const Permissions chooses_policy = desk | of({propose_policy, activate_policy});
    static const Role table[] = {
        {"call_handler", "Call handler", control_room},
        {"dispatcher", "Dispatcher", control_room},
        {"supervisor", "Supervisor",
         control_room | of({approve_downgrade, set_markers, finalise_outcomes, pause_deadlines, supervise,
                            propose_policy, activate_policy, read_measures, read_accounts})},
        {"officer", "Response officer", control_room},
        {"crime_recorder", "Crime management unit", crime_desk | of({log_incident, result_incidents, review_people})},
        {"investigator", "Investigator", crime_desk},
        {"decision_maker", "Designated decision maker",
         crime_desk | of({cancel_crimes, finalise_outcomes, keep_apart})},
        {"registrar", "Crime registrar",
         crime_desk | chooses_policy |
             of({cancel_crimes, finalise_outcomes, read_measures, review_people, keep_apart})},
        {"analyst", "Analyst", desk | of({read_incidents, read_crimes, read_measures})},
        {"administrator", "Administrator", of({read_accounts, manage_accounts, stay_signed_in})},
        {"importer", "Importer", of({import_records, read_measures, read_geography, stay_signed_in})},
        {"inspector", "Inspector", of({read_measures, read_geography, read_journal, read_policy, stay_signed_in})},
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
