// SPDX-License-Identifier: Apache-2.0
/// A day of an invented force, through the real commands, held against what must always be so.
#include "policing/contacts/contacts.hpp"
#include "tests/simulate/a_force_that_lives.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::simulate {
namespace {

using testing::AllOf;
using testing::Each;
using testing::Ge;
using testing::HasSubstr;
using testing::Le;

class ADay : public AForceThatLives {};
INSTANTIATE_TEST_SUITE_P(Engines, ADay, db::both_engines(), db::engine_name);

TEST_P(ADay, holds_every_invariant) {
    const std::uint64_t seed = a_seed();
    ASSERT_EQ(words_of(begin(seed, 0.03)), "");
    ASSERT_EQ(words_of(live(24h)), "");
    const auto report = living->report();
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->seed, std::to_string(seed));
    EXPECT_THAT(report->calls, AllOf(Ge(30), Le(130)));  // 70 expected
    EXPECT_GE(report->incidents, 4);
    EXPECT_GE(report->crimes, 1);
    EXPECT_GE(report->checks, 24);
    EXPECT_EQ(report->passed_over, 0);
    EXPECT_GT(report->acts, report->calls * 4);
    EXPECT_GT(report->recognition.calls, 0);
}

TEST_P(ADay, nobody_types_anything_twice_and_nobody_real_is_reached) {
    ASSERT_EQ(words_of(begin(a_seed(), 0.03)), "");
    ASSERT_EQ(words_of(live(8h)), "");
    EXPECT_THAT(db::numbers(*opened->database, "SELECT count(*) FROM typed_twice"), testing::ElementsAre(0));
    const auto real = db::numbers(*opened->database,
                                  "SELECT count(*) FROM phones WHERE substr(number, 1, 10) <> '+447700900' AND "
                                  "substr(number, 1, 10) <> '+442079460'");
    EXPECT_THAT(real, testing::ElementsAre(0));
    EXPECT_THAT(db::numbers(*opened->database, "SELECT count(*) FROM phones"), Each(Ge(3)));
}

TEST_P(ADay, goes_on_where_it_was_stopped) {
    const std::uint64_t seed = a_seed();
    ASSERT_EQ(words_of(begin(seed, 0.05)), "");
    ASSERT_EQ(words_of(live(6h + 20min)), "");
    const auto first = living->report();
    ASSERT_TRUE(first) << first.error().message;
    // Somebody of flesh and blood takes a call in between: that is not where the force stopped.
    const auto taken = opened->in_lane([&](db::Transaction& tx, const Act& act) -> Result<void> {
        TRY(contacts::receive(tx, act, {*opened->shelf.in_force(act.now), world().find_areas}, {}));
        return {};
    });
    ASSERT_TRUE(taken) << taken.error().message;
    reopen(target());
    ASSERT_EQ(words_of(begin(seed, 0.05)), "");
    const Instant again = living->lived_until();
    EXPECT_GT(again, noon + 3h);
    EXPECT_LE(again, noon + 6h + 20min);
    ASSERT_EQ(words_of(live(18h)), "");
    const auto second = living->report();
    ASSERT_TRUE(second) << second.error().message;
    EXPECT_EQ(second->staff, first->staff);
    EXPECT_GT(second->calls, first->calls);
    // What was in hand at the stop was dealt with: no call of before it waits for anybody.
    const auto waiting =
        db::numbers(*opened->database, "SELECT count(*) FROM contacts WHERE state <> 'ended' AND received_at < " +
                                           std::to_string(again.ms));
    EXPECT_THAT(waiting, testing::ElementsAre(0));
}

TEST_P(ADay, something_typed_twice_ends_it_with_the_seed) {
    ASSERT_EQ(words_of(begin(41, 0.03)), "");
    ASSERT_EQ(words_of(live(2h)), "");
    const auto typed = opened->in_lane([&](db::Transaction& tx, const Act& act) {
        return incidents::typed_twice(tx, act, {"incident", act.new_id<incidents::IncidentId>().text(), "Log 1"},
                                      {"place", "incident"});
    });
    ASSERT_TRUE(typed) << typed.error().message;
    EXPECT_THAT(words_of(live(2h)), AllOf(HasSubstr("1 things were typed twice"), HasSubstr("seed 41")));
}

TEST_P(ADay, a_record_of_nobody_ends_it_with_the_seed) {
    ASSERT_EQ(words_of(begin(42, 0.03)), "");
    ASSERT_EQ(words_of(live(3h)), "");
    db::alter(*opened->database, opened->force,
              "UPDATE incidents SET owner = 'person:nobody' WHERE id = (SELECT min(id) FROM incidents)");
    EXPECT_THAT(words_of(live(2h)), AllOf(HasSubstr("owned by nobody"), HasSubstr("seed 42")));
}

TEST_P(ADay, a_broken_promise_that_nobody_is_told_of_ends_it_with_the_seed) {
    ASSERT_EQ(words_of(begin(45, 0.05)), "");
    std::string said;
    for (int hours = 0; hours < 72 && said.empty(); ++hours) {
        said = words_of(live(1h));
        db::alter(*opened->database, opened->force, "UPDATE promises SET next_at = NULL");
    }
    EXPECT_THAT(said, AllOf(HasSubstr("fell due and nobody was told"), HasSubstr("seed 45")));
}

TEST_P(ADay, an_act_that_nobody_acknowledged_ends_it_with_the_seed) {
    ASSERT_EQ(words_of(begin(43, 0.03)), "");
    ASSERT_EQ(words_of(live(2h)), "");
    const auto made = opened->in_lane([&](db::Transaction& tx, const Act& act) -> Result<void> {
        TRY(access::create_team(tx, act, {"Out of nowhere"}));
        return {};
    });
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_THAT(words_of(live(2h)), AllOf(HasSubstr("stand in the journal"), HasSubstr("seed 43")));
}

TEST_P(ADay, an_interval_that_runs_backwards_ends_it_with_the_seed) {
    ASSERT_EQ(words_of(begin(44, 0.05)), "");
    ASSERT_EQ(words_of(live(4h)), "");
    db::alter(*opened->database, opened->force,
              "UPDATE incidents SET answered_at = called_at - 60000 WHERE id = (SELECT max(id) FROM incidents WHERE "
              "called_at IS NOT NULL)");
    EXPECT_THAT(words_of(live(2h)), AllOf(HasSubstr("it was answered before it was called"), HasSubstr("seed 44")));
}

TEST_P(ADay, a_force_without_streets_is_refused_by_name) {
    World nowhere = world();
    nowhere.force = ForceId("cumbria");
    const auto refused = Force::open(std::move(nowhere), {1, 0.05, noon}, nullptr);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "--force");
    EXPECT_THAT(refused.error().message, HasSubstr("city-of-london, hertfordshire, metropolitan"));
}

TEST_P(ADay, a_scale_of_nothing_is_refused) {
    for (const double scale : {0.0, -1.0, 5.1, std::nan("")}) {
        const auto refused = Force::open(world(), {1, scale, noon}, nullptr);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().field, "--scale");
    }
}

}  // namespace
}  // namespace bluelamp::simulate
