// SPDX-License-Identifier: Apache-2.0
/// What an inbox says of one promise: how it stands now, not every stage that nobody looked at.
#include "tests/deadlines/a_promise.hpp"

namespace bluelamp::deadlines {
namespace {

using tasks::Notice;
using tasks::NoticeKind;
using testing::ElementsAre;

class ToldAgain : public APromise {
   protected:
    std::vector<NoticeKind> unseen(const access::Actor& by) {
        std::vector<NoticeKind> kinds;
        const tasks::Inbox all = try_inbox(by).value();
        for (const Notice& notice : all.items) {
            if (!notice.seen_at) {
                kinds.push_back(notice.kind);
            }
        }
        EXPECT_EQ(static_cast<std::size_t>(all.unseen), kinds.size());
        return kinds;
    }
    void after(std::chrono::hours hours) {
        clock.advance(hours);
        tick_all();
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, ToldAgain, db::both_engines(), db::engine_name);

TEST_P(ToldAgain, late_takes_the_place_of_soon_late) {
    happens("crime.suspected");
    after(22h);
    EXPECT_THAT(unseen(jo), ElementsAre(NoticeKind::warning));
    after(2h);
    EXPECT_THAT(unseen(jo), ElementsAre(NoticeKind::breach));
    const tasks::Inbox all = try_inbox(jo).value();
    ASSERT_EQ(all.items.size(), 2U) << "nothing that was told is lost";
    EXPECT_EQ(all.items[1].replaced_by, all.items[0].id);
    EXPECT_EQ(journal_rows().back().action, "deadline.breached");
}

TEST_P(ToldAgain, what_somebody_has_seen_stays_seen_by_him) {
    happens("crime.suspected");
    after(22h);
    ASSERT_TRUE(try_see(jo, try_inbox(jo)->items.front().id));
    after(2h);
    const tasks::Inbox all = try_inbox(jo).value();
    EXPECT_EQ(all.items.back().seen_by, jo.name);
    EXPECT_FALSE(all.items.back().replaced_by);
}

TEST_P(ToldAgain, a_warning_of_what_was_done_in_time_is_put_away) {
    happens("crime.suspected");
    after(22h);
    clock.advance(1h);
    happens("crime.recorded", clock.now() - 10min);
    tick_all();
    EXPECT_THAT(unseen(jo), testing::IsEmpty());
    const tasks::Inbox all = try_inbox(jo).value();
    ASSERT_EQ(all.items.size(), 1U) << "nothing that was told is lost";
    EXPECT_EQ(all.items.front().settled_at, clock.now()) << "since it is known";
    EXPECT_EQ(journal_rows().back().action, "notice.settled");
    const auto entries = journal_rows().size();
    tick_all();
    EXPECT_EQ(journal_rows().size(), entries) << "once";
}

TEST_P(ToldAgain, so_is_a_warning_of_what_is_not_owed_any_more) {
    happens("crime.suspected");
    after(22h);
    happens("incident.joined");
    tick_all();
    EXPECT_THAT(unseen(jo), testing::IsEmpty());
}

TEST_P(ToldAgain, so_is_a_warning_of_a_level_that_is_another_now) {
    policy::Policy policy = a_policy("test.2");
    for (policy::DeadlineRule& rule : policy.deadlines) {
        rule.tell.insert(rule.tell.begin(), {-15 * 60, "owner"});
    }
    book = std::make_shared<TwoPolicies>(std::move(policy));
    happens("incident.graded", {}, hour);
    clock.advance(50min);
    tick_all();
    EXPECT_THAT(unseen(jo), ElementsAre(NoticeKind::warning));
    happens("incident.graded", {}, 2 * hour);
    tick_all();
    EXPECT_THAT(unseen(jo), testing::IsEmpty()) << "officers have another hour";
}

TEST_P(ToldAgain, so_is_a_warning_when_another_holiday_moves_the_day) {
    happens("crime.recorded");
    at("2026-11-27T00:00:00Z");
    tick_all();
    EXPECT_THAT(unseen(jo), ElementsAre(NoticeKind::warning));
    book = std::make_shared<TwoPolicies>(a_policy("test.2", {"2026-11-27"}));
    const auto done = write([&](db::Transaction& tx) { return recompute(tx, act(console), *book); });
    EXPECT_EQ(done.value_or(0), 1) << why(done);
    tick_all();
    EXPECT_THAT(unseen(jo), testing::IsEmpty());
    at("2026-11-30T00:00:00Z");
    tick_all();
    EXPECT_THAT(unseen(jo), ElementsAre(NoticeKind::warning)) << "of the new day";
}

TEST_P(ToldAgain, so_is_a_warning_when_a_pause_moves_the_day) {
    at("2026-11-16T10:00:00Z");
    happens("crime.recorded");
    at("2026-11-23T10:00:00Z");
    tick_all();
    EXPECT_THAT(unseen(jo), ElementsAre(NoticeKind::warning));
    ASSERT_TRUE(try_pause(sam, promise().id, "victim_away"));
    tick_all();
    EXPECT_THAT(unseen(jo), ElementsAre(NoticeKind::warning)) << "nothing else will be told of it";
    at("2026-11-28T10:00:00Z");
    ASSERT_TRUE(try_resume(sam, promise().id));
    tick_all();
    EXPECT_THAT(unseen(jo), testing::IsEmpty()) << "it is due on Monday";
}

// The database was away when it fell due: nobody was told of the breach, so the warning is all there is.
TEST_P(ToldAgain, a_warning_of_what_was_late_before_anybody_could_be_told_stays) {
    happens("crime.suspected");
    after(22h);
    clock.advance(3h);
    happens("crime.recorded");
    tick_all();
    EXPECT_THAT(unseen(jo), ElementsAre(NoticeKind::warning));
}

TEST_P(ToldAgain, what_was_late_is_told_although_it_was_done_since) {
    happens("crime.suspected");
    after(25h);
    happens("crime.recorded");
    tick_all();
    EXPECT_THAT(unseen(jo), ElementsAre(NoticeKind::breach));
}

TEST_P(ToldAgain, a_warning_of_what_was_done_in_time_that_somebody_has_seen_stays_his) {
    happens("crime.suspected");
    after(22h);
    ASSERT_TRUE(try_see(jo, try_inbox(jo)->items.front().id));
    happens("crime.recorded");
    tick_all();
    EXPECT_FALSE(try_inbox(jo)->items.front().settled_at);
}

TEST_P(ToldAgain, another_promise_of_the_record_keeps_its_notice) {
    happens("crime.suspected");
    happens("contact.abandoned", clock.now() + 21h);
    after(22h);
    EXPECT_EQ(unseen(jo).size(), 2U);
    after(2h);
    EXPECT_EQ(unseen(jo).size(), 2U) << "one is late, the other's warning stands";
}

TEST_P(ToldAgain, the_supervisors_escalation_leaves_the_owner_his_breach) {
    happens("crime.suspected");
    after(26h);
    EXPECT_THAT(unseen(jo), ElementsAre(NoticeKind::breach));
    EXPECT_THAT(unseen(sam), ElementsAre(NoticeKind::escalation));
}

}  // namespace
}  // namespace bluelamp::deadlines
