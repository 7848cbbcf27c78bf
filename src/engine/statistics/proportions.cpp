// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>

#include "core/result.hpp"
#include "engine/statistics/statistics.hpp"

namespace bluelamp::statistics {
namespace {

void check(Share share) {
    invariant(share.successes >= 0 && share.trials >= share.successes, "a share needs 0 <= successes <= trials");
}

double proportion(Share share) { return static_cast<double>(share.successes) / static_cast<double>(share.trials); }

}  // namespace

std::optional<Interval> wilson(Share share, double level) {
    check(share);
    if (share.trials == 0) {
        return std::nullopt;
    }
    const double z = boost::math::quantile(boost::math::normal(), 0.5 + level / 2);
    const double n = static_cast<double>(share.trials);
    const double p = proportion(share);
    const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    // At 0 and n the limits are 0 and 1 exactly; rounding would leave 1e-17.
    return Interval{share.successes == 0 ? 0 : middle - half, share.successes == share.trials ? 1 : middle + half};
}

std::optional<Interval> newcombe(Share one, Share two, double level) {
    const auto first = wilson(one, level);
    const auto second = wilson(two, level);
    if (!first || !second) {
        return std::nullopt;
    }
    const double p = proportion(one);
    const double q = proportion(two);
    return Interval{p - q - std::hypot(p - first->low, second->high - q),
                    p - q + std::hypot(first->high - p, q - second->low)};
}

std::optional<Interval> clopper_pearson(Share share, double level) {
    check(share);
    if (share.trials == 0) {
        return std::nullopt;
    }
    const double x = static_cast<double>(share.successes);
    const double rest = static_cast<double>(share.trials - share.successes);
    const double tail = (1 - level) / 2;
    using boost::math::beta_distribution;
    return Interval{
        share.successes == 0 ? 0 : boost::math::quantile(beta_distribution<>(x, rest + 1), tail),
        rest == 0 ? 1 : boost::math::quantile(boost::math::complement(beta_distribution<>(x + 1, rest), tail))};
}

}  // namespace bluelamp::statistics
