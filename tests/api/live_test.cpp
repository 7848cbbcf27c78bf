// SPDX-License-Identifier: Apache-2.0
/// The live stream: what arrives, in which order, for whom, and what happens to slow readers and ended sessions.
#include <gmock/gmock.h>

#include "api/live.hpp"
#include "tests/api/a_notebook.hpp"
#include "tests/api/a_screen.hpp"

namespace bluelamp::api {
namespace {

CallPtr asked(http::Request request, const std::shared_ptr<Opening>& opening, std::shared_ptr<const Act> act,
              access::SignedInPtr session) {
    Call call{std::move(request), http::Reply(opening)};
    call.act = std::move(act);
    call.signed_in = std::move(session);
    return std::make_shared<const Call>(std::move(call));
}

class LiveStream : public ANotebook {
   protected:
    void SetUp() override {
        ANotebook::SetUp();
        if (!IsSkipped()) {
            live = std::make_unique<Live>(door->services, *router);
        }
    }
    void TearDown() override {
        live.reset();
        ANotebook::TearDown();
    }

    std::shared_ptr<Opening> try_follow(const std::string& whose, const std::string& query,
                                        const std::string& last = "") {
        catch_up();
        EXPECT_EQ(get("/api/v1/session", whose).status, 200);
        const auto session = sessions->cached(whose, clock.now());
        if (!session) {
            throw std::runtime_error("nobody is signed in");
        }
        auto act = std::make_shared<Act>(AForce::act(session->actor));
        http::Request request;
        request.path = "/api/v1/live";
        request.query = query;
        if (!last.empty()) {
            request.headers.push_back({"Last-Event-ID", last});
        }
        const auto opening = std::make_shared<Opening>();
        live->open(asked(std::move(request), opening, act, session));
        return opening;
    }
    std::shared_ptr<Screen> follow(const std::string& whose, const std::string& query = "topics=notes",
                                   const std::string& last = "") {
        const auto opening = try_follow(whose, query, last);
        EXPECT_FALSE(opening->refused) << opening->refused->body;
        EXPECT_TRUE(opening->screen->sees(": following"));
        return opening->screen;
    }
    /// Waits until every act was passed on; until then an account made just now makes its sessions be looked up again.
    void catch_up() {
        live->wake();
        for (int i = 0; i < 1'000 && live->position() < journal_rows_end(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        EXPECT_EQ(live->position(), journal_rows_end());
    }
    std::int64_t journal_rows_end() {
        return *read([&](db::Reader& reader) { return journal::head(reader, force); });
    }

    /// Records an act of a note and answers its position.
    std::int64_t record(const std::string& id, std::int64_t visibility = 0, const std::string& owner = "team:x") {
        const auto position = write([&](db::Transaction& tx) -> Result<std::int64_t> {
            const auto done = TRY(act(console).record(tx, {.action = "note.made",
                                                           .kind = "note",
                                                           .record = id,
                                                           .happened_at = clock.now(),
                                                           .content = R"({"id":")" + id + R"("})",
                                                           .visibility = visibility,
                                                           .owner = owner}));
            return done.position;
        });
        live->wake();
        return position.value_or(0);
    }
    std::int64_t record_many(int count) {
        const auto last = write([&](db::Transaction& tx) -> Result<std::int64_t> {
            std::int64_t position = 0;
            for (int i = 0; i < count; ++i) {
                position = TRY(act(console).record(tx, a_note_made("many"))).position;
            }
            return position;
        });
        live->wake();
        return last.value_or(0);
    }
    journal::Entry a_note_made(std::string_view id) {
        return {.action = "note.made",
                .kind = "note",
                .record = id,
                .happened_at = clock.now(),
                .content = "{}",
                .owner = ""};
    }
    static std::string id_line(std::int64_t position) { return "id: " + std::to_string(position) + "\n"; }

    std::unique_ptr<Live> live;
};
INSTANTIATE_TEST_SUITE_P(Engines, LiveStream, db::both_engines(), db::engine_name);

TEST_P(LiveStream, brings_each_act_with_its_position_action_and_content) {
    const auto screen = follow(token);
    const std::int64_t position = record("n1");
    ASSERT_TRUE(screen->sees(id_line(position)));
    const std::string expected =
        id_line(position) + "event: note.made\ndata: {\"position\":" + std::to_string(position) +
        R"(,"kind":"note","record":"n1","seq":1,"action":"note.made",)"
        R"("happened_at":"2026-11-20T09:00:00.000Z","recorded_at":"2026-11-20T09:00:00.000Z","actor":")" +
        console.id.text() + R"(","content":{"id":"n1"}})" + "\n\n";
    EXPECT_NE(screen->seen().find(expected), std::string::npos) << screen->seen();
}

TEST_P(LiveStream, brings_acts_of_other_servers_without_being_woken) {
    const auto screen = follow(token);
    const auto elsewhere = second_handle();
    const auto done = elsewhere->write(force, [&](db::Transaction& tx) -> Result<void> {
        TRY(act(console).record(tx, a_note_made("far")));
        return {};
    });
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_TRUE(screen->sees("\"far\""));
}

TEST_P(LiveStream, goes_on_after_the_last_event_without_gap_or_repeat) {
    const std::int64_t first = record("n1");
    std::string wanted;
    for (int i = 0; i < 150; ++i) {  // several pages of the journal
        wanted += std::to_string(record_many(1)) + " ";
    }
    const auto opening = try_follow(token, "topics=notes", std::to_string(first));
    wanted += std::to_string(record("last")) + " ";
    ASSERT_TRUE(opening->screen->sees("\"last\""));
    EXPECT_EQ(opening->screen->ids(), wanted);
}

// The bug: "from now on" began when the following thread got round to the screen, and acts of that moment were lost.
TEST_P(LiveStream, misses_nothing_from_the_moment_it_is_open) {
    catch_up();
    ASSERT_EQ(get("/api/v1/session", token).status, 200);
    for (int i = 0; i < 20; ++i) {
        catch_up();
        record_many(200);  // the following thread is busy
        const auto opening = std::make_shared<Opening>();
        const auto session = sessions->cached(token, clock.now());
        ASSERT_TRUE(session);
        http::Request request;
        request.query = "topics=notes";
        const auto act = std::make_shared<Act>(AForce::act(session->actor));
        live->open(asked(std::move(request), opening, act, session));
        record("just after");
        ASSERT_TRUE(opening->screen->sees("\"just after\"")) << i;
    }
}

TEST_P(LiveStream, tells_to_read_again_whoever_was_away_too_long_or_comes_from_another_database) {
    const std::int64_t first = record("n1");
    const std::int64_t last = record_many(1'001);
    catch_up();
    for (const std::string& from : {std::to_string(first), std::to_string(last + 5'000)}) {
        const auto opening = try_follow(token, "topics=notes", from);
        ASSERT_TRUE(opening->screen->sees("event: resync\ndata: {}\n\n")) << from;
        EXPECT_EQ(opening->screen->seen().find("\"many\""), std::string::npos) << from;
    }
    const auto just_in_time = try_follow(token, "topics=notes", std::to_string(live->position() - 1'000));
    EXPECT_TRUE(just_in_time->screen->sees("\"many\""));
}

TEST_P(LiveStream, shows_only_what_the_reader_may_know_of) {
    const auto session = [&] {
        EXPECT_EQ(get("/api/v1/session", token).status, 200);
        return sessions->cached(token, clock.now());
    }();
    const std::string mine = "person:" + session->actor.id.text();
    const auto screen = follow(token);
    record("secret", 2);
    record("restricted", 1);
    record("mine", 2, mine);
    record("open", 0);
    ASSERT_TRUE(screen->sees("\"open\""));
    EXPECT_NE(screen->seen().find("\"mine\""), std::string::npos) << "secret, but his own";
    EXPECT_EQ(screen->seen().find("\"secret\""), std::string::npos);
    EXPECT_EQ(screen->seen().find("\"restricted\""), std::string::npos);
}

TEST_P(LiveStream, brings_only_what_was_asked_for) {
    const auto one = follow(token, "topics=note:n2");
    record("n1");
    record("n2");
    record("n3");
    record("n2");
    ASSERT_TRUE(one->sees("\"seq\":2"));
    EXPECT_EQ(one->seen().find("\"n1\""), std::string::npos);
    EXPECT_EQ(one->seen().find("\"n3\""), std::string::npos);
    EXPECT_EQ(one->seen().find("access."), std::string::npos) << "signing in is not a note";
}

TEST_P(LiveStream, refuses_topics_that_are_not_there_or_not_for_everybody) {
    const std::string administrator = token_of("ada", {"administrator"});
    std::string too_many = "topics=notes";
    for (int i = 0; i < 100; ++i) {
        too_many += ",note:" + std::to_string(i);
    }
    struct Case {
        std::string who, query;
        int status;
        std::string field;
    };
    const std::vector<Case> table{
        {token, "", 400, "topics"},
        {token, "topics=", 400, "topics"},
        {token, "topics=weather", 400, "topics"},
        {token, "topics=notes,weather", 400, "topics"},
        {token, "topics=weather:n1", 400, "topics"},
        {token, too_many, 400, "topics"},
        {token, "topic=notes", 400, "topic"},
        {administrator, "topics=notes", 403, "read_incidents"},
    };
    for (const Case& each : table) {
        const auto opening = try_follow(each.who, each.query);
        ASSERT_TRUE(opening->refused) << each.query;
        EXPECT_EQ(opening->refused->status, each.status) << each.query;
        EXPECT_EQ(opening->refused->content_type, "application/problem+json");
        EXPECT_NE(opening->refused->body.find(each.field), std::string::npos) << opening->refused->body;
    }
    EXPECT_EQ(live->streams(), 0);
}

TEST_P(LiveStream, ends_when_its_session_ends_is_locked_or_loses_its_roles) {
    const access::Account ann = a_person("ann", {"dispatcher"});
    const auto enter_ann = [&] { return token_in(enter("ann", password_of("ann"))); };
    const std::string leaving = enter_ann();
    const auto left = follow(leaving);
    ASSERT_EQ(ask({.method = http::Method::del, .path = "/api/v1/session", .token = leaving}).status, 204);
    live->wake();
    EXPECT_TRUE(left->sees("event: bye\ndata: {}\n\n"));
    EXPECT_TRUE(left->ends());
    const std::string locking = enter_ann();
    const auto locked = follow(locking);
    ASSERT_LT(post("/api/v1/session/lock", "", locking).status, 300);
    EXPECT_TRUE(locked->ends());
    const auto changed = follow(enter_ann());
    ASSERT_TRUE(give(ann.id, {"administrator"}));
    EXPECT_TRUE(changed->sees("event: bye"));
    EXPECT_TRUE(changed->ends());
    record("after");
    EXPECT_EQ(changed->seen().find("\"after\""), std::string::npos);
    for (int i = 0; i < 2'000 && live->streams() > 0; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_EQ(live->streams(), 0);
}

TEST_P(LiveStream, does_not_buffer_for_a_slow_reader_but_tells_him_to_read_again) {
    const auto late = follow(token);
    const auto quick = follow(token);
    late->get_stuck(true);
    record("missed");
    ASSERT_TRUE(quick->sees("\"missed\"")) << "nobody waits for a slow one";
    late->get_stuck(false);
    ASSERT_TRUE(late->sees("event: resync\ndata: {}\n\n"));
    EXPECT_EQ(late->seen().find("\"missed\""), std::string::npos);
    record("next");
    EXPECT_TRUE(late->sees("\"next\"")) << "and he is followed again";
}

// The bug: a stream that had been opened just before was left open.
TEST_P(LiveStream, closes_every_stream_when_the_server_stops) {
    const auto screen = follow(token);
    live->stop();
    EXPECT_TRUE(screen->ends());
    EXPECT_EQ(live->streams(), 0);
}

TEST_P(LiveStream, tells_everybody_on_a_record_who_else_is_on_it) {
    const std::string jo = token_of("bea", {"dispatcher"}), ann = token_of("ann", {"dispatcher"});
    const auto first = follow(jo, "topics=note:a");
    EXPECT_TRUE(first->sees(R"("record":"a","people":[{"id":")"));
    const auto elsewhere = follow(ann, "topics=notes,note:b");
    const auto second = follow(ann, "topics=note:a");
    EXPECT_TRUE(first->sees(R"("name":"Display ann")")) << first->seen();
    EXPECT_TRUE(second->sees(R"("name":"Display bea")")) << "whoever comes later hears who is there";
    second->close();
    const auto alone = [&] {
        const std::string seen = first->seen();
        return seen.substr(seen.rfind("event: watching")).find("ann") == std::string::npos;
    };
    for (int i = 0; i < 2'000 && !alone(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_TRUE(alone()) << first->seen();
    EXPECT_EQ(elsewhere->seen().find(R"("record":"a")"), std::string::npos);
}

}  // namespace
}  // namespace bluelamp::api
