// SPDX-License-Identifier: Apache-2.0
// What must hold for any numbers: examples invented by rapidcheck, which prints the seed of a failure.
#include <cmath>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/statistics/statistics.hpp"

namespace bluelamp::statistics {
namespace {

Share any_share() {
    const auto trials = *rc::gen::inRange<std::int64_t>(1, 100'000);
    return {*rc::gen::inRange<std::int64_t>(0, trials + 1), trials};
}

std::vector<Tallied> any_values() {
    const auto met = *rc::gen::nonEmpty(rc::gen::container<std::map<std::int64_t, std::int64_t>>(
        rc::gen::inRange<std::int64_t>(-5'000, 5'000), rc::gen::inRange<std::int64_t>(1, 50)));
    std::vector<Tallied> values;
    for (const auto& [value, times] : met) {
        values.push_back({value, times});
    }
    return values;
}

/// Every value written out, the plain way.
std::vector<std::int64_t> written_out(const std::vector<Tallied>& values) {
    std::vector<std::int64_t> all;
    for (const Tallied& each : values) {
        all.insert(all.end(), static_cast<std::size_t>(each.times), each.value);
    }
    return all;
}

TEST(Wilson, holds_the_share_stays_within_0_and_1_and_mirrors) {
    EXPECT_TRUE(rc::check([] {
        const Share share = any_share();
        const double p = static_cast<double>(share.successes) / static_cast<double>(share.trials);
        const auto interval = wilson(share);
        RC_ASSERT(interval.has_value());
        RC_ASSERT(interval->low >= 0 && interval->low <= p && p <= interval->high && interval->high <= 1);
        const auto failures = wilson({share.trials - share.successes, share.trials});
        RC_ASSERT(std::abs(failures->low - (1 - interval->high)) < 1e-12);
    }));
}

TEST(Wilson, grows_with_the_level) {
    EXPECT_TRUE(rc::check([] {
        const Share share = any_share();
        const auto narrow = wilson(share, 0.8);
        const auto wide = wilson(share, 0.99);
        RC_ASSERT(wide->low <= narrow->low && narrow->high <= wide->high);
    }));
}

TEST(Newcombe, holds_the_difference_and_changes_sign_when_turned_round) {
    EXPECT_TRUE(rc::check([] {
        const Share one = any_share();
        const Share two = any_share();
        const double difference = static_cast<double>(one.successes) / static_cast<double>(one.trials) -
                                  static_cast<double>(two.successes) / static_cast<double>(two.trials);
        const auto interval = newcombe(one, two);
        const auto turned = newcombe(two, one);
        RC_ASSERT(interval->low <= difference && difference <= interval->high);
        RC_ASSERT(std::abs(interval->low + turned->high) < 1e-12);
        RC_ASSERT(interval->low >= -1 - 1e-12 && interval->high <= 1 + 1e-12);
    }));
}

TEST(Poisson, limits_hold_the_count_and_grow_with_it) {
    EXPECT_TRUE(rc::check([] {
        const auto count = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
        const Interval limits = poisson(count);
        const Interval next = poisson(count + 1);
        RC_ASSERT(limits.low <= static_cast<double>(count) && static_cast<double>(count) < limits.high);
        RC_ASSERT(limits.low < next.low && limits.high < next.high);
    }));
}

TEST(SameRate, is_the_plain_sum_over_all_unlikely_outcomes) {
    EXPECT_TRUE(rc::check([] {
        const auto x = *rc::gen::inRange<std::int64_t>(0, 40);
        const auto y = *rc::gen::inRange<std::int64_t>(0, 40);
        const double share = static_cast<double>(*rc::gen::inRange(1, 20)) / 20;
        const auto n = x + y;
        const auto probability = [&](std::int64_t k) {
            return std::exp(std::lgamma(static_cast<double>(n + 1)) - std::lgamma(static_cast<double>(k + 1)) -
                            std::lgamma(static_cast<double>(n - k + 1)) + static_cast<double>(k) * std::log(share) +
                            static_cast<double>(n - k) * std::log1p(-share));
        };
        double plain = 0;
        for (std::int64_t k = 0; k <= n; ++k) {
            plain += probability(k) <= probability(x) * (1 + 1e-7) ? probability(k) : 0;
        }
        RC_ASSERT(std::abs(same_rate_p({x, share}, {y, 1 - share}) - std::min(1.0, plain)) < 1e-9);
    }));
}

TEST(SameRate, is_a_probability_and_does_not_mind_the_order) {
    EXPECT_TRUE(rc::check([] {
        const Events one{*rc::gen::inRange<std::int64_t>(0, 500'000), static_cast<double>(*rc::gen::inRange(1, 100))};
        const Events two{*rc::gen::inRange<std::int64_t>(0, 500'000), static_cast<double>(*rc::gen::inRange(1, 100))};
        const double p = same_rate_p(one, two);
        RC_ASSERT(p >= 0 && p <= 1);
        RC_ASSERT(std::abs(p - same_rate_p(two, one)) < 1e-6);
    }));
}

TEST(NearestRank, agrees_with_sorting_every_value) {
    EXPECT_TRUE(rc::check([] {
        const auto values = any_values();
        const int percent = *rc::gen::inRange(1, 100);
        const auto all = written_out(values);
        const auto found = nearest_rank(values, percent);
        const auto rank = (static_cast<std::int64_t>(percent) * static_cast<std::int64_t>(all.size()) + 99) / 100;
        RC_ASSERT(found->rank == rank);
        RC_ASSERT(found->value == all[static_cast<std::size_t>(rank - 1)]);
        RC_ASSERT(!found->low || *found->low <= found->value);
        RC_ASSERT(!found->high || *found->high >= found->value);
    }));
}

TEST(Moments, agree_with_the_plain_sums) {
    EXPECT_TRUE(rc::check([] {
        const auto values = any_values();
        const auto all = written_out(values);
        double sum = 0;
        for (const auto each : all) {
            sum += static_cast<double>(each);
        }
        const double mean = sum / static_cast<double>(all.size());
        double squares = 0;
        for (const auto each : all) {
            squares += (static_cast<double>(each) - mean) * (static_cast<double>(each) - mean);
        }
        const Moments found = moments(values);
        RC_ASSERT(found.n == static_cast<std::int64_t>(all.size()));
        RC_ASSERT(std::abs(found.mean - mean) < 1e-6);
        RC_ASSERT(all.size() == 1 || std::abs(found.variance * static_cast<double>(all.size() - 1) - squares) < 1e-3);
        const auto interval = mean_interval(found);
        RC_ASSERT(!interval || (interval->low <= found.mean && found.mean <= interval->high));
    }));
}

}  // namespace
}  // namespace bluelamp::statistics
