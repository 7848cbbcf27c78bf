// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "tests/access/a_force.hpp"

namespace bluelamp::access {
namespace {

using namespace std::chrono_literals;

class Signed : public AForce {
   protected:
    void SetUp() override {
        AForce::SetUp();
        if (!IsSkipped()) {
            jo = a_person("jo", {"dispatcher"});
            here = signed_in("jo");
            its = act(actor(jo.id));
        }
    }
    bool works(Sessions& through) { return request(through, here.token).has_value(); }
    bool works() { return works(sessions); }
    std::string hash_of(const std::string& username) {
        return read([&](db::Reader& reader) { return credentials(reader, force, username); })->password_hash;
    }
    Result<Account> disable() {
        return write([&](db::Transaction& tx) { return disable_account(tx, act(console), {}, {jo.id, "left"}); });
    }
    /// A stream opened when `its` was asked for.
    bool follows() { return sessions.follows(here.session.id.text(), its.actor, clock.now()); }
    void flush() {
        const auto seen = sessions.take_seen();
        ASSERT_TRUE(write([&](db::Transaction& tx) { return write_seen(tx, seen); }));
    }

    Account jo;
    Entered here;
    Act its;
    Sessions sessions{ForceId("hertfordshire")};
};
INSTANTIATE_TEST_SUITE_P(Engines, Signed, db::both_engines(), db::engine_name);

TEST_P(Signed, is_remembered_after_the_first_request) {
    EXPECT_FALSE(sessions.cached(here.token, clock.now()));
    EXPECT_TRUE(works());
    EXPECT_TRUE(sessions.cached(here.token, clock.now()));
    EXPECT_EQ(sessions.remembered(), 1U);
    clock.advance(61s);
    EXPECT_FALSE(sessions.cached(here.token, clock.now())) << "asked again after a minute";
    EXPECT_TRUE(works());
    clock.advance(-5min);
    EXPECT_FALSE(sessions.cached(here.token, clock.now())) << "the clock was set back";
    EXPECT_TRUE(works());
}

TEST_P(Signed, ends_after_an_hour_without_a_request) {
    EXPECT_TRUE(works());
    for (int i = 0; i < 3; ++i) {
        clock.advance(59min);
        EXPECT_TRUE(works()) << "each request starts the hour again";
    }
    clock.advance(60min);
    EXPECT_FALSE(works());
    EXPECT_FALSE(works()) << "asking does not revive it";
    flush();
    Sessions elsewhere(force);
    EXPECT_FALSE(works(elsewhere));
}

TEST_P(Signed, ends_after_twelve_hours_however_busy) {
    for (int minute = 0; minute < 12 * 60; minute += 30) {
        EXPECT_TRUE(works()) << minute;
        clock.advance(30min);
    }
    EXPECT_FALSE(works());
}

TEST_P(Signed, is_alive_on_every_server_when_used_on_one) {
    Sessions elsewhere(force);
    for (int i = 0; i < 10; ++i) {
        EXPECT_TRUE(works()) << i;
        flush();
        clock.advance(20min);
    }
    EXPECT_TRUE(works(elsewhere));
}

TEST_P(Signed, is_written_at_most_once_a_minute) {
    EXPECT_TRUE(works());
    EXPECT_EQ(sessions.take_seen().size(), 0U) << "just signed in";
    clock.advance(60s);
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(works());
    }
    EXPECT_EQ(sessions.take_seen().size(), 1U);
    clock.advance(30s);
    EXPECT_TRUE(works());
    EXPECT_EQ(sessions.take_seen().size(), 0U);
    const std::size_t before = journal_rows().size();
    clock.advance(30s);
    EXPECT_TRUE(works());
    flush();
    EXPECT_EQ(journal_rows().size(), before) << "being there is no act";
}

TEST_P(Signed, out_stops_at_once_and_on_other_servers_with_the_feed) {
    Sessions elsewhere(force);
    feed(elsewhere);
    EXPECT_TRUE(works());
    EXPECT_TRUE(works(elsewhere));
    ASSERT_TRUE(write([&](db::Transaction& tx) { return sign_out(tx, its, {here.session.id}); }));
    sessions.forget_session(here.session.id.text());
    EXPECT_FALSE(works());
    EXPECT_TRUE(works(elsewhere)) << "its feed has not come yet";
    feed(elsewhere);
    EXPECT_FALSE(works(elsewhere));
    EXPECT_TRUE(write([&](db::Transaction& tx) { return sign_out(tx, its, {here.session.id}); }))
        << "twice is harmless";
}

TEST_P(Signed, out_by_somebody_else_needs_an_administrator) {
    const Account sam = a_person("sam", {"supervisor"});
    const auto refused =
        write([&](db::Transaction& tx) { return sign_out(tx, act(actor(sam.id)), {here.session.id}); });
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    EXPECT_TRUE(write([&](db::Transaction& tx) { return sign_out(tx, act(console), {here.session.id}); }));
    EXPECT_FALSE(works());
}

TEST_P(Signed, ends_with_the_account) {
    EXPECT_TRUE(works());
    sessions.doubt(jo.id, clock.now());
    EXPECT_TRUE(works()) << "not yet";
    ASSERT_TRUE(disable());
    EXPECT_FALSE(works()) << "from the commit on, before the feed";
    ASSERT_TRUE(write([&](db::Transaction& tx) { return enable_account(tx, act(console), {jo.id, "back"}); }));
    EXPECT_FALSE(works()) << "enabling does not bring sessions back";
    EXPECT_TRUE(try_sign_in("jo", password_of("jo")));
}

TEST_P(Signed, is_asked_for_again_while_its_account_is_in_doubt) {
    sessions.doubt(jo.id, clock.now());
    EXPECT_TRUE(works());
    EXPECT_FALSE(sessions.cached(here.token, clock.now()));
    EXPECT_TRUE(follows()) << "a refused act closes no stream for long";
    clock.advance(30s);
    EXPECT_TRUE(works());
    EXPECT_TRUE(sessions.cached(here.token, clock.now()));
}

TEST_P(Signed, read_before_an_act_is_not_remembered_after_it) {
    /// Reads on behalf of `sessions`, and lets the act and its feed happen in between.
    class Slow final : public db::Reader {
       public:
        Slow(db::Reader& reader, std::function<void()> between) : reader_(reader), between_(std::move(between)) {}
        using Reader::each;
        Result<void> each(const db::Query& query, std::span<const db::Value> parameters,
                          const db::Visitor& visit) override {
            auto answer = reader_.each(query, parameters, visit);
            if (query.name == "access.force_row") {  // the last thing that is read
                between_();
            }
            return answer;
        }

       private:
        db::Reader& reader_;
        std::function<void()> between_;
    };
    const auto stale = read([&](db::Reader& reader) {
        Slow slow(reader, [&] {
            EXPECT_TRUE(disable());
            sessions.forget(jo.id);
        });
        return sessions.load(slow, here.token, clock.now());
    });
    EXPECT_TRUE(stale) << "this request came first";
    EXPECT_EQ(sessions.remembered(), 0U);
    EXPECT_FALSE(works());
}

TEST_P(Signed, changes_with_roles_teams_and_their_dates) {
    EXPECT_EQ(request(sessions, here.token)->actor.role, "dispatcher");
    const Instant later = clock.now() + 45s;
    ASSERT_TRUE(give(jo.id, {"analyst"}, later));
    feed(sessions);
    EXPECT_EQ(request(sessions, here.token)->actor.role, "analyst");
    const Actor analyst = request(sessions, here.token)->actor;
    EXPECT_TRUE(sessions.follows(here.session.id.text(), analyst, clock.now()));
    EXPECT_FALSE(follows()) << "opened by who may other things";
    clock.set(later);
    EXPECT_FALSE(sessions.follows(here.session.id.text(), analyst, clock.now()));
    EXPECT_EQ(request(sessions, here.token)->actor.role, "");
    ASSERT_TRUE(write([&](db::Transaction& tx) { return join_team(tx, act(console), {started.control_room, jo.id}); }));
    feed(sessions);
    EXPECT_TRUE(request(sessions, here.token)->actor.clearance.sees(2, OwnerId::team(started.control_room).text));
}

TEST_P(Signed, locked_is_known_as_locked_until_the_password_is_given) {
    ASSERT_TRUE(write([&](db::Transaction& tx) { return lock_session(tx, its, {here.session.id}); }));
    feed(sessions);
    EXPECT_EQ(request(sessions, here.token)->locked_at, clock.now());
    EXPECT_FALSE(follows()) << "known again, but locked";
    EXPECT_TRUE(read([&](db::Reader& reader) { return read_session(reader, its, here.session.id.text()); })->locked);
    const auto unlock = [&](const std::string& hash) {
        return write([&](db::Transaction& tx) { return unlock_session(tx, its, {here.session.id, hash}); });
    };
    EXPECT_EQ(unlock("another hash").error().code, ErrorCode::unauthenticated);
    ASSERT_TRUE(unlock(hash_of("jo")));
    feed(sessions);
    EXPECT_FALSE(request(sessions, here.token)->locked_at);
    const Account sam = a_person("sam", {"administrator"});
    const auto others =
        write([&](db::Transaction& tx) { return lock_session(tx, act(actor(sam.id)), {here.session.id}); });
    EXPECT_EQ(others.error().code, ErrorCode::unauthenticated) << "nobody locks another's screen";
}

TEST_P(Signed, elsewhere_ends_when_the_password_changes) {
    const Entered other = signed_in("jo");
    const std::string fresh = *hash_password("otter lamp seven", cheap);
    const auto change = [&](const std::string& old) {
        return write([&](db::Transaction& tx) { return change_password(tx, its, {old, fresh, here.session.id}); });
    };
    EXPECT_EQ(change("another hash").error().code, ErrorCode::unauthenticated);
    ASSERT_TRUE(change(hash_of("jo")));
    EXPECT_TRUE(works());
    EXPECT_FALSE(request(sessions, other.token));
    EXPECT_FALSE(try_sign_in("jo", password_of("jo")));
    EXPECT_TRUE(try_sign_in("jo", "otter lamp seven"));
    ASSERT_TRUE(write([&](db::Transaction& tx) { return reset_password(tx, act(console), {jo.id, fresh, "forgot"}); }));
    feed(sessions);
    EXPECT_FALSE(works());
}

TEST_P(Signed, streams_go_on_only_while_nothing_has_changed) {
    EXPECT_FALSE(follows()) << "never seen here";
    EXPECT_TRUE(works());
    clock.advance(10min);
    EXPECT_TRUE(follows()) << "longer than anything is remembered for requests";
    clock.advance(50min);
    EXPECT_FALSE(follows()) << "a stream is no sign of life";
}

TEST_P(Signed, are_forgotten_least_recently_used_first) {
    Sessions few(force, {.most = 2});
    const Entered second = signed_in("jo");
    const Entered third = signed_in("jo");
    EXPECT_TRUE(works(few));
    EXPECT_TRUE(request(few, second.token));
    EXPECT_TRUE(works(few));
    EXPECT_TRUE(request(few, third.token));
    EXPECT_EQ(few.remembered(), 2U);
    EXPECT_TRUE(few.cached(here.token, clock.now()));
    EXPECT_FALSE(few.cached(second.token, clock.now()));
}

TEST_P(Signed, may_be_used_from_many_threads) {
    std::atomic<int> worked{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            for (int round = 0; round < 200; ++round) {
                worked += works() ? 1 : 0;
                if (i == 0 && round % 10 == 0) {
                    sessions.forget(jo.id);
                }
            }
        });
    }
    for (std::thread& each : threads) {
        each.join();
    }
    EXPECT_EQ(worked, 800);
}

TEST_P(Signed, long_dead_are_deleted) {
    clock.advance(std::chrono::hours(24 * 35 + 12));
    ASSERT_TRUE(write([&](db::Transaction& tx) { return delete_dead_sessions(tx, clock.now()); }));
    EXPECT_EQ(write([&](db::Transaction& tx) { return sign_out(tx, its, {here.session.id}); }).has_value(), true);
    clock.advance(1ms);
    ASSERT_TRUE(write([&](db::Transaction& tx) { return delete_dead_sessions(tx, clock.now()); }));
    EXPECT_EQ(write([&](db::Transaction& tx) { return sign_out(tx, its, {here.session.id}); }).error().code,
              ErrorCode::not_found);
}

}  // namespace
}  // namespace bluelamp::access
