// SPDX-License-Identifier: Apache-2.0
/// A force with its first teams on a fresh database, and short words for acting in it.
#pragma once

#include <gtest/gtest.h>

#include <set>

#include "access/accounts.hpp"
#include "access/first_start.hpp"
#include "access/passwords.hpp"
#include "access/sessions.hpp"
#include "tests/support/db_fixture.hpp"

namespace bluelamp::access {

/// The least that libsodium takes: tests are not attacked.
inline constexpr PasswordCost cheap{1, 8 * 1024};

/// A Result's error as text, so that a failed assertion says why.
template <class T>
std::string why(const Result<T>& result) {
    return result ? ""
                  : std::string(name(result.error().code)) + " " + result.error().field + ": " + result.error().message;
}

class AForce : public db::OnBothEngines {
   protected:
    void SetUp() override {
        OnBothEngines::SetUp();
        if (IsSkipped()) {
            return;
        }
        const auto done = bootstrap(database(), {force, "Hertfordshire Constabulary"}, clock, ids);
        ASSERT_TRUE(done) << why(done);
        started = *done;
        console = actor(started.command_line);
    }

    /// Runs one command in the lane and answers what it answered.
    template <class Run>
    auto write(Run run) -> decltype(run(std::declval<db::Transaction&>())) {
        using Answer = decltype(run(std::declval<db::Transaction&>()));
        std::optional<Answer> answer;
        const auto done = database().write(force, [&](db::Transaction& tx) -> Result<void> {
            answer = run(tx);
            if (!*answer) {
                return tl::unexpected(answer->error());
            }
            return {};
        });
        if (!done) {
            return tl::unexpected(done.error());
        }
        return *std::move(answer);
    }

    template <class Run>
    auto read(Run run) -> decltype(run(std::declval<db::Reader&>())) {
        std::optional<decltype(run(std::declval<db::Reader&>()))> answer;
        const auto done = database().read([&](db::Reader& reader) -> Result<void> {
            answer = run(reader);
            return {};
        });
        EXPECT_TRUE(done) << why(done);
        return *std::move(answer);
    }

    Actor actor(const AccountId& account) {
        const auto found = read([&](db::Reader& reader) { return actor_of(reader, force, account, clock.now()); });
        EXPECT_TRUE(found && *found) << why(found);
        return found && *found ? **found : Actor{};
    }

    Act act(const Actor& who) { return {force, who, {}, clock.now(), &ids, "1", {}, {}}; }

    /// Gives exactly these roles, naming the version that is there.
    Result<Account> give(const AccountId& id, std::vector<std::string> wanted, std::optional<Instant> until = {}) {
        const Account now = read([&](db::Reader& reader) { return read_account(reader, act(console), id); }).value();
        Act giving = act(console);
        giving.if_match = now.version;
        return write([&](db::Transaction& tx) { return give_roles(tx, giving, {id, wanted, "new posting", until}); });
    }

    Result<Account> try_account(const Actor& by, const CreateAccount& wanted) {
        return write([&](db::Transaction& tx) { return create_account(tx, act(by), wanted); });
    }

    /// A person with these roles whose password is "three random words" and the username.
    Account a_person(const std::string& username, std::vector<std::string> roles) {
        CreateAccount wanted;
        wanted.username = username;
        wanted.display_name = "Display " + username;
        wanted.password_hash = *hash_password(password_of(username), cheap);
        wanted.roles = std::move(roles);
        const auto made = try_account(console, wanted);
        EXPECT_TRUE(made) << why(made);
        return made.value_or(Account{});
    }

    Account a_service(const std::string& username) {
        CreateAccount wanted;
        wanted.kind = AccountKind::service;
        wanted.username = username;
        wanted.display_name = "Display " + username;
        wanted.roles = {"importer"};
        const auto made = try_account(console, wanted);
        EXPECT_TRUE(made) << why(made);
        return made.value_or(Account{});
    }

    static std::string password_of(const std::string& username) { return "three random words " + username; }

    struct Entered {
        std::string token;
        Session session;
    };

    /// What the route does: credentials, comparison, command.
    Result<Entered> try_sign_in(const std::string& username, const std::string& password) {
        const auto known = read([&](db::Reader& reader) { return credentials(reader, force, username); });
        if (!known || !check_password(known->password_hash, password, cheap)) {
            return fail(ErrorCode::unauthenticated, "password",
                        "The username or the password is not right; try again.");
        }
        Entered entered{new_token(ids), {}};
        SignIn wanted{*known->account, hash_of_token(entered.token), known->password_hash, {}, "192.0.2.1", "Test", {}};
        const Act its = act(actor(*known->account));
        auto session = write([&](db::Transaction& tx) { return sign_in(tx, its, wanted); });
        if (!session) {
            return tl::unexpected(session.error());
        }
        entered.session = *session;
        return entered;
    }

    Entered signed_in(const std::string& username) {
        const auto entered = try_sign_in(username, password_of(username));
        EXPECT_TRUE(entered) << why(entered);
        return entered.value_or(Entered{});
    }

    /// As the api does for each request: from memory, else from the database.
    Result<SignedIn> request(Sessions& sessions, const std::string& token) {
        if (const auto cached = sessions.cached(token, clock.now())) {
            return *cached;
        }
        return read(
            [&](db::Reader& reader) -> Result<SignedIn> { return *TRY(sessions.load(reader, token, clock.now())); });
    }

    std::vector<journal::Row> journal_rows() {
        return *read([&](db::Reader& reader) { return journal::after(reader, force, 0, 10'000); });
    }

    /// The feed: shows `sessions` every row it has not seen.
    void feed(Sessions& sessions) {
        for (const journal::Row& row : journal_rows()) {
            if (row.position > fed) {
                sessions.heed(row);
                fed = row.position;
            }
        }
    }

    const ForceId force{"hertfordshire"};
    FakeClock clock{*parse_rfc3339("2026-11-20T09:00:00Z")};
    SeededIds ids{1};
    Started started;
    Actor console;
    std::int64_t fed = 0;
};

}  // namespace bluelamp::access
