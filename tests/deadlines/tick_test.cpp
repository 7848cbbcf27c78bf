// SPDX-License-Identifier: Apache-2.0
/// Telling: who is told what and when, in order after downtime, and how little of the table a tick looks at.
#include "tests/deadlines/a_promise.hpp"

namespace bluelamp::deadlines {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Tick : public APromise {};
INSTANTIATE_TEST_SUITE_P(Engines, Tick, db::both_engines(), db::engine_name);

TEST_P(Tick, warns_the_owner_tells_the_breach_and_escalates_to_a_role) {
    happens("crime.suspected");
    EXPECT_EQ(tick_all(), 0);
    clock.advance(22h);
    EXPECT_EQ(tick_all(), 1);
    EXPECT_THAT(inbox(jo), ElementsAre("Record the crime: due 21 November at 09:00."));
    EXPECT_THAT(inbox(sam), IsEmpty());
    clock.advance(2h);
    EXPECT_EQ(tick_all(), 1);
    EXPECT_EQ(inbox(jo).front(), "Record the crime: was due 21 November at 09:00.");
    clock.advance(1h);
    EXPECT_EQ(tick_all(), 1);
    EXPECT_EQ(inbox(jo).size(), 2U);
    EXPECT_THAT(inbox(sam), ElementsAre("Record the crime: was due 21 November at 09:00."));
    const tasks::Inbox supervisors = try_inbox(sam).value();
    EXPECT_EQ(supervisors.items.front().kind, tasks::NoticeKind::escalation);
    EXPECT_EQ(supervisors.items.front().about.reference, "Log 345 of 20 November");
    EXPECT_EQ(try_inbox(jo)->items.front().kind, tasks::NoticeKind::breach);
    EXPECT_EQ(try_inbox(jo)->items.back().kind, tasks::NoticeKind::warning);
    clock.advance(1000h);
    EXPECT_EQ(ticked().visited, 0) << "everybody was told";
}

TEST_P(Tick, records_each_telling_on_the_record_under_its_policy_version) {
    record.visibility = 1;
    happens("crime.suspected");
    clock.advance(22h);
    tick_all();
    const journal::Row row = journal_rows().back();
    EXPECT_EQ(row.action, "deadline.warned");
    EXPECT_EQ(row.kind, "incident");
    EXPECT_EQ(row.record, record.about.id);
    EXPECT_EQ(row.visibility, 1);
    EXPECT_EQ(row.owner, person(jo).text);
    EXPECT_EQ(row.policy_version, "test.1");
    const auto told = json::from_text<Told>(*row.content);
    ASSERT_TRUE(told) << why(told);
    EXPECT_EQ(told->promise, promise().id);
    EXPECT_EQ(told->rule, "record_crime");
    EXPECT_EQ(told->to, person(jo).text);
    EXPECT_EQ(rfc3339(told->due_at), "2026-11-21T09:00:00.000Z");
    EXPECT_EQ(rfc3339(told->tell_at), "2026-11-21T07:00:00.000Z");
    EXPECT_EQ(told->told_at, clock.now());
}

TEST_P(Tick, catches_up_in_order_after_three_days_and_says_when_it_fell_due_and_when_it_was_told) {
    happens("crime.suspected");
    clock.advance(30min);
    happens("contact.abandoned");
    clock.advance(72h);
    EXPECT_EQ(tick_all(), 3);
    EXPECT_THAT(log(), ElementsAre("deadline.breached 11-20T11:30 11-23T09:30",  // ring back
                                   "deadline.breached 11-21T09:00 11-23T09:30",  // record the crime
                                   "deadline.escalated 11-21T10:00 11-23T09:30"))
        << "\"Soon late: was due\" is said of nothing";
}

TEST_P(Tick, keeps_the_order_over_many_ticks) {
    const auto filled = write([&](db::Transaction& tx) -> Result<void> {
        const policy::Policy policy = a_policy();
        for (int i = 0; i < 120; ++i) {
            Subject each = record;
            each.about.id = act(jo).new_id<PromiseId>().text();
            TRY(on(tx, act(jo), policy, each, {"contact.abandoned", clock.now() + i * 1min, {}}));
        }
        return {};
    });
    ASSERT_TRUE(filled) << why(filled);
    clock.advance(10h);
    EXPECT_EQ(tick_all(), 120);
    Instant last;
    for (const journal::Row& row : journal_rows()) {
        if (row.action.starts_with("deadline.")) {
            EXPECT_GE(row.happened_at, last);
            last = row.happened_at;
        }
    }
}

TEST_P(Tick, visits_only_what_is_due_among_a_thousand) {
    const auto filled = write([&](db::Transaction& tx) -> Result<void> {
        const policy::Policy policy = a_policy();
        for (int i = 0; i < 1000; ++i) {
            Subject each = record;
            each.about.id = act(jo).new_id<PromiseId>().text();
            // Three rang off an hour ago; the others ring off just now.
            TRY(on(tx, act(jo), policy, each, {"contact.abandoned", clock.now() - (i < 3 ? 60min : 0min)}));
        }
        return {};
    });
    ASSERT_TRUE(filled) << why(filled);
    const auto due = [&] {
        return read([&](db::Reader& reader) { return anything_due(reader, force, clock.now()); }).value();
    };
    EXPECT_TRUE(due());
    const Ticked first = ticked();
    EXPECT_EQ(first.visited, 3);
    EXPECT_EQ(first.told, 3);
    EXPECT_FALSE(first.more);
    EXPECT_FALSE(due());
    EXPECT_EQ(ticked().visited, 0);
    clock.advance(1h);
    const Ticked many = ticked();
    EXPECT_EQ(many.visited, 50) << "the lane is not held for more";
    EXPECT_TRUE(many.more);
    EXPECT_EQ(tick_all(), 950) << "997 warnings and 3 breaches in all";
}

TEST_P(Tick, tells_by_the_policy_version_the_promise_was_made_under) {
    happens("crime.suspected");
    policy::Policy newer = a_policy("test.2");
    newer.deadlines[0].tell = {{-hour, "supervisor"}};
    book = std::make_shared<TwoPolicies>(newer);
    clock.advance(22h);
    EXPECT_EQ(tick_all(), 1);
    EXPECT_EQ(inbox(jo).size(), 1U);
    EXPECT_THAT(inbox(sam), IsEmpty());
}

TEST_P(Tick, tells_the_owner_of_a_breach_whose_rule_is_in_no_policy_at_hand) {
    happens("crime.suspected");
    db::alter(database(), force, "UPDATE promises SET rule = 'forgotten', policy_version = 'lost'");
    clock.advance(24h);
    EXPECT_EQ(tick_all(), 1);
    EXPECT_EQ(journal_rows().back().action, "deadline.breached");
    EXPECT_EQ(inbox(jo).size(), 1U);
}

TEST_P(Tick, tells_all_at_once_when_a_crime_is_suspected_days_after_its_first_receipt) {
    happens("crime.suspected", clock.now() - 48h);
    EXPECT_EQ(promise().state, State::late);
    EXPECT_EQ(tick_all(), 2) << "the breach and the escalation";
}

class Recompute : public APromise {
   protected:
    std::int64_t recomputed() {
        const auto done = write([&](db::Transaction& tx) { return recompute(tx, act(console), *book); });
        EXPECT_TRUE(done) << why(done);
        return done.value_or(-1);
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Recompute, db::both_engines(), db::engine_name);

TEST_P(Recompute, moves_open_working_day_promises_when_a_holiday_is_added_and_tells_again) {
    happens("crime.recorded");
    EXPECT_EQ(rfc3339(*promise().due_at), "2026-11-28T00:00:00.000Z");
    clock.advance(1min);
    happens("crime.suspected");
    EXPECT_EQ(recomputed(), 0) << "the list is the same";
    at("2026-11-27T00:00:00Z");
    tick_all();
    book = std::make_shared<TwoPolicies>(a_policy("test.2", {"2026-11-27"}));
    const std::size_t acts = journal_rows().size();
    EXPECT_EQ(recomputed(), 1) << "24 hours are 24 hours, holiday or not";
    const Promise moved = promises(console).front();
    EXPECT_EQ(moved.rule, "tell_victim");
    EXPECT_EQ(rfc3339(*moved.due_at), "2026-12-01T00:00:00.000Z");
    EXPECT_EQ(journal_rows().size(), acts + 1);
    EXPECT_EQ(journal_rows().back().action, "deadlines.recomputed");
    EXPECT_THAT(*journal_rows().back().content, testing::HasSubstr(moved.id.text()));
    EXPECT_EQ(recomputed(), 0);
    at("2026-11-30T00:00:00Z");
    EXPECT_EQ(tick_all(), 1) << "warned again, a day before the new end";
    at("2026-12-01T00:00:00Z");
    EXPECT_EQ(tick_all(), 1);
    EXPECT_EQ(promises(console).front().state, State::late);
}

TEST_P(Recompute, goes_on_until_all_are_done_and_leaves_what_is_over) {
    happens("crime.recorded");
    happens("crime.outcome_finalised");
    const auto filled = write([&](db::Transaction& tx) -> Result<void> {
        const policy::Policy policy = a_policy();
        for (int i = 0; i < 201; ++i) {
            Subject each = record;
            each.about.id = act(jo).new_id<PromiseId>().text();
            TRY(on(tx, act(jo), policy, each, {"crime.recorded", clock.now()}));
        }
        return {};
    });
    ASSERT_TRUE(filled) << why(filled);
    book = std::make_shared<TwoPolicies>(a_policy("test.2", {"2026-11-27"}));
    EXPECT_EQ(recomputed(), 200);
    EXPECT_EQ(recomputed(), 1);
    EXPECT_EQ(recomputed(), 0);
    EXPECT_EQ(rfc3339(*promises(console).front().due_at), "2026-11-28T00:00:00.000Z") << "what was met stays";
}

}  // namespace
}  // namespace bluelamp::deadlines
