// SPDX-License-Identifier: Apache-2.0
/// What each role may not do: every command and every list of access, asked for by every role.
#include "tests/access/a_force.hpp"

namespace bluelamp::access {
namespace {

class EveryRole : public AForce {
   protected:
    struct Asked {
        std::string name;
        Permission needs;
        std::function<std::optional<Error>(const Actor&)> run;  ///< what it was refused with
    };

    template <class Run>
    std::optional<Error> refusal(Run run) {
        const auto answer = write(run);
        return answer ? std::nullopt : std::optional(answer.error());
    }

    std::vector<Asked> everything() {
        const AccountId other = a_person("other", {"dispatcher"}).id;
        const AccountId robot = a_service("robot").id;
        const SessionId session = signed_in("other").session.id;
        const TeamId room = started.control_room;
        const auto command = [this](auto run) {
            return
                [this, run](const Actor& by) { return refusal([&](db::Transaction& tx) { return run(tx, act(by)); }); };
        };
        const auto query = [this](auto run) {
            return [this, run](const Actor& by) -> std::optional<Error> {
                const auto answer = read([&](db::Reader& reader) { return run(reader, act(by)); });
                return answer ? std::nullopt : std::optional(answer.error());
            };
        };
        using db::Reader, db::Transaction;
        const auto manage = Permission::manage_accounts;
        const auto stay = Permission::stay_signed_in;
        return {
            {"create_account", manage, command([](Transaction& tx, const Act& act) {
                 return create_account(tx, act,
                                       {AccountKind::person, "new", "New", "h", {"administrator"}, {}, {}, {}});
             })},
            {"disable_account", manage, command([=](Transaction& tx, const Act& act) {
                 return disable_account(tx, act, {}, {other, "why"});
             })},
            {"enable_account", manage, command([=](Transaction& tx, const Act& act) {
                 return enable_account(tx, act, {other, "why"});
             })},
            {"give_roles", manage, command([=](Transaction& tx, const Act& act) {
                 return give_roles(tx, act, {act.actor.id, {"administrator"}, "because I want to", {}});
             })},
            {"create_team", manage,
             command([](Transaction& tx, const Act& act) { return create_team(tx, act, {"New"}); })},
            {"join_team", manage, command([=](Transaction& tx, const Act& act) {
                 return join_team(tx, act, {room, act.actor.id});
             })},
            {"leave_team", manage, command([=](Transaction& tx, const Act& act) {
                 return leave_team(tx, act, {room, other});
             })},
            {"reset_password", manage, command([=](Transaction& tx, const Act& act) {
                 return reset_password(tx, act, {other, "h", "why"});
             })},
            {"create_token", manage, command([=](Transaction& tx, const Act& act) {
                 return create_token(tx, act, {robot, "h", "van", 1});
             })},
            {"sign_out of another", manage,
             command([=](Transaction& tx, const Act& act) { return sign_out(tx, act, {session}); })},
            {"list_accounts", Permission::read_accounts,
             query([](Reader& reader, const Act& act) { return list_accounts(reader, act, "", 10); })},
            {"read_account", Permission::read_accounts,
             query([=](Reader& reader, const Act& act) { return read_account(reader, act, other); })},
            {"list_teams", Permission::read_accounts,
             query([](Reader& reader, const Act& act) { return list_teams(reader, act); })},
            {"change_password", stay, command([](Transaction& tx, const Act& act) {
                 return change_password(tx, act, {"not mine", "h", {}});
             })},
        };
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, EveryRole, db::both_engines(), db::engine_name);

TEST_P(EveryRole, does_what_it_may_and_nothing_else) {
    const auto asked = everything();
    std::vector<std::string> all = {""};  // an account without any role, too
    for (const Role& role : roles()) {
        all.emplace_back(role.name);
    }
    for (const std::string& role : all) {
        const Account account = a_person("the-" + role, role.empty() ? std::vector<std::string>{} : std::vector{role});
        const Actor by = actor(account.id);
        for (const Asked& each : asked) {
            const bool may = by.permissions.test(static_cast<std::size_t>(each.needs));
            const std::size_t before = journal_rows().size();
            const auto refused = each.run(by);
            const bool forbidden = refused && refused->code == ErrorCode::forbidden;
            EXPECT_EQ(forbidden, !may) << role << " asks to " << each.name << ": "
                                       << (refused ? refused->message : "done");
            if (forbidden) {
                EXPECT_EQ(refused->field, name(each.needs));
                EXPECT_EQ(journal_rows().size(), before) << each.name;
            }
        }
    }
}

TEST_P(EveryRole, needs_an_account_that_is_signed_in) {
    for (const Asked& each : everything()) {
        const auto refused = each.run(Actor{});
        ASSERT_TRUE(refused) << each.name;
        EXPECT_EQ(refused->code, ErrorCode::forbidden) << each.name;
    }
}

}  // namespace
}  // namespace bluelamp::access
