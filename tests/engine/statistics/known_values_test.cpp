// SPDX-License-Identifier: Apache-2.0
// Worked examples from the papers and handbooks that the methods are cited from.
#include <cmath>

#include <gtest/gtest.h>

#include "core/result.hpp"
#include "engine/statistics/statistics.hpp"

namespace bluelamp::statistics {
namespace {

TEST(Proportion, has_the_score_interval_of_newcombes_table) {
    // R. G. Newcombe, Stat. Med. 17 (1998) 857-872, table I, method 3.
    const struct {
        Share share;
        double low, high;
    } table[] = {
        {{81, 263}, 0.2553, 0.3662},
        {{15, 148}, 0.0624, 0.1605},
        {{0, 20}, 0.0000, 0.1611},
        {{1, 29}, 0.0061, 0.1718},
    };
    for (const auto& row : table) {
        const auto interval = wilson(row.share);
        ASSERT_TRUE(interval);
        EXPECT_NEAR(interval->low, row.low, 5e-5) << row.share.successes << " of " << row.share.trials;
        EXPECT_NEAR(interval->high, row.high, 5e-5) << row.share.successes << " of " << row.share.trials;
    }
    EXPECT_FALSE(wilson({0, 0})) << "nothing of nothing is no share";
}

TEST(DifferenceOfProportions, has_the_interval_of_newcombes_examples) {
    // R. G. Newcombe, Stat. Med. 17 (1998) 873-890, table II, method 10.
    const struct {
        Share one, two;
        double low, high;
    } table[] = {
        {{56, 70}, {48, 80}, 0.0524, 0.3339}, {{9, 10}, {3, 10}, 0.1705, 0.8090},  {{6, 7}, {2, 7}, 0.0582, 0.8062},
        {{5, 56}, {0, 29}, -0.0381, 0.1926},  {{0, 10}, {0, 20}, -0.1611, 0.2775}, {{0, 10}, {0, 10}, -0.2775, 0.2775},
        {{10, 10}, {0, 20}, 0.6791, 1.0000},  {{10, 10}, {0, 10}, 0.6075, 1.0000},
    };
    for (const auto& row : table) {
        const auto interval = newcombe(row.one, row.two);
        ASSERT_TRUE(interval);
        EXPECT_NEAR(interval->low, row.low, 5e-5) << row.one.successes << "/" << row.one.trials;
        EXPECT_NEAR(interval->high, row.high, 5e-5) << row.one.successes << "/" << row.one.trials;
    }
    EXPECT_FALSE(newcombe({1, 2}, {0, 0}));
}

TEST(Proportion, has_the_exact_interval_of_clopper_and_pearson) {
    // Newcombe 1998 (as above), table I, method 5.
    const struct {
        Share share;
        double low, high;
    } table[] = {
        {{81, 263}, 0.2527, 0.3676},
        {{15, 148}, 0.0578, 0.1617},
        {{0, 20}, 0.0000, 0.1684},
        {{1, 29}, 0.0009, 0.1776},
    };
    for (const auto& row : table) {
        const auto interval = clopper_pearson(row.share);
        ASSERT_TRUE(interval);
        EXPECT_NEAR(interval->low, row.low, 5e-5) << row.share.successes << " of " << row.share.trials;
        EXPECT_NEAR(interval->high, row.high, 5e-5) << row.share.successes << " of " << row.share.trials;
    }
}

TEST(Count, has_the_exact_poisson_limits_of_garwoods_table) {
    const struct {
        std::int64_t count;
        double low, high;
    } table[] = {
        {0, 0.0, 3.6889},     {1, 0.0253, 5.5716},   {2, 0.2422, 7.2247},    {3, 0.6187, 8.7673},
        {5, 1.6235, 11.6683}, {10, 4.7954, 18.3904}, {20, 12.2165, 30.8884}, {100, 81.3640, 121.6268},
    };
    for (const auto& row : table) {
        const Interval limits = poisson(row.count);
        EXPECT_NEAR(limits.low, row.low, 5e-5) << row.count;
        EXPECT_NEAR(limits.high, row.high, 5e-5) << row.count;
    }
}

TEST(Rate, is_the_count_and_its_limits_over_the_exposure) {
    const Interval per_thousand = rate_interval({10, 5'000}, 1'000);
    EXPECT_NEAR(per_thousand.low, 4.7954 / 5, 1e-5);
    EXPECT_NEAR(per_thousand.high, 18.3904 / 5, 1e-5);
}

TEST(TwoCounts, are_compared_as_in_the_manual_of_r) {
    // The example of R's poisson.test (data from Boice and Monson 1977): 11 in 800 against 21 in 3,011.
    const Events one{11, 800};
    const Events two{6 + 8 + 7, 1083 + 1050 + 878};
    EXPECT_NEAR(same_rate_p(one, two), 0.07967, 5e-6);
    const auto ratio = rate_ratio(one, two);
    ASSERT_TRUE(ratio);
    EXPECT_NEAR(ratio->low, 0.8584264, 5e-7);
    EXPECT_NEAR(ratio->high, 4.2772659, 5e-7);
}

TEST(TwoCounts, of_nothing_do_not_differ) {
    EXPECT_EQ(same_rate_p({0, 30}, {0, 31}), 1);
    EXPECT_FALSE(rate_ratio({0, 30}, {0, 31}));
    const auto unbounded = rate_ratio({5, 1}, {0, 1});
    ASSERT_TRUE(unbounded);
    EXPECT_TRUE(std::isinf(unbounded->high));
}

TEST(TwoCounts, of_a_fair_coin_are_the_two_sided_binomial) {
    // 9 against 1: P = 2 × (1 + 10) / 1024.
    EXPECT_NEAR(same_rate_p({9, 1}, {1, 1}), 22.0 / 1024, 1e-12);
    EXPECT_NEAR(same_rate_p({1, 1}, {9, 1}), 22.0 / 1024, 1e-12);
    EXPECT_NEAR(same_rate_p({5, 1}, {5, 1}), 1, 1e-12);
}

TEST(Median, has_the_order_statistics_of_the_published_tables) {
    // Ranks of the approximate 95 % limits of a median: D. G. Altman et al., Statistics with Confidence, 2nd ed.
    // (2000), table 18.4.
    const struct {
        std::int64_t n, low, high;
    } table[] = {{6, 1, 6}, {10, 2, 9}, {20, 6, 15}, {50, 18, 33}, {100, 40, 61}};
    for (const auto& row : table) {
        const Ranks ranks = percentile_ranks(row.n, 50);
        EXPECT_EQ(ranks.low, row.low) << row.n;
        EXPECT_EQ(ranks.high, row.high) << row.n;
    }
    EXPECT_FALSE(percentile_ranks(5, 50).low) << "five values cannot bound a median at 95 %";
    EXPECT_FALSE(percentile_ranks(5, 50).high);
    EXPECT_FALSE(percentile_ranks(20, 90).high) << "twenty values have no upper limit for the 90th percentile";
}

TEST(NearestRank, never_interpolates) {
    const struct {
        std::vector<Tallied> values;
        double percent;
        std::int64_t value, rank;
    } table[] = {
        {{{15, 1}, {20, 1}, {35, 1}, {40, 1}, {50, 1}}, 30, 20, 2},
        {{{15, 1}, {20, 1}, {35, 1}, {40, 1}, {50, 1}}, 40, 20, 2},
        {{{15, 1}, {20, 1}, {35, 1}, {40, 1}, {50, 1}}, 50, 35, 3},
        {{{3, 1}, {6, 1}, {7, 1}, {8, 2}, {10, 1}, {13, 1}, {15, 1}, {16, 1}, {20, 1}}, 75, 15, 8},
        {{{1, 9}, {100, 1}}, 90, 1, 9},
        {{{1, 9}, {100, 1}}, 91, 100, 10},
        {{{7, 1}}, 50, 7, 1},
    };
    for (const auto& row : table) {
        const auto found = nearest_rank(row.values, row.percent);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->value, row.value) << row.percent;
        EXPECT_EQ(found->rank, row.rank) << row.percent;
    }
    EXPECT_FALSE(nearest_rank({}, 50));
}

TEST(Mean, has_the_t_interval_of_the_nist_handbook) {
    // NIST/SEMATECH e-Handbook 1.3.5.2, ZARR13.DAT: 195 heat flows, mean 9.261460, standard deviation 0.022789.
    const auto interval = mean_interval({195, 9.261460, 0.022789 * 0.022789});
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, 9.258242, 5e-6);
    EXPECT_NEAR(interval->high, 9.264679, 5e-6);
    EXPECT_FALSE(mean_interval({1, 5, 0}));
}

TEST(TwoMeans, have_welchs_interval_for_students_sleep_data) {
    // "Student", Biometrika 6 (1908) 1-25, extra sleep in tenths of an hour; R's t.test gives -3.3654832 to 0.2054832.
    const Moments one =
        moments({{-16, 1}, {-12, 1}, {-2, 1}, {-1, 1}, {0, 1}, {7, 1}, {8, 1}, {20, 1}, {34, 1}, {37, 1}});
    const Moments two =
        moments({{-1, 1}, {1, 1}, {8, 1}, {11, 1}, {16, 1}, {19, 1}, {34, 1}, {44, 1}, {46, 1}, {55, 1}});
    EXPECT_DOUBLE_EQ(one.mean, 7.5);
    EXPECT_DOUBLE_EQ(two.mean, 23.3);
    const auto interval = welch(one, two);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low / 10, -3.3654832, 5e-7);
    EXPECT_NEAR(interval->high / 10, 0.2054832, 5e-7);
    EXPECT_FALSE(welch({2, 1, 0}, {2, 2, 0})) << "nothing varies";
}

TEST(Moments, keep_small_differences_of_large_values) {
    const Moments found = moments({{1'000'000'000'001, 1}, {1'000'000'000'003, 2}, {1'000'000'000'005, 1}});
    EXPECT_DOUBLE_EQ(found.mean, 1'000'000'000'003.0);
    EXPECT_DOUBLE_EQ(found.variance, 8.0 / 3);
}

TEST(Counts, below_zero_break_an_invariant) {
    EXPECT_THROW((void)poisson(-1), InvariantBroken);
    EXPECT_THROW((void)wilson({3, 2}), InvariantBroken);
    EXPECT_THROW((void)same_rate_p({1, 0}, {1, 1}), InvariantBroken);
}

}  // namespace
}  // namespace bluelamp::statistics
