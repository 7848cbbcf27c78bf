// SPDX-License-Identifier: Apache-2.0
/// Pausing and resuming: for listed reasons only, never to hide what is late; what was left runs on.
#include "tests/deadlines/a_promise.hpp"

namespace bluelamp::deadlines {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Pause : public APromise {
   protected:
    std::vector<std::string> paused() {
        return read([&](db::Reader& reader) { return paused_on(reader, force, record.about.id); }).value();
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Pause, db::both_engines(), db::engine_name);

TEST_P(Pause, stops_the_clock_and_resuming_lets_run_what_was_left) {
    happens("contact.abandoned");
    clock.advance(30min);
    const auto stopped = try_pause(sam, promise().id, "line_engaged");
    ASSERT_TRUE(stopped) << why(stopped);
    EXPECT_EQ(stopped->state, State::paused);
    EXPECT_EQ(stopped->left_ms, std::chrono::milliseconds(90min).count());
    EXPECT_FALSE(stopped->due_at);
    EXPECT_EQ(json::to_text(promise()), json::to_text(*stopped)) << "as it is kept";
    EXPECT_THAT(paused(), ElementsAre("Ring back"));
    clock.advance(100h);
    EXPECT_EQ(tick_all(), 0) << "nobody is told while the clock stands still";
    const auto going = try_resume(sam, promise().id);
    ASSERT_TRUE(going) << why(going);
    EXPECT_EQ(going->state, State::running);
    EXPECT_EQ(*going->due_at, clock.now() + 90min);
    EXPECT_EQ(json::to_text(promise()), json::to_text(*going));
    EXPECT_THAT(paused(), IsEmpty());
    clock.advance(30min);
    EXPECT_EQ(tick_all(), 1) << "warned an hour before";
    clock.advance(1h);
    EXPECT_EQ(tick_all(), 1);
}

TEST_P(Pause, does_not_warn_again_of_what_was_warned_of) {
    happens("contact.abandoned");
    clock.advance(90min);
    EXPECT_EQ(tick_all(), 1);
    ASSERT_TRUE(try_pause(sam, promise().id, "line_engaged"));
    clock.advance(5h);
    EXPECT_EQ(try_resume(sam, promise().id)->state, State::warned);
    EXPECT_EQ(tick_all(), 0);
    clock.advance(30min);
    EXPECT_EQ(tick_all(), 1);
}

TEST_P(Pause, counts_the_working_days_that_were_left_from_the_day_of_resuming) {
    struct Case {
        std::string starts, pauses, resumes, due, why;
    };
    const std::vector<Case> table{
        {"2026-11-16T10:00:00Z", "2026-11-18T10:00:00Z", "2026-12-02T10:00:00Z", "2026-12-08T00:00:00.000Z",
         "19, 20 and 23 November were left: 3, 4 and 7 December"},
        {"2026-11-16T10:00:00Z", "2026-11-23T10:00:00Z", "2026-11-25T10:00:00Z", "2026-11-26T00:00:00.000Z",
         "paused on the last day: the day of resuming is the last"},
        {"2026-11-16T10:00:00Z", "2026-11-23T10:00:00Z", "2026-11-28T10:00:00Z", "2026-12-01T00:00:00.000Z",
         "resumed on a Saturday"},
        {"2026-12-21T10:00:00Z", "2026-12-22T10:00:00Z", "2026-12-24T10:00:00Z", "2027-01-05T00:00:00.000Z",
         "over Christmas and New Year"},
    };
    for (const Case& each : table) {
        record.about.id = ids.uuid(clock.now());
        at(each.starts);
        happens("crime.recorded");
        at(each.pauses);
        const auto stopped = try_pause(sam, promise().id, "victim_away");
        ASSERT_TRUE(stopped) << each.why << why(stopped);
        at(each.resumes);
        const auto going = try_resume(sam, promise().id);
        ASSERT_TRUE(going) << why(going);
        EXPECT_EQ(rfc3339(*going->due_at), each.due) << each.why;
    }
}

TEST_P(Pause, is_refused_and_says_why) {
    happens("crime.suspected");
    const PromiseId never = promise().id;
    clock.advance(1min);
    happens("contact.abandoned");
    const PromiseId sometimes = promise().id;
    const auto refusal = [&](const access::Actor& by, const PromiseId& id, const std::string& reason) {
        const auto refused = try_pause(by, id, reason);
        EXPECT_FALSE(refused);
        return refused ? Error{} : refused.error();
    };
    EXPECT_THAT(refusal(sam, never, "line_engaged").message, HasSubstr("never pauses"));
    EXPECT_EQ(refusal(sam, sometimes, "too busy").field, "reason");
    EXPECT_THAT(refusal(sam, sometimes, "too busy").message, HasSubstr("line_engaged"));
    EXPECT_EQ(refusal(jo, sometimes, "line_engaged").code, ErrorCode::forbidden);
    EXPECT_EQ(try_resume(jo, sometimes).error().code, ErrorCode::forbidden);
    EXPECT_EQ(refusal(sam, PromiseId(ids.uuid(clock.now())), "line_engaged").code, ErrorCode::not_found);
    EXPECT_THAT(try_resume(sam, sometimes).error().message, HasSubstr("not paused"));
    ASSERT_TRUE(try_pause(sam, sometimes, "line_engaged"));
    EXPECT_THAT(refusal(sam, sometimes, "line_engaged").message, HasSubstr("paused already"));
    ASSERT_TRUE(try_resume(sam, sometimes));
    clock.advance(2h);
    EXPECT_THAT(refusal(sam, sometimes, "line_engaged").message, HasSubstr("late already"));
    happens("contact.called_back");
    EXPECT_EQ(refusal(sam, sometimes, "line_engaged").code, ErrorCode::conflict);
    EXPECT_EQ(try_resume(sam, sometimes).error().code, ErrorCode::conflict);
}

TEST_P(Pause, is_refused_when_somebody_changed_the_promise_meanwhile) {
    happens("contact.abandoned");
    Act late = act(sam);
    late.if_match = 1;
    ASSERT_TRUE(try_pause(sam, promise().id, "line_engaged"));
    const PromiseId id = promise().id;
    const auto refused = write([&](db::Transaction& tx) { return resume(tx, late, *book, {id}); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::stale);
}

TEST_P(Pause, is_for_those_who_may_know_of_the_record) {
    record.visibility = 1;
    happens("contact.abandoned");
    EXPECT_EQ(try_pause(sam, promise().id, "line_engaged").error().code, ErrorCode::not_found);
}

TEST_P(Pause, stands_in_the_log_of_the_record_with_its_reason) {
    happens("contact.abandoned");
    ASSERT_TRUE(try_pause(sam, promise().id, "line_engaged"));
    const journal::Row stopped = journal_rows().back();
    EXPECT_EQ(stopped.record, record.about.id);
    EXPECT_EQ(stopped.actor, sam.id.text());
    EXPECT_THAT(*stopped.content, HasSubstr(R"("reason":"line_engaged","note":"as agreed")"));
    EXPECT_THAT(*stopped.content, HasSubstr("Ring back: the clock stands still, line_engaged: as agreed"));
    EXPECT_THAT(*stopped.content, HasSubstr(R"("name":"Display sam"})"));
    clock.advance(5min);
    ASSERT_TRUE(try_resume(sam, promise().id));
    EXPECT_THAT(log(),
                ElementsAre("deadline.paused 11-20T09:00 11-20T09:00", "deadline.resumed 11-20T09:05 11-20T09:05"));
    EXPECT_THAT(*journal_rows().back().content, HasSubstr("Ring back: due 20 November at 11:05."));
    EXPECT_THAT(*journal_rows().back().content, HasSubstr(R"("name":"Display sam"})"));
}

TEST_P(Pause, is_no_way_out_of_being_met_or_ended) {
    happens("contact.abandoned");
    ASSERT_TRUE(try_pause(sam, promise().id, "line_engaged"));
    clock.advance(50h);
    happens("contact.called_back");
    EXPECT_EQ(promise().state, State::met) << "the clock stood still";
    EXPECT_THAT(paused(), IsEmpty());
    EXPECT_EQ(try_resume(sam, promise().id).error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace bluelamp::deadlines
