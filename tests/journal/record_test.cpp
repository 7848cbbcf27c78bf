// SPDX-License-Identifier: Apache-2.0
/// What is written is read back, in order, numbered without gaps, and each row continues the one before it.
#include <gmock/gmock.h>

#include "core/sha256.hpp"
#include "tests/journal/a_journal.hpp"

namespace bluelamp::journal {
namespace {

class Record : public AJournal {};
INSTANTIATE_TEST_SUITE_P(Engines, Record, db::both_engines(), db::engine_name);

TEST_P(Record, keeps_everything_that_was_told) {
    add("r", R"({"said":"caf\u00e9 — 20:00"})");
    const Row row = rows().at(0);
    EXPECT_EQ(row.position, 1);
    EXPECT_EQ(row.kind, "thing");
    EXPECT_EQ(row.record, "r");
    EXPECT_EQ(row.seq, 1);
    EXPECT_EQ(row.action, "thing.changed");
    EXPECT_EQ(row.actor, "officer");
    EXPECT_EQ(row.role, "dispatcher");
    EXPECT_EQ(row.reason, "because");
    EXPECT_EQ(row.policy_version, "1");
    EXPECT_EQ(rfc3339(row.happened_at), "2026-11-20T08:59:00.000Z");
    EXPECT_EQ(rfc3339(row.recorded_at), "2026-11-20T09:00:00.000Z");
    EXPECT_EQ(row.visibility, 1);
    EXPECT_EQ(row.owner, "team:a");
    EXPECT_EQ(row.content, R"({"said":"caf\u00e9 — 20:00"})") << "to the byte";
    EXPECT_EQ(row.content_hash, sha256_hex(*from_hex(*row.salt) + *row.content));
    EXPECT_FALSE(row.erased_by);
}

TEST_P(Record, numbers_positions_in_the_journal_and_entries_in_each_record) {
    EXPECT_EQ(add("a").seq, 1);
    EXPECT_EQ(add("b").seq, 1);
    EXPECT_EQ(add("a").seq, 2);
    const Recorded last = add("a");
    EXPECT_EQ(last.seq, 3);
    EXPECT_EQ(last.position, 4);
    const auto read = database().read([&](db::Reader& reader) -> Result<void> {
        EXPECT_EQ(TRY(head(reader, force)), 4);
        const auto log = TRY(of_record(reader, force, "a", 1, 10));
        EXPECT_EQ(log.size(), 2U);
        EXPECT_EQ(log.at(0).position, 3);
        EXPECT_EQ(TRY(of_record(reader, force, "a", 0, 2)).size(), 2U) << "at most the limit";
        EXPECT_EQ(TRY(of_record(reader, ForceId("city-of-london"), "a", 0, 10)).size(), 0U) << "another force's";
        return {};
    });
    EXPECT_TRUE(read);
}

TEST_P(Record, chains_each_row_to_the_one_before_it) {
    add("a");
    add("b");
    add("a");
    std::string previous;
    for (const Row& row : rows()) {
        EXPECT_EQ(row.hash, chain_hash(previous, row));
        previous = row.hash;
    }
    EXPECT_EQ(previous.size(), 64U);
}

TEST_P(Record, gives_no_position_to_an_act_that_failed) {
    add("a");
    const auto refused = database().write(force, [&](db::Transaction& tx) -> Result<void> {
        TRY(add_in(tx, "a", "{}"));
        return fail(ErrorCode::conflict, "", "Changed my mind.");
    });
    EXPECT_FALSE(refused);
    EXPECT_EQ(add("a").position, 2);
    EXPECT_EQ(rows().size(), 2U);
    EXPECT_TRUE(verified().ok);
}

TEST_P(Record, refuses_a_number_that_the_record_has_already) {
    add("a");
    const auto twice = database().write(force, [&](db::Transaction& tx) -> Result<void> {
        TRY(journal::record(tx, by(), ids.bytes(16),
                            {.action = "thing.changed",
                             .kind = "thing",
                             .record = "a",
                             .seq = 1,
                             .happened_at = clock.now(),
                             .content = "{}",
                             .owner = ""}));
        return {};
    });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::conflict);
    EXPECT_TRUE(verified().ok);
}

TEST_P(Record, goes_on_after_a_restart_where_it_was) {
    add("a");
    open_again();
    EXPECT_EQ(add("a").position, 2);
    EXPECT_EQ(rows(1).at(0).hash, chain_hash(rows(0, 1).at(0).hash, rows(1).at(0)));
    EXPECT_TRUE(verified().ok);
}

TEST_P(Record, stays_right_when_the_clock_goes_backwards) {
    add("a");
    clock.advance(-std::chrono::hours(3));
    EXPECT_EQ(add("a").position, 2);
    EXPECT_LT(rows().at(1).recorded_at, rows().at(0).recorded_at) << "kept as the clock said";
    EXPECT_TRUE(verified().ok);
}

TEST_P(Record, keeps_the_journals_of_two_forces_apart) {
    add("a");
    const auto other = database().write(ForceId("city-of-london"), [&](db::Transaction& tx) -> Result<void> {
        EXPECT_EQ(TRY(add_in(tx, "z", "{}")).position, 1);
        return {};
    });
    EXPECT_TRUE(other);
    EXPECT_EQ(rows().size(), 1U);
    EXPECT_EQ(verified().acts, 1);
}

}  // namespace
}  // namespace bluelamp::journal
