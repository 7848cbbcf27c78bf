// SPDX-License-Identifier: Apache-2.0
/// How SQLite finds what is typed: by a range of an index, however many people there are.
#include "policing/people/merge.sql.hpp"
#include "policing/people/never_link.sql.hpp"
#include "policing/people/profiles.sql.hpp"
#include "policing/people/recognition.sql.hpp"
#include "policing/people/search.sql.hpp"
#include "policing/people/store.sql.hpp"
#include "tests/policing/people/a_register.hpp"

namespace bluelamp::people {
namespace {

using testing::HasSubstr;
using testing::Not;

class Plan : public ARegister {
   protected:
    std::string plan_of(const db::Query& query) {
        std::vector<db::Value> values;
        for (int i = 1; i <= 9; ++i) {
            if (query.sqlite.find("$" + std::to_string(i)) != std::string_view::npos) {
                values.emplace_back("");
            }
        }
        std::string plan;
        // In the lane, because a reader refuses even the plan of a statement that writes.
        const auto read_all = database().write(force, [&](db::Transaction& tx) {
            return tx.each(db::raw_statement("EXPLAIN QUERY PLAN " + std::string(query.sqlite)), std::span(values),
                           [&](const db::Row& row) { plan += row.string(3) + "\n"; });
        });
        EXPECT_TRUE(read_all) << access::why(read_all);
        return plan;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Plan, testing::Values(std::string_view("sqlite")), db::engine_name);

TEST_P(Plan, looks_up_what_is_typed_in_a_range_of_an_index) {
    const std::vector<std::pair<db::Query, std::string>> table{
        {sql::named_exactly,
         "USING COVERING INDEX sqlite_autoindex_person_names_1 (force_id=? AND name_key=? AND written=?)"},
        {sql::named_like,
         "USING COVERING INDEX sqlite_autoindex_person_names_1 (force_id=? AND name_key>? AND name_key<?)"},
        {sql::named_like_born, "n USING INDEX person_names_born (force_id=? AND born=? AND name_key>? AND name_key<?)"},
        {sql::phones_like, "s USING INDEX sqlite_autoindex_phones_2 (force_id=? AND number>? AND number<?)"},
        {sql::vehicles_like,
         "s USING INDEX sqlite_autoindex_vehicles_2 (force_id=? AND registration>? AND registration<?)"},
        {sql::addresses_like,
         "USING COVERING INDEX sqlite_autoindex_address_keys_1 (force_id=? AND address_key>? AND address_key<?)"},
        {sql::addresses_of_postcode, "s USING INDEX addresses_postcode (force_id=? AND postcode>? AND postcode<?)"},
        {sql::persons_with, "USING INDEX involvements_newest (force_id=? AND subject_id=?)"},
        {sql::history_of, "USING INDEX involvements_newest (force_id=? AND subject_id=?)"},
        {sql::home_postcode, "(force_id=? AND subject_id=?)"},
        {sql::markers_of, "markers USING INDEX markers_of_subject (force_id=? AND subject_id=?)"},
        {sql::used_by, "USING INDEX person_links_of_person (force_id=? AND person_id=?)"},
        {sql::subjects_behind, "USING COVERING INDEX mentions_of_phone (force_id=? AND phone_id=?)"},
        {sql::subjects_behind, "USING INDEX person_links_of_phone (force_id=? AND phone_id=?)"},
        {sql::last_place, "USING INDEX mentions_of_phone (force_id=? AND phone_id=?)"},
        {sql::mentions_of_record, "(force_id=? AND record_id=?)"},
        {sql::one_mention, "(force_id=? AND mention_id=?"},
    };
    for (const auto& [query, index] : table) {
        const std::string plan = plan_of(query);
        EXPECT_THAT(plan, HasSubstr(index)) << query.name;
        for (const char* whole :
             {"SCAN n", "SCAN s ", "SCAN s\n", "SCAN c", "SCAN r", "SCAN m\n", "SCAN p", "SCAN l"}) {
            EXPECT_THAT(plan, Not(HasSubstr(whole))) << query.name;
        }
    }
    for (const db::Query& ordered : {sql::named_like, sql::named_like_born, sql::phones_like, sql::addresses_like,
                                     sql::addresses_of_postcode, sql::history_of, sql::last_place}) {
        EXPECT_THAT(plan_of(ordered), Not(HasSubstr("USE TEMP B-TREE"))) << ordered.name << " reads no more than shown";
    }
}

// A send read every involvement of the force to carry its own few.
TEST_P(Plan, carries_what_was_said_in_one_record_without_reading_others) {
    const std::vector<std::pair<db::Query, std::string>> table{
        {sql::carry_mentions, "mention_records_1 (force_id=? AND record_id=?)"},
        {sql::carry_involvements, "involvements_of_mention (force_id=? AND mention_id=? AND record_id=?)"},
        {sql::involve_person, "mention_records_of_mention (force_id=? AND mention_id=?)"},
        {sql::take_back_involvements, "involvements_of_mention (force_id=? AND mention_id=?"},
    };
    for (const auto& [query, index] : table) {
        EXPECT_THAT(plan_of(query), AllOf(HasSubstr(index), Not(HasSubstr("(force_id=?)\n")), Not(HasSubstr("SCAN"))))
            << query.name;
    }
}

// Before every answer the register in memory asks what changed, and reads that alone.
TEST_P(Plan, follows_what_changed_without_reading_what_did_not) {
    const std::vector<std::pair<db::Query, std::string>> table{
        {sql::head, "person_profiles USING COVERING INDEX person_profiles_changed (force_id=?)"},
        {sql::profiles_after, "f USING INDEX person_profiles_changed (force_id=? AND (changed,profile)>(?,?))"},
        {sql::grounds_after, "person_links_of_profile (force_id=? AND profile=?)"},
        {sql::grounds_after, "mention_records_of_mention (force_id=? AND mention_id=?)"},
        {sql::same_profile, "f USING INDEX person_profiles_of_person (force_id=? AND person_id=?)"},
        {sql::profile_unsaid, "person_links_of_profile (force_id=? AND profile=?)"},
        {sql::touch_profiles_of_record, "mention_records_1 (force_id=? AND record_id=?)"},
        {sql::touch_profiles_owned, "mention_records_1 (force_id=? AND record_id=?)"},
        {sql::names_of, "person_profiles USING INDEX person_profiles_of_person (force_id=? AND person_id=?)"},
    };
    for (const auto& [query, index] : table) {
        EXPECT_THAT(plan_of(query), HasSubstr(index)) << query.name;
    }
    for (const db::Query& ordered : {sql::profiles_after, sql::names_of}) {
        EXPECT_THAT(plan_of(ordered), Not(HasSubstr("USE TEMP B-TREE"))) << ordered.name;
    }
}

// What follows from one record or one person was sought among all links and all decisions of the force.
TEST_P(Plan, reads_the_links_of_one_record_and_the_decisions_about_one_person_alone) {
    const std::vector<std::pair<db::Query, std::string>> table{
        {sql::links_of_record, "person_links_in_force (force_id=? AND mention_id=?)"},
        {sql::links_of_record, "person_links_undone (force_id=? AND mention_id=?)"},
        {sql::decisions_of, "identity_decisions_in_force (force_id=? AND person_a=?)"},
        {sql::decisions_of, "identity_decisions_of_second (force_id=? AND person_b=?)"},
        {sql::hidden_in, "person_links_in_force (force_id=? AND mention_id=?)"},
        {sql::hidden_too_open, "never_links_hiding (force_id=? AND person_id=?)"},
        {sql::hidden_too_open, "mention_records_of_mention (force_id=? AND mention_id=?)"},
        {sql::leads_to_hidden, "mention_records_1 (force_id=? AND record_id=?)"},
        {sql::history_of, "mention_records_1 (force_id=? AND record_id=?)"},
        {sql::used_by, "mention_records_1 (force_id=? AND record_id=?)"},
    };
    for (const auto& [query, index] : table) {
        EXPECT_THAT(plan_of(query), AllOf(HasSubstr(index), Not(HasSubstr("(force_id=?)\n")))) << query.name;
    }
}

// 2,000 people of one name, and one keystroke: the plan above says that no more rows are read than shown.
TEST_P(Plan, a_popular_name_is_answered_with_at_most_the_limit) {
    db::alter(database(), force,
              "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
              "INSERT INTO persons (force_id, id, given_name, family_name, born, made_at, visibility, owner, version) "
              "SELECT 'hertfordshire', 'p' || i, 'Given' || i, 'Smith', '', 0, 0, 'team:x', 1 FROM n");
    db::alter(database(), force,
              "INSERT INTO person_names (force_id, name_key, written, person_id, nth, born) "
              "SELECT force_id, 'smith given' || substr(id, 2), 'Smith ' || given_name, id, 1, '' FROM persons");
    const Found found = look(by_name("smith"));
    EXPECT_EQ(found.hits.size(), 10U);
    EXPECT_TRUE(found.more);
}

}  // namespace
}  // namespace bluelamp::people
