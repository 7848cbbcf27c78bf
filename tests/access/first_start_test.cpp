// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "tests/access/a_force.hpp"

namespace bluelamp::access {
namespace {

class FirstStart : public AForce {
   protected:
    static std::vector<DemonstrationAccount> wanted() {
        return demonstration_accounts(
            [](std::string_view username) { return "three lamps for " + std::string(username); });
    }
    Result<std::vector<DemonstrationAccount>> create(const std::vector<DemonstrationAccount>& accounts) {
        return create_demonstration_accounts(database(), act(console), accounts, cheap);
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, FirstStart, db::both_engines(), db::engine_name);

TEST_P(FirstStart, makes_force_teams_and_the_command_lines_account_once) {
    EXPECT_TRUE(started.first);
    const std::size_t acts = journal_rows().size();
    open_again();
    const auto again = bootstrap(database(), {force, "Another name"}, clock, ids);
    ASSERT_TRUE(again) << why(again);
    EXPECT_FALSE(again->first);
    EXPECT_EQ(again->administration, started.administration);
    EXPECT_EQ(again->control_room, started.control_room);
    EXPECT_EQ(again->command_line, started.command_line);
    EXPECT_EQ(journal_rows().size(), acts);
    std::vector<std::string> actions;
    for (const journal::Row& row : journal_rows()) {
        actions.push_back(row.action);
        EXPECT_EQ(row.actor, started.command_line.text());
        EXPECT_EQ(row.owner, OwnerId::team(started.administration).text);
    }
    EXPECT_EQ(actions, (std::vector<std::string>{"access.force_made", "access.team_made", "access.team_made",
                                                 "access.account_made"}));
}

TEST_P(FirstStart, is_made_once_when_two_servers_start_at_once) {
    const auto second = second_handle();
    const ForceId other("city-of-london");
    std::atomic<int> first{0};
    const auto start = [&](db::Database& through) {
        RandomIds own;
        const auto done = bootstrap(through, {other, "City of London Police"}, clock, own);
        ASSERT_TRUE(done) << why(done);
        first += done->first ? 1 : 0;
    };
    std::thread one([&] { start(database()); });
    std::thread two([&] { start(*second); });
    one.join();
    two.join();
    EXPECT_EQ(first, 1);
}

TEST_P(FirstStart, keeps_two_forces_of_one_database_apart) {
    const ForceId other("city-of-london");
    ASSERT_TRUE(bootstrap(database(), {other, "City of London Police"}, clock, ids));
    a_person("jo", {"dispatcher"});
    const auto known = read([&](db::Reader& reader) { return credentials(reader, other, "jo"); });
    EXPECT_FALSE(known->account);
    const Entered here = signed_in("jo");
    Sessions sessions(other);
    EXPECT_FALSE(request(sessions, here.token));
}

TEST_P(FirstStart, lets_the_command_line_act_in_every_role) {
    const auto actor = read([&](db::Reader& reader) { return command_line_actor(reader, force, clock.now()); });
    ASSERT_TRUE(actor) << why(actor);
    EXPECT_EQ(actor->permissions.count(), permission_count);
    EXPECT_EQ(actor->clearance.level, 2);
    const auto unknown =
        read([&](db::Reader& reader) { return command_line_actor(reader, ForceId("atlantis"), clock.now()); });
    EXPECT_EQ(unknown.error().field, "force");
}

TEST_P(FirstStart, makes_one_demonstration_account_per_role) {
    const auto made = create(wanted());
    ASSERT_TRUE(made) << why(made);
    ASSERT_EQ(made->size(), roles().size());
    for (const DemonstrationAccount& each : *made) {
        const auto entered = try_sign_in(each.username, each.password);
        ASSERT_TRUE(entered) << each.username << why(entered);
        EXPECT_EQ(actor(entered->session.account).role, each.role);
        const Actor who = actor(entered->session.account);
        const bool cancels = who.permissions.test(static_cast<std::size_t>(Permission::cancel_crimes));
        const bool keeps_apart = who.permissions.test(static_cast<std::size_t>(Permission::keep_apart));
        EXPECT_EQ(who.clearance.level, keeps_apart ? 2 : 0) << each.username << " keeps apart whom he can see";
        EXPECT_EQ(who.home_team_name, cancels ? "Crime registrar" : "Control room") << each.username;
    }
    const auto again = create(wanted());
    ASSERT_TRUE(again) << why(again);
    EXPECT_TRUE(again->empty());
}

TEST_P(FirstStart, refuses_a_weak_password_for_a_demonstration_too) {
    auto weak = wanted();
    weak[1].password = "password1234";
    EXPECT_EQ(create(weak).error().field, "password");
    EXPECT_TRUE(create({})->empty());
}

}  // namespace
}  // namespace bluelamp::access
