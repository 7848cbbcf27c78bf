// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "tests/access/a_force.hpp"

namespace bluelamp::access {
namespace {

class Accounts : public AForce {
   protected:
    Result<Account> disable(const Actor& by, const AccountId& id, const std::string& reason = "left the force") {
        return write([&](db::Transaction& tx) { return disable_account(tx, act(by), owned, {id, reason}); });
    }
    Result<Account> enable(const Actor& by, const AccountId& id, const std::string& reason = "came back") {
        return write([&](db::Transaction& tx) { return enable_account(tx, act(by), {id, reason}); });
    }
    Result<Account> roles(const AccountId& id, std::vector<std::string> wanted, std::optional<Instant> until = {}) {
        return give(id, std::move(wanted), until);
    }
    Result<AccountPage> list(const Actor& by, const std::string& after = "", std::int64_t limit = 50) {
        return read([&](db::Reader& reader) { return list_accounts(reader, act(by), after, limit); });
    }

    OwnedRecords owned;
};
INSTANTIATE_TEST_SUITE_P(Engines, Accounts, db::both_engines(), db::engine_name);

TEST_P(Accounts, are_made_with_roles_team_and_clearance) {
    CreateAccount wanted;
    wanted.username = " Jo.Example ";
    wanted.display_name = "Jo Example";
    wanted.password_hash = "hash";
    wanted.roles = {"dispatcher", "call_handler", "dispatcher"};
    wanted.home_team = started.control_room;
    wanted.clearance = Visibility::restricted;
    const auto made = try_account(console, wanted);
    ASSERT_TRUE(made) << why(made);
    const auto found = read([&](db::Reader& reader) { return read_account(reader, act(console), made->id); });
    ASSERT_TRUE(found) << why(found);
    EXPECT_EQ(json::to_text(*found), json::to_text(*made));
    EXPECT_EQ(found->username, "Jo.Example");
    EXPECT_EQ(found->roles, (std::vector<std::string>{"call_handler", "dispatcher"}));
    ASSERT_EQ(found->teams.size(), 1U);
    EXPECT_EQ(found->teams[0].name, "Control room");
    EXPECT_EQ(found->clearance, Visibility::restricted);
    EXPECT_EQ(found->version, 1);
}

TEST_P(Accounts, refuse_bad_input_by_field) {
    struct Case {
        std::string says;
        std::function<void(CreateAccount&)> spoil;
    };
    const Case cases[] = {
        {"username", [](CreateAccount& it) { it.username = ""; }},
        {"username", [](CreateAccount& it) { it.username = "j"; }},
        {"username", [](CreateAccount& it) { it.username = "jo example"; }},
        {"username", [](CreateAccount& it) { it.username = "jo\nexample"; }},
        {"username",
         [](CreateAccount& it) {
             it.username =
                 "\xd0\xb0"
                 "dmin";
         }},  // Cyrillic a
        {"username", [](CreateAccount& it) { it.username = std::string(61, 'x'); }},
        {"username", [](CreateAccount& it) { it.username = "jo\xff"; }},
        {"display_name", [](CreateAccount& it) { it.display_name = "  "; }},
        {"display_name", [](CreateAccount& it) { it.display_name = std::string(101, 'x'); }},
        {"password", [](CreateAccount& it) { it.password_hash = std::nullopt; }},
        {"password", [](CreateAccount& it) { it.password_hash = ""; }},
        {"password", [](CreateAccount& it) { it.kind = AccountKind::service; }},
        {"kind", [](CreateAccount& it) { it.kind = AccountKind::command_line; }},
        {"roles", [](CreateAccount& it) { it.roles = {"chief"}; }},
        {"team_id", [](CreateAccount& it) { it.home_team = TeamId("01890a5d-ac96-774b-bcce-b302099a8057"); }},
    };
    const std::size_t before = journal_rows().size();
    for (const Case& each : cases) {
        CreateAccount wanted{AccountKind::person, "jo", "Jo", "hash", {"dispatcher"}, {}, {}, {}};
        each.spoil(wanted);
        const auto refused = try_account(console, wanted);
        ASSERT_FALSE(refused) << each.says;
        EXPECT_EQ(refused.error().field, each.says) << refused.error().message;
    }
    EXPECT_EQ(journal_rows().size(), before);
}

TEST_P(Accounts, have_usernames_that_differ_when_folded) {
    a_person("Jo", {"dispatcher"});
    for (const char* same : {"jo", "JO", "\xef\xbc\xaa\xef\xbd\x8f", "J\xc3\xb3"}) {  // Ｊｏ, Jó
        const auto refused = try_account(console, {AccountKind::person, same, "Jo", "hash", {}, {}, {}, {}});
        ASSERT_FALSE(refused) << same;
        EXPECT_EQ(refused.error().code, ErrorCode::conflict);
        EXPECT_EQ(refused.error().field, "username");
    }
    const auto known = read([&](db::Reader& reader) { return credentials(reader, force, "\xef\xbc\xaaO"); });
    ASSERT_TRUE(known && known->account);
}

TEST_P(Accounts, are_made_once_when_two_make_the_same_at_once) {
    const auto second = second_handle();
    std::atomic<int> made{0}, conflicts{0}, others{0};
    const auto make = [&](db::Database& through, std::uint64_t seed) {
        RandomIds own;
        for (int i = 0; i < 20; ++i) {
            Act its = act(console);
            its.ids = &own;
            const CreateAccount wanted{AccountKind::person, "user" + std::to_string(i), "User", "hash", {}, {}, {}, {}};
            const auto done = through.write(force, [&](db::Transaction& tx) -> Result<void> {
                TRY(create_account(tx, its, wanted));
                return {};
            });
            (done ? made : done.error().code == ErrorCode::conflict ? conflicts : others) += 1;
        }
        (void)seed;
    };
    std::thread one([&] { make(database(), 1); });
    std::thread two([&] { make(*second, 2); });
    one.join();
    two.join();
    EXPECT_EQ(made, 20);
    EXPECT_EQ(conflicts, 20);
    EXPECT_EQ(others, 0);
}

TEST_P(Accounts, are_listed_by_username_page_by_page) {
    for (const char* username : {"carol", "Alice", "bob"}) {
        a_person(username, {"analyst"});
    }
    const auto first = list(console, "", 2);
    ASSERT_TRUE(first) << why(first);
    ASSERT_EQ(first->items.size(), 2U);
    EXPECT_EQ(first->items[0].username, "Alice");
    EXPECT_EQ(first->items[1].username, "bob");
    EXPECT_EQ(first->items[1].roles, std::vector<std::string>{"analyst"});
    ASSERT_TRUE(first->next);
    const auto second = list(console, *first->next, 2);
    ASSERT_EQ(second->items.size(), 2U);
    EXPECT_EQ(second->items[0].username, "carol");
    EXPECT_EQ(second->items[1].username, "command-line");
    EXPECT_FALSE(second->next);
    EXPECT_EQ(list(console, "", 0).error().field, "limit");
    EXPECT_EQ(list(console, "", 201).error().field, "limit");
}

TEST_P(Accounts, of_covert_work_are_unknown_to_readers_without_clearance) {
    CreateAccount covert{AccountKind::person, "covert", "Covert", "hash", {"analyst"}, {}, {}, Visibility::secret};
    covert.home_team = started.administration;
    const Account hidden = *try_account(console, covert);
    const Account boss = a_person("boss", {"supervisor"});
    Actor reader = actor(boss.id);
    reader.clearance.owners = "," + OwnerId::person(boss.id).text + ",";
    const auto seen = list(reader);
    ASSERT_TRUE(seen) << why(seen);
    for (const Account& each : seen->items) {
        EXPECT_NE(each.username, "covert");
    }
    const auto one = read([&](db::Reader& db) { return read_account(db, act(reader), hidden.id); });
    EXPECT_EQ(one.error().code, ErrorCode::not_found);
    reader.clearance.owners += OwnerId::team(started.administration).text + ",";
    const auto own = read([&](db::Reader& db) { return read_account(db, act(reader), hidden.id); });
    EXPECT_TRUE(own) << "his own team's";
}

TEST_P(Accounts, disabled_hand_what_they_own_to_their_home_team_in_the_same_act) {
    const Account leaver = a_person("leaver", {"dispatcher"});
    std::vector<std::string> moved;
    owned.desks.push_back(
        [&](db::Transaction&, const Act& act, const OwnerId& from, const OwnerId& to) -> Result<std::int64_t> {
            moved = {from.text, to.text, act.reason};
            return 7;
        });
    const auto disabled = disable(console, leaver.id);
    ASSERT_TRUE(disabled) << why(disabled);
    EXPECT_TRUE(disabled->disabled_at);
    EXPECT_EQ(disabled->version, 2);
    EXPECT_EQ(moved, (std::vector<std::string>{"person:" + leaver.id.text(), "team:" + leaver.teams[0].id.text(),
                                               "left the force"}));
    const journal::Row last = journal_rows().back();
    EXPECT_EQ(last.action, "access.account_disabled");
    EXPECT_EQ(last.record, leaver.id.text());
    EXPECT_EQ(last.reason, "left the force");
    EXPECT_NE(last.content->find("\"records_moved\":7"), std::string::npos) << *last.content;
}

TEST_P(Accounts, stay_enabled_when_what_they_own_cannot_be_moved) {
    const Account leaver = a_person("leaver", {"dispatcher"});
    owned.desks.push_back([](db::Transaction&, const Act&, const OwnerId&, const OwnerId&) -> Result<std::int64_t> {
        return fail(ErrorCode::unavailable, "", "Not now.");
    });
    EXPECT_EQ(disable(console, leaver.id).error().code, ErrorCode::unavailable);
    EXPECT_TRUE(read([&](db::Reader& reader) { return actor_of(reader, force, leaver.id, clock.now()); })->has_value());
}

TEST_P(Accounts, cannot_be_disabled_by_themselves_without_reason_or_twice) {
    const Actor boss = actor(a_person("boss", {"administrator"}).id);
    const Account other = a_person("other", {"administrator"});
    EXPECT_EQ(disable(boss, boss.id).error().code, ErrorCode::conflict);
    EXPECT_EQ(disable(boss, other.id, " ").error().field, "reason");
    EXPECT_EQ(disable(boss, started.command_line).error().code, ErrorCode::conflict);
    EXPECT_EQ(disable(boss, AccountId("01890a5d-ac96-774b-bcce-b302099a8057")).error().code, ErrorCode::not_found);
    EXPECT_TRUE(disable(boss, other.id));
    EXPECT_EQ(disable(boss, other.id).error().code, ErrorCode::conflict);
}

TEST_P(Accounts, are_enabled_again_with_a_reason) {
    const Account person = a_person("person", {"dispatcher"});
    EXPECT_EQ(enable(console, person.id).error().code, ErrorCode::conflict);
    ASSERT_TRUE(disable(console, person.id));
    EXPECT_EQ(enable(console, person.id, "").error().field, "reason");
    const auto enabled = enable(console, person.id);
    ASSERT_TRUE(enabled) << why(enabled);
    EXPECT_FALSE(enabled->disabled_at);
    EXPECT_EQ(enabled->roles, std::vector<std::string>{"dispatcher"});
    EXPECT_EQ(journal_rows().back().reason, "came back");
}

TEST_P(Accounts, keep_one_administrator_who_is_enabled_and_stays_one) {
    const Account last = a_person("last", {"administrator"});
    EXPECT_EQ(disable(console, last.id).error().code, ErrorCode::conflict);
    EXPECT_EQ(roles(last.id, {"analyst"}).error().field, "roles");
    EXPECT_EQ(roles(last.id, {"administrator"}, clock.now() + std::chrono::hours(1)).error().field, "roles");
    const Account acting = a_person("acting", {});
    ASSERT_TRUE(roles(acting.id, {"administrator"}, clock.now() + std::chrono::hours(1)));
    EXPECT_EQ(disable(console, last.id).error().code, ErrorCode::conflict) << "one until ten o'clock does not count";
    const Account gone = a_person("gone", {"administrator"});
    ASSERT_TRUE(disable(console, gone.id));
    EXPECT_EQ(roles(last.id, {}).error().field, "roles") << "a disabled one does not count";
    a_person("next", {"administrator"});
    EXPECT_TRUE(roles(last.id, {"analyst"}));
    EXPECT_TRUE(disable(console, last.id));
}

TEST_P(Accounts, hold_roles_from_when_they_are_given_to_when_they_end) {
    const Account person = a_person("person", {"dispatcher"});
    const Instant friday = clock.now() + std::chrono::hours(8);
    ASSERT_TRUE(roles(person.id, {"dispatcher", "supervisor"}, friday));
    EXPECT_EQ(actor(person.id).role, "dispatcher+supervisor");
    clock.set(friday - std::chrono::milliseconds(1));
    EXPECT_EQ(actor(person.id).role, "dispatcher+supervisor");
    clock.set(friday);
    EXPECT_EQ(actor(person.id).role, "");
    EXPECT_TRUE(actor(person.id).permissions.test(static_cast<std::size_t>(Permission::stay_signed_in)));
    EXPECT_FALSE(actor(person.id).permissions.test(static_cast<std::size_t>(Permission::read_incidents)));
    ASSERT_TRUE(roles(person.id, {"analyst"}));
    const auto again = roles(person.id, {"analyst", "importer"});
    ASSERT_TRUE(again) << why(again);
    EXPECT_EQ(again->roles, (std::vector<std::string>{"analyst", "importer"}));
    EXPECT_EQ(roles(person.id, {"analyst"}, clock.now()).error().field, "until");
    EXPECT_EQ(roles(started.command_line, {"analyst"}).error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace bluelamp::access
