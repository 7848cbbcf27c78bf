// SPDX-License-Identifier: Apache-2.0
#include "tests/access/a_force.hpp"

namespace bluelamp::access {
namespace {

class Teams : public AForce {
   protected:
    Result<Team> create(const std::string& name) {
        return write([&](db::Transaction& tx) { return create_team(tx, act(console), {name}); });
    }
    Result<Team> join(const TeamId& team, const AccountId& account) {
        return write([&](db::Transaction& tx) { return join_team(tx, act(console), {team, account}); });
    }
    Result<Team> leave(const TeamId& team, const AccountId& account) {
        return write([&](db::Transaction& tx) { return leave_team(tx, act(console), {team, account}); });
    }
    std::vector<std::string> teams_of(const AccountId& id) {
        std::vector<std::string> out;
        const auto account = read([&](db::Reader& db) { return read_account(db, act(console), id); });
        for (const TeamName& team : account->teams) {
            out.push_back(team.name);
        }
        return out;
    }
    static constexpr const char* nobody = "01890a5d-ac96-774b-bcce-b302099a8057";
};
INSTANTIATE_TEST_SUITE_P(Engines, Teams, db::both_engines(), db::engine_name);

TEST_P(Teams, are_made_under_a_name_of_their_own) {
    const auto made = create(" Watford  Response ");
    ASSERT_TRUE(made) << why(made);
    EXPECT_EQ(made->name, "Watford  Response");
    EXPECT_EQ(create("WATFORD RESPONSE").error().code, ErrorCode::conflict);
    EXPECT_EQ(create("control room").error().field, "name");
    EXPECT_EQ(create("  ").error().code, ErrorCode::invalid);
    EXPECT_EQ(create(std::string(101, 'x')).error().code, ErrorCode::invalid);
    const journal::Row last = journal_rows().back();
    EXPECT_EQ(last.action, "access.team_made");
    EXPECT_EQ(last.owner, OwnerId::team(started.administration).text);
}

TEST_P(Teams, answer_for_what_their_members_open_and_somebody_without_a_team_answers_himself) {
    Actor jo = actor(a_person("jo", {"dispatcher"}).id);
    EXPECT_EQ(owner_for(jo).id, OwnerId::team(jo.teams.front()).text);
    EXPECT_EQ(owner_for(jo).name, jo.home_team_name);
    jo.teams.clear();
    EXPECT_EQ(owner_for(jo).id, OwnerId::person(jo.id).text);
    EXPECT_EQ(owner_for(jo).name, jo.name);
}

TEST_P(Teams, list_their_members) {
    const Account jo = a_person("jo", {"dispatcher"});
    ASSERT_TRUE(join(started.control_room, jo.id));
    const auto teams = read([&](db::Reader& reader) { return list_teams(reader, act(console)); });
    ASSERT_TRUE(teams) << why(teams);
    ASSERT_EQ(teams->size(), 2U);
    EXPECT_EQ((*teams)[0].name, "Administration");
    EXPECT_EQ((*teams)[0].members.size(), 2U) << "the command line's account and jo, whose home it is";
    ASSERT_EQ((*teams)[1].members.size(), 1U);
    EXPECT_EQ((*teams)[1].members[0].username, "jo");
    EXPECT_EQ((*teams)[1].version, 2);
}

TEST_P(Teams, are_joined_once_and_by_those_that_exist) {
    const Account jo = a_person("jo", {"dispatcher"});
    ASSERT_TRUE(join(started.control_room, jo.id));
    EXPECT_EQ(join(started.control_room, jo.id).error().code, ErrorCode::conflict);
    EXPECT_EQ(join(TeamId(nobody), jo.id).error().field, "team_id");
    EXPECT_EQ(join(started.control_room, AccountId(nobody)).error().code, ErrorCode::not_found);
    ASSERT_TRUE(leave(started.control_room, jo.id));
    EXPECT_EQ(leave(started.control_room, jo.id).error().code, ErrorCode::conflict);
    EXPECT_TRUE(join(started.control_room, jo.id)) << "a second membership, later";
    const Account gone = a_person("gone", {});
    ASSERT_TRUE(write([&](db::Transaction& tx) { return disable_account(tx, act(console), {}, {gone.id, "left"}); }));
    EXPECT_EQ(join(started.control_room, gone.id).error().code, ErrorCode::conflict);
}

TEST_P(Teams, hand_over_an_account_whose_home_is_left) {
    const Account jo = a_person("jo", {"dispatcher"});
    const TeamId watford = create("Watford")->id;
    EXPECT_EQ(leave(started.administration, jo.id).error().code, ErrorCode::conflict) << "the only team";
    ASSERT_TRUE(join(watford, jo.id));
    clock.advance(std::chrono::minutes(1));
    ASSERT_TRUE(join(started.control_room, jo.id));
    EXPECT_EQ(teams_of(jo.id), (std::vector<std::string>{"Administration", "Watford", "Control room"}));
    ASSERT_TRUE(leave(started.administration, jo.id));
    EXPECT_EQ(teams_of(jo.id), (std::vector<std::string>{"Watford", "Control room"}));
    EXPECT_EQ(actor(jo.id).teams.front(), watford);
    const journal::Row last = journal_rows().back();
    EXPECT_EQ(last.action, "access.team_left");
    EXPECT_EQ(last.owner, OwnerId::team(watford).text);
    const auto disabled = write([&](db::Transaction& tx) {
        return disable_account(tx, act(console), {}, {jo.id, "left"});
    });
    EXPECT_NE(journal_rows().back().content->find(OwnerId::team(watford).text), std::string::npos);
}

TEST_P(Teams, make_what_they_own_visible_to_members_while_they_are_members) {
    const Account jo = a_person("jo", {"dispatcher"});
    const std::string room = OwnerId::team(started.control_room).text;
    EXPECT_FALSE(actor(jo.id).clearance.sees(1, room));
    ASSERT_TRUE(join(started.control_room, jo.id));
    EXPECT_TRUE(actor(jo.id).clearance.sees(1, room));
    EXPECT_TRUE(actor(jo.id).clearance.sees(2, OwnerId::person(jo.id).text));
    ASSERT_TRUE(leave(started.control_room, jo.id));
    EXPECT_FALSE(actor(jo.id).clearance.sees(1, room));
}

}  // namespace
}  // namespace bluelamp::access
