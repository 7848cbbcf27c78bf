// SPDX-License-Identifier: Apache-2.0
#include "tests/db/words.hpp"

namespace bluelamp::db {
namespace {

using testing::ElementsAre;

class Lane : public Notebook {};
INSTANTIATE_TEST_SUITE_P(Engines, Lane, both_engines(), engine_name);

TEST_P(Lane, keeps_what_a_command_wrote) {
    ASSERT_TRUE(note(7));
    EXPECT_THAT(notes(), ElementsAre(7));
    open_again();
    EXPECT_THAT(notes(), ElementsAre(7));
}

TEST_P(Lane, answers_commands_in_the_order_in_which_they_came) {
    Crowd crowd(database());
    for (int n = 0; n < 200; ++n) {
        crowd.add([n](Transaction& tx) { return tx.execute(insert_note, {n, "x"}); });
    }
    for (const auto& answer : crowd.answers()) {
        EXPECT_TRUE(answer);
    }
    EXPECT_TRUE(std::is_sorted(crowd.order().begin(), crowd.order().end()));
    EXPECT_EQ(notes().size(), 200U);
    EXPECT_EQ(database().health().batches, 2 + 4);  // the notebook, the one that held the lane, four of fifty
}

TEST_P(Lane, leaves_nothing_of_a_command_that_refuses_and_does_not_disturb_its_neighbours) {
    Crowd crowd(database());
    for (int n = 1; n <= 5; ++n) {
        crowd.add([n](Transaction& tx) -> Result<void> {
            TRY(tx.execute(insert_note, {n, "x"}));
            if (n % 2 == 0) {
                return fail(ErrorCode::forbidden, "n", "Even numbers are not for you.");
            }
            return {};
        });
    }
    const auto answers = crowd.answers();
    EXPECT_THAT(notes(), ElementsAre(1, 3, 5));
    EXPECT_TRUE(answers[0]);
    ASSERT_FALSE(answers[1]);
    EXPECT_EQ(answers[1].error().code, ErrorCode::forbidden);
    EXPECT_EQ(answers[1].error().field, "n");
}

TEST_P(Lane, answers_conflict_for_a_number_given_twice) {
    ASSERT_TRUE(note(1));
    const auto refused = note(1);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_TRUE(note(2));
    EXPECT_TRUE(database().health().ready);
}

TEST_P(Lane, runs_a_batch_again_when_one_of_its_commands_meets_a_conflict) {
    Crowd crowd(database());
    for (const int n : {1, 2, 1, 3}) {
        crowd.add([n](Transaction& tx) { return tx.execute(insert_note, {n, "x"}); });
    }
    const auto answers = crowd.answers();
    EXPECT_THAT(notes(), ElementsAre(1, 2, 3));
    EXPECT_TRUE(answers[0] && answers[1] && answers[3]);
    ASSERT_FALSE(answers[2]);
    EXPECT_EQ(answers[2].error().code, ErrorCode::conflict);
    EXPECT_EQ(database().health().reruns, GetParam() == "postgres" ? 1 : 0);
}

TEST_P(Lane, does_not_run_a_batch_again_when_a_command_refuses_before_it_has_written) {
    const auto reruns = database().health().reruns;
    Crowd crowd(database());
    crowd.add([](Transaction& tx) { return tx.execute(insert_note, {1, "x"}); });
    crowd.add([](Transaction& tx) -> Result<void> {
        const auto count = TRY(tx.one(count_notes, {}, [](const Row& row) { return row.bigint(0); }));
        return fail(ErrorCode::not_found, "n", fmt::format("There are only {}.", count));
    });
    const auto answers = crowd.answers();
    EXPECT_THAT(notes(), ElementsAre(1));
    ASSERT_FALSE(answers[1]);
    EXPECT_EQ(answers[1].error().message, "There are only 1.");
    EXPECT_EQ(database().health().reruns, reruns);
}

TEST_P(Lane, fails_a_command_that_ignores_a_failed_statement) {
    ASSERT_TRUE(note(1));
    const auto answer = write([](Transaction& tx) -> Result<void> {
        (void)tx.execute(insert_note, {1, "again"});
        (void)tx.execute(insert_note, {2, "and on"});
        return {};
    });
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::conflict);
    EXPECT_THAT(notes(), ElementsAre(1));
}

TEST_P(Lane, answers_internal_for_a_command_that_throws_and_keeps_its_neighbours) {
    Crowd crowd(database());
    crowd.add([](Transaction& tx) { return tx.execute(insert_note, {1, "x"}); });
    crowd.add([](Transaction& tx) -> Result<void> {
        TRY(tx.execute(insert_note, {2, "x"}));
        throw InvariantBroken("two and two are five");
    });
    crowd.add([](Transaction& tx) { return tx.execute(insert_note, {3, "x"}); });
    const auto answers = crowd.answers();
    EXPECT_THAT(notes(), ElementsAre(1, 3));
    ASSERT_FALSE(answers[1]);
    EXPECT_EQ(answers[1].error().code, ErrorCode::internal);
    EXPECT_EQ(answers[1].error().cause, "two and two are five");
    EXPECT_EQ(answers[1].error().message.find("five"), std::string::npos);
}

TEST_P(Lane, answers_internal_for_sql_that_is_wrong_and_names_the_query) {
    constexpr Query wrong{"test.wrong", "SELECT nonsense FROM nowhere", {}};
    const auto answer = write([&](Transaction& tx) { return tx.execute(wrong, {}); });
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::internal);
    EXPECT_THAT(answer.error().cause, testing::HasSubstr("test.wrong"));
    EXPECT_TRUE(note(1));
}

TEST_P(Lane, refuses_a_command_inside_a_command) {
    const auto waited = write([&](Transaction&) { return note(1); });
    ASSERT_FALSE(waited);
    EXPECT_EQ(waited.error().code, ErrorCode::internal);
    const auto handed_in = write([&](Transaction&) -> Result<void> {
        database().submit({hertfordshire(), [](Transaction&) { return Result<void>(); }, [](const Result<void>&) {}});
        return {};
    });
    ASSERT_FALSE(handed_in);
    EXPECT_EQ(handed_in.error().code, ErrorCode::internal);
    EXPECT_THAT(notes(), ElementsAre());
}

TEST_P(Lane, sees_what_the_commands_before_it_in_the_batch_have_written) {
    Crowd crowd(database());
    std::vector<std::int64_t> seen(20);
    for (int n = 0; n < 20; ++n) {
        crowd.add([n, &seen](Transaction& tx) -> Result<void> {
            seen[n] = TRY(tx.one(count_notes, {}, [](const Row& row) { return row.bigint(0); }));
            return tx.execute(insert_note, {n, "x"});
        });
    }
    crowd.answers();
    for (int n = 0; n < 20; ++n) {
        EXPECT_EQ(seen[n], n);
    }
}

TEST_P(Lane, gives_each_force_its_turn) {
    open_again({.batch = 10});
    Crowd crowd(database());
    for (int n = 0; n < 40; ++n) {
        const auto& force = n < 30 ? hertfordshire() : the_city();
        crowd.add(
            [n, force](Transaction& tx) -> Result<void> {
                invariant(tx.force() == force, "a command runs in another force's lane");
                return tx.execute(insert_note, {n, "x"});
            },
            force);
    }
    for (const auto& answer : crowd.answers()) {
        EXPECT_TRUE(answer);
    }
    // Ten of Hertfordshire's thirty, then the City's ten, though all thirty came first.
    EXPECT_EQ(crowd.order()[10], 30U);
}

TEST_P(Lane, refuses_when_too_many_are_waiting) {
    open_again({.waiting = 3});
    Crowd crowd(database());
    for (int n = 0; n < 5; ++n) {
        crowd.add([n](Transaction& tx) { return tx.execute(insert_note, {n, "x"}); });
    }
    const auto answers = crowd.answers();
    EXPECT_THAT(notes(), ElementsAre(0, 1, 2));
    ASSERT_FALSE(answers[4]);
    EXPECT_EQ(answers[4].error().code, ErrorCode::unavailable);
    EXPECT_EQ(answers[4].error().message, "Too many are waiting; try again.");
}

TEST_P(Lane, finishes_what_is_waiting_before_it_stops) {
    std::atomic<int> answered = 0;
    for (int n = 0; n < 300; ++n) {
        database().submit({hertfordshire(),
                           [n](Transaction& tx) {
                               return tx.execute(insert_note, {n, "x"});
                           },
                           [&](const Result<void>& answer) { answered += answer ? 1 : 0; }});
    }
    close();
    EXPECT_EQ(answered, 300);
    open_again();
    EXPECT_EQ(notes().size(), 300U);
}

TEST_P(Lane, carries_more_statements_than_it_sends_at_once) {
    const auto answer = write([](Transaction& tx) -> Result<void> {
        for (int n = 0; n < 3'000; ++n) {
            TRY(tx.execute(insert_note, {n, "x"}));
        }
        return {};
    });
    ASSERT_TRUE(answer) << answer.error().cause;
    EXPECT_EQ(notes().size(), 3'000U);
}

TEST_P(Lane, counts_what_it_does) {
    const auto before = database().health();
    ASSERT_TRUE(note(1));
    ASSERT_FALSE(note(1));
    const auto after = database().health();
    EXPECT_EQ(after.commands - before.commands, 1);
    EXPECT_EQ(after.refused - before.refused, 1);
    EXPECT_EQ(after.batches - before.batches, 2);
    EXPECT_EQ(after.waiting, 0);
    EXPECT_TRUE(after.ready) << after.reason;
}

}  // namespace
}  // namespace bluelamp::db
