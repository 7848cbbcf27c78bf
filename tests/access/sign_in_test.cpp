// SPDX-License-Identifier: Apache-2.0
#include "tests/access/a_force.hpp"

namespace bluelamp::access {
namespace {

class SigningIn : public AForce {};
INSTANTIATE_TEST_SUITE_P(Engines, SigningIn, db::both_engines(), db::engine_name);

TEST_P(SigningIn, gives_a_token_of_which_only_the_hash_is_kept) {
    const Account jo = a_person("jo", {"dispatcher"});
    const auto done = try_sign_in("JO", password_of("jo"));
    ASSERT_TRUE(done) << why(done);
    const Entered& entered = *done;
    EXPECT_EQ(entered.token.size(), 43U);
    EXPECT_EQ(entered.token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    EXPECT_EQ(entered.session.expires_at, clock.now() + std::chrono::hours(12));
    Sessions sessions(force);
    const auto known = request(sessions, entered.token);
    ASSERT_TRUE(known) << why(known);
    EXPECT_EQ(known->actor.id, jo.id);
    EXPECT_EQ(known->actor.role, "dispatcher");
    EXPECT_EQ(known->session, entered.session.id.text());
    EXPECT_FALSE(request(sessions, hash_of_token(entered.token))) << "the hash is no token";
    std::string other = entered.token;
    other[0] = other[0] == 'A' ? 'B' : 'A';
    EXPECT_EQ(request(sessions, other).error().code, ErrorCode::unauthenticated);
}

TEST_P(SigningIn, is_refused_alike_for_a_wrong_password_an_unknown_name_and_a_disabled_account) {
    a_person("jo", {"dispatcher"});
    const Account gone = a_person("gone", {"dispatcher"});
    a_service("robot");
    const auto disabled = write([&](db::Transaction& tx) {
        return disable_account(tx, act(console), {}, {gone.id, "left"});
    });
    ASSERT_TRUE(disabled) << why(disabled);
    for (const auto& [username, password] : std::map<std::string, std::string>{{"jo", "wrong words entirely"},
                                                                               {"nobody", "three random words nobody"},
                                                                               {"gone", password_of("gone")},
                                                                               {"robot", ""},
                                                                               {"command-line", ""},
                                                                               {"", ""}}) {
        const auto refused = try_sign_in(username, password);
        ASSERT_FALSE(refused) << username;
        EXPECT_EQ(why(refused), "unauthenticated password: The username or the password is not right; try again.");
    }
}

TEST_P(SigningIn, is_refused_when_the_account_was_disabled_or_changed_after_the_comparison) {
    const Account jo = a_person("jo", {"dispatcher"});
    const auto known = *read([&](db::Reader& reader) { return credentials(reader, force, "jo"); });
    const Act its = act(actor(jo.id));
    const auto enter = [&](const std::string& token_hash) {
        return write([&](db::Transaction& tx) {
            return sign_in(tx, its, {jo.id, token_hash, known.password_hash, {}, "", "", {}});
        });
    };
    ASSERT_TRUE(enter("h1"));
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        return reset_password(tx, act(console), {jo.id, "another hash", "forgotten"});
    }));
    EXPECT_EQ(enter("h2").error().code, ErrorCode::unauthenticated);
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        return reset_password(tx, act(console), {jo.id, known.password_hash, "found again"});
    }));
    ASSERT_TRUE(enter("h3"));
    ASSERT_TRUE(write([&](db::Transaction& tx) { return disable_account(tx, act(console), {}, {jo.id, "left"}); }));
    EXPECT_EQ(enter("h4").error().code, ErrorCode::unauthenticated);
}

TEST_P(SigningIn, hashes_again_at_todays_cost_without_ending_anything) {
    const Account jo = a_person("jo", {"dispatcher"});
    const Entered before = signed_in("jo");
    const auto known = *read([&](db::Reader& reader) { return credentials(reader, force, "jo"); });
    const PasswordCost dearer{2, 8 * 1024};
    ASSERT_TRUE(needs_rehash(known.password_hash, dearer));
    const std::string fresh = *hash_password(password_of("jo"), dearer);
    const Act its = act(actor(jo.id));
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        return sign_in(tx, its, {jo.id, "h", known.password_hash, fresh, "", "", {}});
    }));
    const auto after = *read([&](db::Reader& reader) { return credentials(reader, force, "jo"); });
    EXPECT_FALSE(needs_rehash(after.password_hash, dearer));
    EXPECT_TRUE(try_sign_in("jo", password_of("jo")));
    Sessions sessions(force);
    EXPECT_TRUE(request(sessions, before.token));
}

TEST_P(SigningIn, refused_is_journalled_without_the_name_that_was_typed) {
    const Account jo = a_person("jo", {"dispatcher"});
    Act nobody = act({});
    ASSERT_TRUE(write([&](db::Transaction& tx) { return refuse_sign_in(tx, nobody, {jo.id, "192.0.2.9", 3}); }));
    const journal::Row known = journal_rows().back();
    EXPECT_EQ(known.action, "access.sign_in_refused");
    EXPECT_EQ(known.record, jo.id.text());
    EXPECT_EQ(known.actor, "");
    EXPECT_EQ(known.content, R"({"peer":"192.0.2.9","failures":3})");
    ASSERT_TRUE(write([&](db::Transaction& tx) { return refuse_sign_in(tx, nobody, {std::nullopt, "192.0.2.9", 1}); }));
    const journal::Row unknown = journal_rows().back();
    EXPECT_EQ(unknown.kind, "force");
    EXPECT_EQ(unknown.content, R"({"peer":"192.0.2.9","failures":1})");
}

TEST_P(SigningIn, leaves_no_secret_in_the_journal) {
    const Account boss = a_person("boss", {"administrator"});
    const Account robot = a_service("robot");
    std::vector<std::string> secrets = {password_of("boss")};
    Entered entered = signed_in("boss");
    const std::string token = new_token(ids);
    const auto hash = *read([&](db::Reader& reader) { return credentials(reader, force, "boss"); });
    const std::string next = *hash_password("otter lamp seven", cheap);
    secrets.insert(secrets.end(), {entered.token, hash_of_token(entered.token), token, hash_of_token(token),
                                   hash.password_hash, next, "otter lamp seven"});
    const Act its = act(actor(boss.id));
    const SessionId own = entered.session.id;
    ASSERT_TRUE(write([&](db::Transaction& tx) { return lock_session(tx, its, {own}); }));
    ASSERT_TRUE(write([&](db::Transaction& tx) { return unlock_session(tx, its, {own, hash.password_hash}); }));
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        return create_token(tx, its, {robot.id, hash_of_token(token), "van", 1});
    }));
    ASSERT_TRUE(write([&](db::Transaction& tx) { return change_password(tx, its, {hash.password_hash, next, own}); }));
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        return reset_password(tx, act(console), {boss.id, next, "forgot"});
    }));
    ASSERT_TRUE(write([&](db::Transaction& tx) { return sign_out(tx, its, {own}); }));
    std::set<std::string> actions;
    for (const journal::Row& row : journal_rows()) {
        actions.insert(row.action);
        for (const std::string& secret : secrets) {
            const std::string all = row.content.value_or("") + row.reason + row.record + row.actor + row.owner;
            EXPECT_EQ(all.find(secret), std::string::npos) << row.action << " holds " << secret;
        }
        EXPECT_TRUE(json::parse(row.content.value_or(""))) << row.action;
    }
    for (const char* action : {"access.account_made", "access.signed_in", "access.session_locked", "access.token_made",
                               "access.session_unlocked", "access.password_changed", "access.password_reset"}) {
        EXPECT_TRUE(actions.contains(action)) << action;
    }
    const auto whole = journal::verify(database(), force);
    EXPECT_TRUE(whole && whole->ok) << whole->why;
}

TEST_P(SigningIn, with_a_token_is_for_services_only) {
    const Account jo = a_person("jo", {"dispatcher"});
    const Account robot = a_service("robot");
    const auto make = [&](const AccountId& id, const std::string& token, std::int64_t days) {
        return write([&](db::Transaction& tx) {
            return create_token(tx, act(console), {id, hash_of_token(token), "van 7", days});
        });
    };
    const std::string token = new_token(ids);
    EXPECT_EQ(make(jo.id, token, 30).error().code, ErrorCode::conflict);
    EXPECT_EQ(make(robot.id, token, 0).error().field, "days");
    EXPECT_EQ(make(robot.id, token, 366).error().field, "days");
    const auto made = make(robot.id, token, 30);
    ASSERT_TRUE(made) << why(made);
    Sessions sessions(force);
    clock.advance(std::chrono::hours(24 * 30) - std::chrono::milliseconds(1));
    const auto known = request(sessions, token);
    ASSERT_TRUE(known) << "no idle limit: " << why(known);
    EXPECT_EQ(known->actor.id, robot.id);
    EXPECT_EQ(
        write([&](db::Transaction& tx) { return lock_session(tx, act(known->actor), {SessionId(known->session)}); })
            .error()
            .code,
        ErrorCode::conflict);
    clock.advance(std::chrono::milliseconds(1));
    EXPECT_FALSE(request(sessions, token));
}

TEST_P(SigningIn, is_said_to_its_owner_as_it_stands) {
    const Account jo = a_person("jo", {"dispatcher"});
    const Entered entered = signed_in("jo");
    const auto state =
        read([&](db::Reader& reader) { return read_session(reader, act(actor(jo.id)), entered.session.id.text()); });
    ASSERT_TRUE(state) << why(state);
    EXPECT_EQ(state->account.username, "jo");
    EXPECT_EQ(state->force_name, "Hertfordshire Constabulary");
    EXPECT_FALSE(state->locked);
    const Account sam = a_person("sam", {"dispatcher"});
    const auto others =
        read([&](db::Reader& reader) { return read_session(reader, act(actor(sam.id)), entered.session.id.text()); });
    EXPECT_EQ(others.error().code, ErrorCode::unauthenticated);
}

}  // namespace
}  // namespace bluelamp::access
