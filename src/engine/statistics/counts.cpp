// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>

#include "core/result.hpp"
#include "engine/statistics/statistics.hpp"

namespace bluelamp::statistics {
namespace {

using Binomial = boost::math::binomial_distribution<>;

void check(Events events) {
    invariant(events.count >= 0 && events.exposure > 0, "events need a count >= 0 and an exposure > 0");
}

/// How many of lower..upper have a probability of at most `limit`, where the probabilities rise along `step` (+1 or −1)
/// from `far` towards `near`: bisection, because the binomial has one peak.
std::int64_t unlikely_in_tail(const Binomial& seen, std::int64_t far, std::int64_t near, double limit) {
    const std::int64_t step = far <= near ? 1 : -1;
    std::int64_t low = 0;
    std::int64_t high = std::abs(near - far) + 1;
    while (low < high) {
        const std::int64_t middle = (low + high) / 2;
        if (boost::math::pdf(seen, static_cast<double>(far + step * middle)) <= limit) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/// Probability of every outcome that is no likelier than `x` of `n`.
double two_sided(const Binomial& seen, std::int64_t x, std::int64_t n) {
    // Outcomes equally likely in exact arithmetic differ in the last digits: R's binom.test allows the same 1e-7.
    const double limit = boost::math::pdf(seen, static_cast<double>(x)) * (1 + 1e-7);
    const auto peak = static_cast<std::int64_t>(boost::math::mode(seen));
    if (x < peak) {
        const std::int64_t above = unlikely_in_tail(seen, n, peak, limit);
        const double upper =
            above == 0 ? 0 : boost::math::cdf(boost::math::complement(seen, static_cast<double>(n - above)));
        return boost::math::cdf(seen, static_cast<double>(x)) + upper;
    }
    const std::int64_t below = unlikely_in_tail(seen, 0, peak, limit);
    const double lower = below == 0 ? 0 : boost::math::cdf(seen, static_cast<double>(below - 1));
    const double from_x = x == 0 ? 1 : boost::math::cdf(boost::math::complement(seen, static_cast<double>(x - 1)));
    return from_x + lower;
}

}  // namespace

Interval poisson(std::int64_t count, double level) {
    invariant(count >= 0, "a count is never negative");
    const double tail = (1 - level) / 2;
    const double n = static_cast<double>(count);
    using boost::math::chi_squared;
    return {count == 0 ? 0 : boost::math::quantile(chi_squared(2 * n), tail) / 2,
            boost::math::quantile(boost::math::complement(chi_squared(2 * n + 2), tail)) / 2};
}

Interval rate_interval(Events events, double per, double level) {
    check(events);
    const Interval expected = poisson(events.count, level);
    return {expected.low / events.exposure * per, expected.high / events.exposure * per};
}

double same_rate_p(Events one, Events two) {
    check(one);
    check(two);
    const std::int64_t sum = one.count + two.count;
    if (sum == 0) {
        return 1;
    }
    const Binomial seen(static_cast<double>(sum), one.exposure / (one.exposure + two.exposure));
    return std::min(1.0, two_sided(seen, one.count, sum));
}

std::optional<Interval> rate_ratio(Events one, Events two, double level) {
    check(one);
    check(two);
    const auto share = clopper_pearson({one.count, one.count + two.count}, level);
    if (!share) {
        return std::nullopt;
    }
    const auto ratio = [&](double p) {
        return p >= 1 ? std::numeric_limits<double>::infinity() : p / (1 - p) * two.exposure / one.exposure;
    };
    return Interval{ratio(share->low), ratio(share->high)};
}

}  // namespace bluelamp::statistics
