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
