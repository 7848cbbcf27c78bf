// SPDX-License-Identifier: Apache-2.0
#include "access/permission.hpp"

#include <gtest/gtest.h>

#include <set>

#include "access/act.hpp"

namespace bluelamp::access {
namespace {

/// The roles that hold a permission.
std::set<std::string> who_may(Permission permission) {
    std::set<std::string> out;
    for (const Role& role : roles()) {
        if (role.permissions.test(static_cast<std::size_t>(permission))) {
            out.emplace(role.name);
        }
    }
    return out;
}

TEST(Permissions, are_given_by_role_as_in_this_table) {
    const std::set<std::string> control_room = {"call_handler", "dispatcher", "supervisor", "officer"};
    const std::set<std::string> crime_desk = {"crime_recorder", "investigator", "decision_maker", "registrar"};
    const auto with = [](std::set<std::string> some, const std::set<std::string>& more) {
        some.insert(more.begin(), more.end());
        return some;
    };
    const auto desks = with(with(control_room, crime_desk), {"analyst"});
    const std::vector<std::pair<std::string_view, std::set<std::string>>> table = {
        {"log_incident", with(control_room, {"crime_recorder"})},
        {"add_line", with(control_room, crime_desk)},
        {"read_incidents", desks},
        {"take_calls", control_room},
        {"read_contacts", with(control_room, crime_desk)},
        {"grade_incidents", control_room},
        {"approve_downgrade", {"supervisor"}},
        {"result_incidents", with(control_room, {"crime_recorder"})},
        {"read_people", with(control_room, crime_desk)},
        {"record_people", with(control_room, crime_desk)},
        {"set_markers", with(crime_desk, {"supervisor"})},
        {"review_people", {"crime_recorder", "registrar"}},
        {"keep_apart", {"decision_maker", "registrar"}},
        {"read_crimes", desks},
        {"record_crimes", with(control_room, crime_desk)},
        {"finalise_outcomes", {"supervisor", "decision_maker", "registrar"}},
        {"cancel_crimes", {"decision_maker", "registrar"}},
        {"read_deadlines", desks},
        {"pause_deadlines", with(crime_desk, {"supervisor"})},
        {"do_tasks", desks},
        {"supervise", {"supervisor"}},
        {"read_policy", with(desks, {"inspector"})},
        {"propose_policy", {"supervisor", "registrar"}},
        {"activate_policy", {"supervisor", "registrar"}},
        {"read_measures", {"supervisor", "registrar", "analyst", "importer", "inspector"}},
        {"read_geography", with(desks, {"importer", "inspector"})},
        {"read_accounts", {"supervisor", "administrator"}},
        {"manage_accounts", {"administrator"}},
        {"import_records", {"importer"}},
        {"read_journal", {"inspector"}},
        {"stay_signed_in", with(desks, {"administrator", "importer", "inspector"})},
    };
    ASSERT_EQ(permission_count, table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto permission = static_cast<Permission>(i);
        EXPECT_EQ(name(permission), table[i].first);
        EXPECT_EQ(who_may(permission), table[i].second) << table[i].first;
    }
    EXPECT_EQ(roles().size(), 12U);
    EXPECT_FALSE(find_role("chief"));
}

TEST(Permissions, have_a_name_each) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < permission_count; ++i) {
        EXPECT_TRUE(seen.insert(name(static_cast<Permission>(i))).second);
    }
}

TEST(Act, names_the_permission_that_is_missing) {
    Act act;
    act.actor.permissions = find_role("administrator")->permissions;
    EXPECT_TRUE(act.require(Permission::manage_accounts));
    const auto refused = act.require(Permission::read_incidents);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    EXPECT_EQ(refused.error().field, "read_incidents");
    EXPECT_NE(refused.error().message.find("read_incidents"), std::string::npos);
}

TEST(Act, compares_the_version_named_by_if_match) {
    Act act;
    EXPECT_EQ(act.expect_version(3).error().code, ErrorCode::invalid);
    act.if_match = 2;
    EXPECT_EQ(act.expect_version(3).error().code, ErrorCode::stale);
    act.if_match = 3;
    EXPECT_TRUE(act.expect_version(3));
}

TEST(Clearance, shows_what_is_low_enough_or_ones_own) {
    struct Case {
        std::int64_t level;
        std::string owners;
        std::int64_t visibility;
        std::string owner;
        bool seen;
    };
    const Case cases[] = {
        {0, ",person:a,", 0, "team:x", true},
        {0, ",person:a,", 1, "team:x", false},
        {1, ",person:a,", 1, "team:x", true},
        {1, ",person:a,", 2, "team:x", false},
        {0, ",person:a,team:x,", 2, "team:x", true},
        {0, ",person:a,", 2, "person:a", true},
        {0, ",team:x1,", 1, "team:x", false},
        {0, ",team:x,", 1, "team:x1", false},
        {0, ",", 1, "", false},
        {0, ",person:a,", 1, "", false},
    };
    for (const Case& each : cases) {
        const Clearance clearance{each.level, each.owners};
        EXPECT_EQ(clearance.sees(each.visibility, each.owner), each.seen)
            << each.level << " " << each.owners << " " << each.visibility << " " << each.owner;
    }
}

}  // namespace
}  // namespace bluelamp::access
