// SPDX-License-Identifier: Apache-2.0
/// How good the register is: counted from what was found and decided.
#include "policing/people/quality.hpp"

#include "tests/policing/people/a_review.hpp"

namespace bluelamp::people {
namespace {

using testing::SizeIs;

class OfTheRegister : public AReview {
   protected:
    Quality quality() {
        const auto read_it = read([&](db::Reader& reader) { return read_quality(reader, act(reg), {}); });
        EXPECT_TRUE(read_it) << access::why(read_it);
        return read_it.value_or(Quality{});
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, OfTheRegister, db::both_engines(), db::engine_name);

TEST_P(OfTheRegister, quality_counts_what_waits_and_what_was_decided) {
    std::vector<SubjectId> persons;
    for (const char* name : {"Ann", "Bea", "Cat", "Dot", "Eve"}) {
        persons.push_back(known(a_name(name, "Example")));
    }
    alike(persons[0], persons[1], 0.9);
    alike(persons[1], persons[2], 0.6);
    alike(persons[3], persons[4], 0.25);
    find();
    const Quality before = quality();
    EXPECT_EQ(before.registered, 5);
    EXPECT_EQ(before.waiting, 3);
    EXPECT_NEAR(before.estimated_duplicates, 1.75, 1e-9);
    EXPECT_EQ(before.likely_pairs, 2);
    EXPECT_EQ(before.likely_clusters, 1);
    EXPECT_EQ(before.oldest, clock.now());
    ASSERT_THAT(before.weeks, SizeIs(12));
    ASSERT_TRUE(accept(listed(reg)[2])) << "against its score";
    ASSERT_TRUE(refuse(listed(reg)[0])) << "against its score, too";
    const Quality after = quality();
    EXPECT_EQ(after.joined_records, 2);
    EXPECT_EQ(after.joined_persons, 1);
    EXPECT_EQ(after.waiting, 1);
    EXPECT_EQ(after.weeks.back().same, 1);
    EXPECT_EQ(after.weeks.back().different, 1);
    for (const NameGroup& group : after.groups) {
        EXPECT_EQ(group.decided, 2) << group.by;
        EXPECT_EQ(group.otherwise, 2) << group.by;
        EXPECT_FALSE(group.share) << "two decisions are no share";
    }
    EXPECT_THAT(after.groups, SizeIs(4));
    EXPECT_FALSE(after.drift);
}

// A pair that rests on restricted records waited unseen by all who have the role, and nobody was told.
TEST_P(OfTheRegister, quality_says_how_many_wait_that_the_reader_may_not_see) {
    const SubjectId ann = known(a_name("Ann", "Example")), bea = known(a_name("Bea", "Example"));
    const SubjectId cat = known(a_name("Cat", "Example"), Role::victim, 2);
    alike(ann, bea, 0.6);
    alike(ann, cat, 0.5);
    find();
    reg.clearance = {0, ",role:registrar,"};
    EXPECT_THAT(listed(reg), SizeIs(1));
    EXPECT_EQ(quality().waiting, 2);
    EXPECT_EQ(quality().waiting_unseen, 1);
    reg.clearance.level = 2;
    EXPECT_EQ(quality().waiting_unseen, 0);
}

TEST_P(OfTheRegister, quality_is_for_reviewers) {
    const auto refused = read([&](db::Reader& reader) { return read_quality(reader, act(jo), {}); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
}

TEST(Drift, is_nothing_of_the_same_and_much_of_another) {
    std::vector<double> weights;
    for (int i = 0; i < 150; ++i) {
        weights.push_back(i % 50);
    }
    EXPECT_FALSE(drift_of(weights)) << "too few";
    const auto same = weights;
    weights.insert(weights.end(), same.begin(), same.end());
    ASSERT_TRUE(drift_of(weights));
    EXPECT_NEAR(drift_of(weights)->index, 0, 1e-9);
    EXPECT_EQ(drift_of(weights)->bands.size(), 10U);
    for (std::size_t i = 150; i < 300; ++i) {
        weights[i] += 20;
    }
    EXPECT_GT(drift_of(weights)->index, 0.25);
}

TEST(Drift, is_what_siddiqi_defines) {
    // Two bands of 100 and 100, then 50 and 150, each with half a pair more: (0.25·ln 0.5 ...), worked by hand.
    std::vector<double> weights(400);
    for (std::size_t i = 0; i < 400; ++i) {
        const bool high = i < 200 ? i >= 100 : i >= 250;
        weights[i] = high ? 5 : 1;
    }
    const auto drift = drift_of(weights);
    ASSERT_TRUE(drift);
    ASSERT_EQ(drift->bands.size(), 2U);
    const double then = 100.5 / 201, less = 50.5 / 201, more = 150.5 / 201;
    EXPECT_NEAR(drift->index, (less - then) * std::log(less / then) + (more - then) * std::log(more / then), 1e-12);
}

}  // namespace
}  // namespace bluelamp::people
