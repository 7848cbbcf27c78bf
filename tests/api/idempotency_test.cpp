// SPDX-License-Identifier: Apache-2.0
/// The same call sent again is answered again and never done twice.
#include "api/idempotency.hpp"
#include "tests/api/a_notebook.hpp"

namespace bluelamp::api {
namespace {

class Idempotency : public ANotebook {};
INSTANTIATE_TEST_SUITE_P(Engines, Idempotency, db::both_engines(), db::engine_name);

TEST_P(Idempotency, answers_a_retry_with_the_first_answer) {
    const Answered first = note(a_note(), "key-1");
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(first.header("ETag"), "\"1\"");
    EXPECT_EQ(first.header("Idempotency-Replayed"), "");
    clock.advance(std::chrono::minutes(10));
    const Answered again = note(a_note(), "key-1");
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("ETag"), "\"1\"");
    EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
    EXPECT_EQ(notes(), 1);
    EXPECT_EQ(api->counters().replayed, 1);
}

TEST_P(Idempotency, refuses_a_key_that_belongs_to_another_request) {
    ASSERT_EQ(note(a_note("one"), "key-1").status, 201);
    const Answered other = note(a_note("two"), "key-1");
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(other.text("code"), "key_reused");
    EXPECT_EQ(other.text("field"), "Idempotency-Key");
    EXPECT_EQ(notes(), 1);
}

TEST_P(Idempotency, belongs_to_each_account_by_itself) {
    const std::string ann = token_of("ann", {"call_handler"});
    ASSERT_EQ(note(a_note(), "key-1").status, 201);
    EXPECT_EQ(post("/api/v1/notes", a_note(), ann, "key-1").status, 201);
    EXPECT_EQ(notes(), 2);
}

TEST_P(Idempotency, does_not_keep_refusals) {
    const Answered refused = note(a_note("refuse me"), "key-1");
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.text("field"), "text");
    EXPECT_EQ(notes(), 0) << "nothing of a refused command stays";
    EXPECT_EQ(note(a_note("mended"), "key-1").status, 201) << "the key is free for the mended request";
    EXPECT_EQ(notes(), 1);
}

TEST_P(Idempotency, needs_a_key_of_sensible_length) {
    for (const std::string& key : {std::string(), std::string(201, 'k')}) {
        const Answered refused =
            ask({.method = http::Method::post, .path = "/api/v1/notes", .body = a_note(), .token = token, .key = key});
        EXPECT_EQ(refused.status, 400);
        EXPECT_EQ(refused.text("field"), "Idempotency-Key");
    }
    EXPECT_EQ(note(a_note(), std::string(200, 'k')).status, 201);
}

TEST_P(Idempotency, does_one_call_once_that_is_sent_many_times_at_the_same_moment) {
    std::vector<std::thread> tries;
    std::vector<Answered> answers(8);
    for (Answered& answer : answers) {
        tries.emplace_back([&] { answer = note(a_note(), "key-1"); });
    }
    for (std::thread& each : tries) {
        each.join();
    }
    EXPECT_EQ(notes(), 1);
    for (const Answered& answer : answers) {
        EXPECT_EQ(answer.status, 201);
        EXPECT_EQ(answer.body, answers.front().body);
    }
}

TEST_P(Idempotency, is_forgotten_after_35_days) {
    const Answered first = note(a_note(), "key-1");
    const auto tidy_up = [&] {
        return write([&](db::Transaction& tx) { return forget_old_answers(tx, clock.now()); });
    };
    clock.advance(std::chrono::hours(24 * 35));
    ASSERT_TRUE(tidy_up());
    token = token_in(enter("jo", password_of("jo")));
    EXPECT_EQ(note(a_note(), "key-1").body, first.body);
    clock.advance(std::chrono::seconds(1));
    ASSERT_TRUE(tidy_up());
    EXPECT_NE(note(a_note(), "key-1").body, first.body);
    EXPECT_EQ(notes(), 2);
}

TEST_P(Idempotency, is_forgotten_piece_by_piece_to_the_end) {
    const auto keep_many = [&](db::Transaction& tx) -> Result<void> {
        Act old = act(console);
        for (int i = 0; i < 450; ++i) {
            old.key = "key " + std::to_string(i);
            TRY(keep_answer(tx, old, "hash", {}));
        }
        return {};
    };
    ASSERT_TRUE(write(keep_many));
    clock.advance(std::chrono::hours(24 * 36));
    const auto forget = [&] {
        return write([&](db::Transaction& tx) { return forget_old_answers(tx, clock.now()); }).value();
    };
    EXPECT_TRUE(forget());
    EXPECT_TRUE(forget());
    EXPECT_FALSE(forget());
}

}  // namespace
}  // namespace bluelamp::api
