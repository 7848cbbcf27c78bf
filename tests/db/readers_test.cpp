// SPDX-License-Identifier: Apache-2.0
#include "tests/db/words.hpp"

namespace bluelamp::db {
namespace {

constexpr Query endless{"test.endless",
                        "WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 2000000000) "
                        "SELECT count(*) FROM up",
                        {}};

class Readers : public Notebook {
   protected:
    static std::int64_t count(Reader& reader) {
        const auto counted = reader.one(count_notes, {}, [](const Row& row) { return row.bigint(0); });
        EXPECT_TRUE(counted) << counted.error().cause;
        return counted.value_or(-1);
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Readers, both_engines(), engine_name);

TEST_P(Readers, see_the_newest_state_with_each_statement) {
    const auto read = database().read([&](Reader& reader) -> Result<void> {
        EXPECT_EQ(count(reader), 0);
        EXPECT_TRUE(note(1));
        EXPECT_EQ(count(reader), 1);
        return {};
    });
    EXPECT_TRUE(read);
}

TEST_P(Readers, of_a_snapshot_see_one_state) {
    const auto read = database().read_snapshot([&](Reader& reader) -> Result<void> {
        EXPECT_EQ(count(reader), 0);
        EXPECT_TRUE(note(1));
        EXPECT_EQ(count(reader), 0);
        return {};
    });
    EXPECT_TRUE(read);
    EXPECT_EQ(notes().size(), 1U);
}

TEST_P(Readers, do_not_see_what_is_not_committed) {
    const auto written = write([&](Transaction& tx) -> Result<void> {
        TRY(tx.execute(insert_note, {1, "x"}));
        TRY(tx.each(count_notes, {}, [](const Row& row) { EXPECT_EQ(row.bigint(0), 1); }));
        EXPECT_EQ(notes().size(), 0U);
        return {};
    });
    EXPECT_TRUE(written);
    EXPECT_EQ(notes().size(), 1U);
}

TEST_P(Readers, may_not_write) {
    const auto read = database().read([&](Reader& reader) {
        return reader.each(insert_note, {1, "x"}, [](const Row&) {});
    });
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::internal);
    EXPECT_EQ(notes().size(), 0U);
}

TEST_P(Readers, come_back_when_their_user_throws_or_refuses) {
    ASSERT_TRUE(note(1));
    for (int i = 0; i < 10; ++i) {
        EXPECT_THROW((void)database().read_snapshot([&](Reader& reader) {
            return reader.each(all_notes, {}, [](const Row&) { throw std::runtime_error("enough"); });
        }),
                     std::runtime_error);
        const auto refused = database().read_snapshot([&](Reader& reader) -> Result<void> {
            EXPECT_EQ(count(reader), 1);
            return fail(ErrorCode::forbidden, "", "Not for you.");
        });
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    }
    EXPECT_EQ(notes().size(), 1U);
}

TEST_P(Readers, answer_one_question_at_a_time) {
    ASSERT_TRUE(note(1));
    EXPECT_THROW((void)database().read(
                     [&](Reader& reader) { return reader.each(all_notes, {}, [&](const Row&) { count(reader); }); }),
                 InvariantBroken);
}

TEST_P(Readers, stop_after_five_seconds) {
    const auto started = std::chrono::steady_clock::now();
    const auto read = database().read([&](Reader& reader) { return reader.each(endless, {}, [](const Row&) {}); });
    const auto took = std::chrono::steady_clock::now() - started;
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::unavailable);
    EXPECT_THAT(read.error().message, testing::HasSubstr("five seconds"));
    EXPECT_GE(took, std::chrono::milliseconds(4'900));
    EXPECT_LT(took, std::chrono::seconds(10));
    EXPECT_EQ(notes().size(), 0U);
    EXPECT_TRUE(note(1));
}

TEST_P(Readers, read_many_maybe_and_one) {
    ASSERT_TRUE(note(1));
    ASSERT_TRUE(note(2));
    const auto number = [](const Row& row) { return row.bigint(0); };
    const auto read = database().read([&](Reader& reader) -> Result<void> {
        const auto many = TRY(reader.many(all_notes, {}, number));
        EXPECT_THAT(many, testing::ElementsAre(1, 2));
        EXPECT_EQ(TRY(reader.maybe(all_notes, {}, number)), 1);
        constexpr Query none{"test.none", "SELECT n FROM notes WHERE n > $1", {}};
        EXPECT_EQ(TRY(reader.maybe(none, {2}, number)), std::nullopt);
        EXPECT_THROW((void)reader.one(none, {2}, number), InvariantBroken);
        return {};
    });
    EXPECT_TRUE(read);
}

TEST_P(Readers, work_while_others_write) {
    std::atomic<bool> stop = false;
    std::atomic<int> failed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            while (!stop) {
                failed += database().read([&](Reader& reader) { return reader.each(all_notes, {}, [](const Row&) {}); })
                              ? 0
                              : 1;
            }
        });
    }
    for (int n = 0; n < 100; ++n) {
        failed += note(n) ? 0 : 1;
    }
    stop = true;
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(failed, 0);
}

}  // namespace
}  // namespace bluelamp::db
