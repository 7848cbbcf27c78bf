// SPDX-License-Identifier: Apache-2.0
#include "measures/estimate.hpp"

#include <gtest/gtest.h>

namespace bluelamp::measures {
namespace {

Measure a(Kind kind) {
    Measure measure;
    measure.kind = kind;
    return measure;
}

Tally counted(std::int64_t numerator, std::int64_t denominator = 0) {
    Tally tally;
    tally.numerator = numerator;
    tally.denominator = denominator;
    return tally;
}

TEST(Estimate, of_nothing_is_unknown_where_there_is_nothing_to_divide_by) {
    EXPECT_EQ(estimate(a(Kind::count), counted(0), {}).value, 0.0) << "counted, and there were none";
    EXPECT_FALSE(estimate(a(Kind::share), counted(0, 0), {}).value);
    EXPECT_FALSE(estimate(a(Kind::ratio), counted(3, 0), {}).value);
    EXPECT_FALSE(estimate(a(Kind::percentile), counted(0), {}).value);
    EXPECT_FALSE(estimate(a(Kind::mean), counted(0), {}).value);
    EXPECT_FALSE(estimate(a(Kind::per_thousand), counted(3), {}).value) << "no residents known";
}

TEST(Estimate, of_a_share_is_percent_with_wilsons_interval) {
    const Estimate found = estimate(a(Kind::share), counted(81, 263), {});
    EXPECT_NEAR(*found.value, 30.798, 5e-4);
    EXPECT_NEAR(*found.low, 25.53, 5e-3);
    EXPECT_NEAR(*found.high, 36.62, 5e-3);
    EXPECT_EQ(found.denominator, 263);
}

TEST(Estimate, of_a_rate_is_per_thousand_residents_with_the_exact_interval) {
    Exposure exposure;
    exposure.residents = 5'000;
    const Estimate found = estimate(a(Kind::per_thousand), counted(10), exposure);
    EXPECT_DOUBLE_EQ(*found.value, 2);
    EXPECT_NEAR(*found.low, 0.9591, 5e-5);
    EXPECT_NEAR(*found.high, 3.6781, 5e-5);
}

TEST(Estimate, of_a_ratio_may_pass_a_hundred) {
    EXPECT_DOUBLE_EQ(*estimate(a(Kind::ratio), counted(12, 10), {}).value, 120);
}

TEST(Estimate, of_minutes_counts_what_could_not_be_measured_in_the_denominator) {
    Tally tally = counted(2, 2);
    tally.values = {{60'000, 1}, {150'000, 1}};
    tally.left_out = {{"backward", 3}};
    const Estimate found = estimate(a(Kind::mean), tally, {});
    EXPECT_DOUBLE_EQ(*found.value, 1.75);
    EXPECT_EQ(found.denominator, 5);
    EXPECT_DOUBLE_EQ(*estimate(a(Kind::percentile), tally, {}).value, 1) << "the nearest rank of two is the lower";
}

TEST(Change, is_judged_by_days_not_by_months) {
    // The same 1,000 a day in 28 days and in 31 are no change.
    Exposure february, march;
    february.days = 28;
    march.days = 31;
    const Tally fewer = counted(28'000);
    const Tally more = counted(31'000);
    EXPECT_EQ(differs(a(Kind::count), {more, march}, {fewer, february}), false);
    EXPECT_EQ(differs(a(Kind::count), {more, march}, {fewer, march}), true);
}

TEST(Change, of_shares_is_significant_when_newcombes_interval_leaves_out_nothing) {
    const Tally more = counted(56, 70);
    const Tally fewer = counted(48, 80);
    EXPECT_EQ(differs(a(Kind::share), {more, {}}, {fewer, {}}), true);
    EXPECT_EQ(differs(a(Kind::share), {counted(5, 56), {}}, {counted(0, 29), {}}), false);
    EXPECT_EQ(differs(a(Kind::share), {counted(5, 56), {}}, {counted(0, 0), {}}), std::nullopt);
}

TEST(Change, says_by_which_test_it_is_judged) {
    for (const Kind kind :
         {Kind::count, Kind::per_thousand, Kind::share, Kind::ratio, Kind::percentile, Kind::mean, Kind::per_hour}) {
        EXPECT_FALSE(judged_by(kind).empty());
    }
}

}  // namespace
}  // namespace bluelamp::measures
