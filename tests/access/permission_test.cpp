// SPDX-License-Identifier: Apache-2.0
#include "access/permission.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "access/act.hpp"

namespace bluelamp::access {
namespace {

std::set<std::string> may(std::string_view role) {
    const auto listed = names(find_role(role)->permissions);
    return {listed.begin(), listed.end()};
}

TEST(Permissions, are_given_by_role_as_in_this_table) {
    const std::map<std::string, std::set<std::string>> table = {
        {"call_handler", {"log_incident", "add_line", "read_incidents", "read_geography", "stay_signed_in"}},
        {"dispatcher", {"log_incident", "add_line", "read_incidents", "read_geography", "stay_signed_in"}},
        {"supervisor",
         {"log_incident", "add_line", "read_incidents", "read_measures", "read_geography", "read_accounts",
          "stay_signed_in"}},
        {"analyst", {"read_incidents", "read_measures", "read_geography", "stay_signed_in"}},
        {"administrator", {"read_accounts", "manage_accounts", "stay_signed_in"}},
        {"importer", {"import_records", "read_measures", "read_geography", "stay_signed_in"}},
        {"inspector", {"read_measures", "read_geography", "read_journal", "stay_signed_in"}},
    };
    ASSERT_EQ(roles().size(), table.size());
    for (const auto& [role, permissions] : table) {
        EXPECT_EQ(may(role), permissions) << role;
    }
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
