// SPDX-License-Identifier: Apache-2.0
/// Seals: one Merkle root over each stretch of acts, in short steps.
#include "tests/journal/a_journal.hpp"

namespace bluelamp::journal {
namespace {

class Seal : public AJournal {};
INSTANTIATE_TEST_SUITE_P(Engines, Seal, db::both_engines(), db::engine_name);

TEST_P(Seal, covers_every_act_once_in_steps_of_at_most_so_many) {
    add_many(25);
    EXPECT_EQ(seal_next(10), 10);
    EXPECT_EQ(seal_next(10), 10);
    EXPECT_EQ(seal_next(10), 5);
    EXPECT_EQ(seal_next(10), 0);
    add_many(1);
    EXPECT_EQ(seal_next(10), 1);
    EXPECT_EQ(db::numbers(database(), "SELECT first_position FROM journal_seals ORDER BY last_position"),
              (std::vector<std::int64_t>{1, 11, 21, 26}));
    EXPECT_TRUE(verified().ok) << verified().why;
    add_many(3);
    EXPECT_TRUE(verified().ok) << "acts after the last seal";
}

TEST_P(Seal, is_found_when_it_was_changed_or_when_a_whole_chain_was_forged_under_it) {
    add_many(25);
    seal_next(10);
    seal_next(10);
    const std::vector<std::pair<std::string, std::int64_t>> table{
        {"UPDATE journal_seals SET root = 'f' WHERE last_position = 20", 11},
        {"UPDATE journal_seals SET first_position = 12 WHERE last_position = 20", 12},
        {"UPDATE journal_seals SET last_position = 19 WHERE last_position = 20", 11},
        {"DELETE FROM journal_seals WHERE last_position = 10", 11},
    };
    for (const auto& [change, found_at] : table) {
        alter("CREATE TABLE kept_seals AS SELECT * FROM journal_seals");
        alter(change);
        EXPECT_FALSE(verified().ok) << change;
        EXPECT_EQ(verified().first_bad, found_at) << change << ": " << verified().why;
        alter("DELETE FROM journal_seals");
        alter("INSERT INTO journal_seals SELECT * FROM kept_seals");
        alter("DROP TABLE kept_seals");
        ASSERT_TRUE(verified().ok) << change;
    }
    alter("UPDATE journal SET actor = 'nobody' WHERE position = 15");
    std::string previous = rows().at(13).hash;
    for (Row row : rows(14)) {
        row.hash = chain_hash(previous, row);
        previous = row.hash;
        alter("UPDATE journal SET hash = '" + row.hash + "' WHERE position = " + std::to_string(row.position));
    }
    alter("UPDATE lane_registers SET text = '" + previous + "' WHERE name = 'journal'");
    EXPECT_EQ(verified().first_bad, 11) << "the seal over 11 to 20 still tells";
}

}  // namespace
}  // namespace bluelamp::journal
