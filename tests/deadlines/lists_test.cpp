// SPDX-License-Identifier: Apache-2.0
/// complaint 26: what is late and what will be late in the next 24 hours and 7 days, before it happens.
#include "deadlines/store.sql.hpp"
#include "tests/deadlines/a_promise.hpp"

namespace bluelamp::deadlines {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Lists : public APromise {
   protected:
    /// A promise about `reference`, due in `from_now`.
    void due_in(const std::string& reference, std::chrono::minutes from_now, const std::string& owner,
                std::int64_t visibility = 0) {
        Subject subject = record;
        subject.about.id = ids.uuid(clock.now());
        subject.about.reference = reference;
        subject.owner = owner;
        subject.visibility = visibility;
        happens_to(subject, {"crime.suspected", clock.now() + from_now - 24h, {}});
    }
    std::vector<std::string> listed(const access::Actor& by, std::optional<List> list = {},
                                    std::optional<Whose> whose = {}) {
        const auto page = try_promises(by, {list, whose, {}, {}});
        EXPECT_TRUE(page) << why(page);
        std::vector<std::string> references;
        for (const Promise& each : page.value_or(api::Page<Promise>{}).items) {
            references.push_back(each.about.reference);
        }
        return references;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Lists, db::both_engines(), db::engine_name);

TEST_P(Lists, complaint_26_show_what_is_late_and_what_comes_in_a_day_and_a_week) {
    due_in("just now", 0min, person(jo).text);
    due_in("in a minute", 1min, person(jo).text);
    due_in("in a day", 24h, team.text);
    due_in("in two days", 48h, person(ann).text);
    due_in("in a week", 7 * 24h, person(jo).text);
    due_in("next month", 40 * 24h, person(jo).text);
    due_in("long ago", -100h, person(ann).text);
    EXPECT_THAT(listed(sam), ElementsAre("long ago", "just now"));
    EXPECT_THAT(listed(sam, List::day), ElementsAre("in a minute", "in a day"));
    EXPECT_THAT(listed(sam, List::week), ElementsAre("in a minute", "in a day", "in two days", "in a week"));
    EXPECT_THAT(listed(jo, List::late, Whose::mine), ElementsAre("just now"));
    EXPECT_THAT(listed(jo, List::week, Whose::mine), ElementsAre("in a minute", "in a day", "in a week"))
        << "her own and her team's";
    EXPECT_EQ(try_promises(sam, {})->items.front().state, State::late);
    EXPECT_EQ(try_promises(sam, {})->items.front().owner_name, "Display ann");
}

TEST_P(Lists, leave_out_what_is_met_ended_or_paused) {
    happens("contact.abandoned");
    EXPECT_EQ(listed(jo, List::day).size(), 1U);
    ASSERT_TRUE(try_pause(sam, promise().id, "line_engaged"));
    EXPECT_THAT(listed(jo, List::day), IsEmpty());
    ASSERT_TRUE(try_resume(sam, promise().id));
    EXPECT_EQ(listed(jo, List::day).size(), 1U);
    happens("contact.called_back");
    happens("crime.suspected");
    happens("incident.joined");
    EXPECT_THAT(listed(jo, List::day), IsEmpty());
    EXPECT_THAT(listed(jo, List::day, Whose::mine), IsEmpty());
}

TEST_P(Lists, show_nobody_what_he_may_not_know_of) {
    due_in("open", 1h, person(jo).text);
    due_in("restricted", 2h, person(jo).text, 1);
    EXPECT_THAT(listed(ann, List::day), ElementsAre("open"));
    EXPECT_THAT(listed(jo, List::day), ElementsAre("open", "restricted"));
    access::Actor without = jo;
    without.permissions.reset();
    EXPECT_EQ(try_promises(without, {}).error().code, ErrorCode::forbidden);
    const auto refused = read([&](db::Reader& reader) { return of_record(reader, act(without), record.about.id); });
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
}

TEST_P(Lists, page_without_losing_or_repeating) {
    for (int i = 0; i < 7; ++i) {
        due_in(std::to_string(i), std::chrono::minutes(i / 2), i % 3 == 0 ? team.text : person(jo).text);
    }
    for (const Whose whose : {Whose::mine, Whose::all}) {
        for (const List list : {List::late, List::day}) {
            std::vector<std::string> paged;
            ListQuery query{list, whose, {}, 2};
            do {
                const auto page = try_promises(jo, query);
                ASSERT_TRUE(page) << why(page);
                for (const Promise& each : page->items) {
                    paged.push_back(each.about.reference);
                }
                query.after = page->next;
            } while (query.after);
            EXPECT_EQ(paged, listed(jo, list, whose));
            EXPECT_EQ(paged.size(), list == List::late ? 2U : 5U);
        }
    }
    EXPECT_EQ(try_promises(jo, {{}, {}, "tomorrow", {}}).error().field, "after");
    EXPECT_EQ(try_promises(jo, {{}, {}, {}, 0}).error().field, "limit");
}

/// How SQLite finds what is told, shown and counted again, however many promises there are.
class DeadlinePlan : public APromise {
   protected:
    std::string plan_of(const db::Query& query) {
        const auto steps = read([&](db::Reader& reader) {
            return reader.many(db::raw_statement("EXPLAIN QUERY PLAN " + std::string(query.sqlite)),
                               {"", "", "", "", "", "", ""}, [](const db::Row& row) { return row.string(3) + "\n"; });
        });
        EXPECT_TRUE(steps) << why(steps);
        std::string plan;
        for (const std::string& step : steps.value_or(std::vector<std::string>{})) {
            plan += step;
        }
        return plan;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, DeadlinePlan, testing::Values(std::string_view("sqlite")), db::engine_name);

TEST_P(DeadlinePlan, reads_promises_in_the_order_of_an_index_and_no_others) {
    const std::vector<std::pair<db::Query, std::string>> table{
        {sql::due_to_tell, "INDEX promises_next (force_id=? AND next_at<?)"},
        {sql::first_next, "INDEX promises_next (force_id=? AND next_at<?)"},
        {sql::first_next, "INDEX promises_to_settle (force_id=?"},
        {sql::to_settle, "INDEX promises_to_settle (force_id=?"},
        {sql::due_seen, "INDEX promises_due (force_id=? AND (due_at,id)>(?,?) AND due_at<?)"},
        {sql::due_of_owner, "INDEX promises_of_owner (force_id=? AND owner=? AND (due_at,id)>(?,?) AND due_at<?)"},
        {sql::counted_otherwise, "INDEX promises_calendar (force_id=? AND calendar>? AND calendar<?)"},
        {sql::counted_otherwise, "INDEX promises_calendar (force_id=? AND calendar>?)"},
        {sql::of_record, "INDEX promises_of_record (force_id=? AND about_id=?)"},
    };
    for (const auto& [query, index] : table) {
        EXPECT_THAT(plan_of(query), testing::HasSubstr(index)) << query.name;
    }
    for (const db::Query& query : {sql::due_to_tell, sql::to_settle, sql::due_seen, sql::due_of_owner}) {
        EXPECT_THAT(plan_of(query), testing::Not(testing::HasSubstr("TEMP"))) << query.name;
    }
}

}  // namespace
}  // namespace bluelamp::deadlines
