// SPDX-License-Identifier: Apache-2.0
/// Whatever is changed behind Bluelamp's back is found, at the act it concerns.
#include "tests/journal/a_journal.hpp"

namespace bluelamp::journal {
namespace {

class Verify : public AJournal {};
INSTANTIATE_TEST_SUITE_P(Engines, Verify, db::both_engines(), db::engine_name);

TEST_P(Verify, holds_for_an_empty_journal) {
    EXPECT_TRUE(verified().ok);
    EXPECT_EQ(verified().acts, 0);
}

TEST_P(Verify, finds_every_changed_column_where_it_was_changed) {
    struct Case {
        std::string change, put_back;
        std::int64_t found_at;
    };
    add_many(9);
    const auto journal_row = [](const std::string& to, const std::string& back) {
        return Case{"UPDATE journal SET " + to + " WHERE position = 5",
                    "UPDATE journal SET " + back + " WHERE position = 5", 5};
    };
    const std::string hash = rows().at(4).hash;
    const std::string content_hash = rows().at(4).content_hash;
    const std::string salt = *rows().at(4).salt;
    const std::vector<Case> table{
        journal_row("kind = 'think'", "kind = 'thing'"),
        journal_row("record_id = 'r9'", "record_id = 'r4'"),
        journal_row("seq = 9", "seq = 1"),
        journal_row("action = 'thing.chanted'", "action = 'thing.changed'"),
        journal_row("actor = 'officeq'", "actor = 'officer'"),
        journal_row("role = 'supervisor'", "role = 'dispatcher'"),
        journal_row("reason = ''", "reason = 'because'"),
        journal_row("happened_at = happened_at + 1", "happened_at = happened_at - 1"),
        journal_row("recorded_at = recorded_at - 1", "recorded_at = recorded_at + 1"),
        journal_row("policy_version = '2'", "policy_version = '1'"),
        journal_row("content_hash = 'f" + content_hash.substr(1) + "'", "content_hash = '" + content_hash + "'"),
        journal_row("hash = 'g" + hash.substr(1) + "'", "hash = '" + hash + "'"),
        {"UPDATE journal SET position = 500 WHERE position = 5", "UPDATE journal SET position = 5 WHERE position = 500",
         5},
        {"UPDATE journal_content SET content = '[]' WHERE position = 5",
         "UPDATE journal_content SET content = '{}' WHERE position = 5", 5},
        {"UPDATE journal_content SET salt = 'x' WHERE position = 5",
         "UPDATE journal_content SET salt = '" + salt + "' WHERE position = 5", 5},
        {"UPDATE journal_content SET position = 500 WHERE position = 5",
         "UPDATE journal_content SET position = 5 WHERE position = 500", 5},
        {"UPDATE lane_registers SET number = number + 1 WHERE name = 'journal'",
         "UPDATE lane_registers SET number = number - 1 WHERE name = 'journal'", 10},
    };
    for (const Case& each : table) {
        alter(each.change);
        const Verified found = verified();
        EXPECT_FALSE(found.ok) << each.change;
        EXPECT_EQ(found.first_bad, each.found_at) << each.change << ": " << found.why;
        EXPECT_NE(found.why, "") << each.change;
        alter(each.put_back);
        ASSERT_TRUE(verified().ok) << each.put_back;
    }
}

TEST_P(Verify, leaves_owner_and_visibility_free_to_change) {
    add_many(3);
    alter("UPDATE journal SET visibility = 2, owner = 'team:b' WHERE position = 2");
    EXPECT_TRUE(verified().ok) << "restricting a record later must restrict its past as well";
}

TEST_P(Verify, finds_rows_that_were_taken_out) {
    add_many(9);
    alter("DELETE FROM journal WHERE position = 6");
    EXPECT_EQ(verified().first_bad, 6);
}

TEST_P(Verify, finds_a_tail_that_was_cut_off) {
    add_many(9);
    alter("DELETE FROM journal WHERE position > 7");
    EXPECT_EQ(verified().first_bad, 8) << verified().why;
    EXPECT_EQ(verified().acts, 7);
}

TEST_P(Verify, finds_a_tail_that_was_cut_off_together_with_the_head_when_it_had_been_sealed) {
    add_many(9);
    ASSERT_EQ(seal_next(), 9);
    const std::string hash = rows().at(6).hash;
    alter("DELETE FROM journal WHERE position > 7");
    alter("UPDATE lane_registers SET number = 7, text = '" + hash + "' WHERE name = 'journal'");
    const Verified found = verified();
    EXPECT_FALSE(found.ok);
    EXPECT_EQ(found.first_bad, 8) << found.why;
}

TEST_P(Verify, reads_page_by_page_and_finds_what_is_wrong_at_the_seams) {
    add_many(1'203);
    EXPECT_EQ(verified().acts, 1'203);
    for (const int at : {499, 500, 501, 1'000, 1'001, 1'203}) {
        const std::string where = " WHERE position = " + std::to_string(at);
        alter("UPDATE journal SET actor = 'somebody'" + where);
        EXPECT_EQ(verified().first_bad, at);
        alter("UPDATE journal SET actor = 'officer'" + where);
    }
    EXPECT_TRUE(verified().ok);
}

class Erased : public AJournal {
   protected:
    void erase(int position, const std::string& by) {
        alter("UPDATE journal_content SET salt = NULL, content = NULL, erased_by = " + by +
              " WHERE position = " + std::to_string(position));
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Erased, db::both_engines(), db::engine_name);

TEST_P(Erased, content_leaves_the_chain_whole_when_a_later_act_erased_it) {
    add("a");
    add("b");
    const Recorded act = add("erasures", "{}", "journal.content_erased");
    erase(1, std::to_string(act.position));
    EXPECT_TRUE(verified().ok) << verified().why;
    EXPECT_FALSE(rows().at(0).content);
    EXPECT_EQ(rows().at(0).erased_by, act.position);
}

// The bug: content could be made to vanish by naming any number as the act of erasure.
TEST_P(Erased, content_is_missed_when_no_act_of_erasure_follows) {
    add("a", "{}", "journal.content_erased");
    add("a");
    add("b");
    for (const std::string by : {"1", "3", "99"}) {
        erase(2, by);
        EXPECT_FALSE(verified().ok) << "by " << by;
        EXPECT_EQ(verified().first_bad, 2) << "by " << by;
    }
}

}  // namespace
}  // namespace bluelamp::journal
