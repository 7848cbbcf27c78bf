// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "core/result.hpp"
#include "engine/statistics/statistics.hpp"

namespace bluelamp::statistics {
namespace {

std::int64_t total(const std::vector<Tallied>& values) {
    std::int64_t n = 0;
    for (const Tallied& each : values) {
        invariant(each.times > 0, "a value is tallied at least once");
        n += each.times;
    }
    return n;
}

/// The value of the given rank, counted from 1.
std::int64_t at_rank(const std::vector<Tallied>& values, std::int64_t rank) {
    std::int64_t passed = 0;
    for (const Tallied& each : values) {
        passed += each.times;
        if (passed >= rank) {
            return each.value;
        }
    }
    invariant(false, "a rank lies within the values");
    return 0;
}

/// Smallest k in 0..n with P(at most k) >= `least`.
std::int64_t binomial_rank(std::int64_t n, double p, double least) {
    const boost::math::binomial_distribution<> below(static_cast<double>(n), p);
    std::int64_t low = 0;
    std::int64_t high = n;
    while (low < high) {
        const std::int64_t middle = (low + high) / 2;
        if (boost::math::cdf(below, static_cast<double>(middle)) >= least) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

double t_quantile(double degrees, double level) {
    return boost::math::quantile(boost::math::students_t(degrees), 0.5 + level / 2);
}

}  // namespace

Ranks percentile_ranks(std::int64_t n, double percent, double level) {
    invariant(n >= 0 && percent > 0 && percent < 100, "a percentile lies between 0 and 100");
    Ranks ranks;
    if (n == 0) {
        return ranks;
    }
    // The number of values below the percentile is binomial(n, p): the limits are the order statistics that leave at
    // most half of (1 − level) on each side.
    const double tail = (1 - level) / 2;
    const std::int64_t low = binomial_rank(n, percent / 100, std::nextafter(tail, 1.0));
    const std::int64_t high = binomial_rank(n, percent / 100, 1 - tail) + 1;
    if (low >= 1) {
        ranks.low = low;
    }
    if (high <= n) {
        ranks.high = high;
    }
    return ranks;
}

std::optional<Percentile> nearest_rank(const std::vector<Tallied>& values, double percent, double level) {
    const std::int64_t n = total(values);
    if (n == 0) {
        return std::nullopt;
    }
    const Ranks ranks = percentile_ranks(n, percent, level);
    Percentile found;
    // Multiplied before divided, because 0.9 × 10 is a hair above 9 in binary.
    found.rank = static_cast<std::int64_t>(std::ceil(percent * static_cast<double>(n) / 100));
    found.value = at_rank(values, found.rank);
    if (ranks.low) {
        found.low = at_rank(values, *ranks.low);
    }
    if (ranks.high) {
        found.high = at_rank(values, *ranks.high);
    }
    return found;
}

Moments moments(const std::vector<Tallied>& values) {
    Moments found;
    found.n = total(values);
    if (found.n == 0) {
        return found;
    }
    for (const Tallied& each : values) {
        found.mean += static_cast<double>(each.value) * static_cast<double>(each.times);
    }
    found.mean /= static_cast<double>(found.n);
    double squares = 0;
    for (const Tallied& each : values) {
        const double away = static_cast<double>(each.value) - found.mean;
        squares += away * away * static_cast<double>(each.times);
    }
    found.variance = found.n > 1 ? squares / static_cast<double>(found.n - 1) : 0;
    return found;
}

std::optional<Interval> mean_interval(const Moments& sample, double level) {
    if (sample.n < 2) {
        return std::nullopt;
    }
    const double n = static_cast<double>(sample.n);
    const double half = t_quantile(n - 1, level) * std::sqrt(sample.variance / n);
    return Interval{sample.mean - half, sample.mean + half};
}

std::optional<Interval> welch(const Moments& one, const Moments& two, double level) {
    if (one.n < 2 || two.n < 2 || (one.variance <= 0 && two.variance <= 0)) {
        return std::nullopt;
    }
    const double n = static_cast<double>(one.n);
    const double m = static_cast<double>(two.n);
    const double a = one.variance / n;
    const double b = two.variance / m;
    const double degrees = (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1));
    const double half = t_quantile(degrees, level) * std::sqrt(a + b);
    return Interval{one.mean - two.mean - half, one.mean - two.mean + half};
}

}  // namespace bluelamp::statistics
