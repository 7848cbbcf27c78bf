// SPDX-License-Identifier: Apache-2.0
#include "measures/estimate.hpp"

#include <cmath>

namespace bluelamp::measures {
namespace {

using statistics::Events;
using statistics::Interval;
using statistics::Share;

constexpr double ms_per_minute = 60'000;
constexpr double significance = 0.05;

void bounded(Estimate& into, const std::optional<Interval>& interval, double scale) {
    if (interval) {
        into.low = interval->low * scale;
        if (std::isfinite(interval->high)) {
            into.high = interval->high * scale;
        }
    }
}

void count_over(Estimate& into, double exposure, double per) {
    const Events events{into.numerator, exposure};
    into.value = static_cast<double>(into.numerator) / exposure * per;
    bounded(into, statistics::rate_interval(events, per), 1);
}

void share_of(Estimate& into, const Tally& tally) {
    into.denominator = tally.denominator;
    if (tally.denominator > 0) {
        into.value = 100 * static_cast<double>(tally.numerator) / static_cast<double>(tally.denominator);
        bounded(into, statistics::wilson({tally.numerator, tally.denominator}), 100);
    }
}

/// The two counts come from different records (outcomes given, crimes recorded), so each has its own chance.
void ratio_of(Estimate& into, const Tally& tally) {
    into.denominator = tally.denominator;
    if (tally.denominator > 0) {
        into.value = 100 * static_cast<double>(tally.numerator) / static_cast<double>(tally.denominator);
        bounded(into, statistics::rate_ratio({tally.numerator, 1}, {tally.denominator, 1}), 100);
    }
}

std::int64_t left_out(const Tally& tally) {
    std::int64_t all = 0;
    for (const auto& [code, records] : tally.left_out) {
        all += records;
    }
    return all;
}

void percentile_of(Estimate& into, const Measure& measure, const Tally& tally) {
    if (const auto found = statistics::nearest_rank(tally.values, measure.percent)) {
        into.value = static_cast<double>(found->value) / ms_per_minute;
        if (found->low) {
            into.low = static_cast<double>(*found->low) / ms_per_minute;
        }
        if (found->high) {
            into.high = static_cast<double>(*found->high) / ms_per_minute;
        }
    }
}

void mean_of(Estimate& into, const Tally& tally) {
    const auto sample = statistics::moments(tally.values);
    if (sample.n > 0) {
        into.value = sample.mean / ms_per_minute;
        bounded(into, statistics::mean_interval(sample), 1 / ms_per_minute);
    }
}

/// Exposure of a rate: what one event has to be expected over.
std::optional<double> exposure_of(const Measure& measure, const Exposure& exposure) {
    switch (measure.kind) {
        case Kind::count: return exposure.days;
        case Kind::per_thousand:
            return exposure.residents ? std::optional(*exposure.residents * exposure.days) : std::nullopt;
        case Kind::per_hour: return exposure.hours;
        default: return std::nullopt;
    }
}

std::optional<bool> rates_differ(const Measure& measure, const Side& now, const Side& then) {
    const auto one = exposure_of(measure, now.exposure);
    const auto two = exposure_of(measure, then.exposure);
    if (!one || !two) {
        return std::nullopt;
    }
    return statistics::same_rate_p({now.tally.numerator, *one}, {then.tally.numerator, *two}) < significance;
}

std::optional<bool> outside_zero(const std::optional<Interval>& difference) {
    return difference ? std::optional(difference->low > 0 || difference->high < 0) : std::nullopt;
}

std::optional<bool> intervals_part(const Measure& measure, const Side& now, const Side& then) {
    const Estimate one = estimate(measure, now.tally, now.exposure);
    const Estimate two = estimate(measure, then.tally, then.exposure);
    if (!one.low || !one.high || !two.low || !two.high) {
        return std::nullopt;
    }
    return *one.low > *two.high || *two.low > *one.high;
}

}  // namespace

Estimate estimate(const Measure& measure, const Tally& tally, const Exposure& exposure) {
    Estimate found;
    found.numerator = tally.numerator;
    switch (measure.kind) {
        case Kind::count: count_over(found, 1, 1); break;
        case Kind::per_thousand:
            if (exposure.residents) {
                found.denominator = std::llround(*exposure.residents);
                count_over(found, *exposure.residents, 1'000);
            }
            break;
        case Kind::per_hour:
            found.denominator = std::llround(exposure.hours);
            if (exposure.hours > 0) {
                count_over(found, exposure.hours, 1);
            }
            break;
        case Kind::share: share_of(found, tally); break;
        case Kind::ratio: ratio_of(found, tally); break;
        case Kind::percentile:
            found.denominator = tally.numerator + left_out(tally);
            percentile_of(found, measure, tally);
            break;
        case Kind::mean:
            found.denominator = tally.numerator + left_out(tally);
            mean_of(found, tally);
            break;
    }
    return found;
}

std::optional<bool> differs(const Measure& measure, const Side& now, const Side& then) {
    switch (measure.kind) {
        case Kind::count:
        case Kind::per_thousand:
        case Kind::per_hour: return rates_differ(measure, now, then);
        case Kind::share:
            return outside_zero(statistics::newcombe({now.tally.numerator, now.tally.denominator},
                                                     {then.tally.numerator, then.tally.denominator}));
        case Kind::mean:
            return outside_zero(
                statistics::welch(statistics::moments(now.tally.values), statistics::moments(then.tally.values)));
        case Kind::ratio:
        case Kind::percentile: return intervals_part(measure, now, then);
    }
    return std::nullopt;
}

std::string_view judged_by(Kind kind) {
    switch (kind) {
        case Kind::count:
        case Kind::per_thousand:
        case Kind::per_hour:
            return "The change is judged by the exact test of two Poisson counts (Przyborowski and Wilenski 1940), by "
                   "days of "
                   "each period; counts that come in bursts vary more than this test expects.";
        case Kind::share:
            return "The change is judged by Newcombe's interval for a difference of proportions (1998, method 10).";
        case Kind::mean: return "The change is judged by Welch's interval for a difference of means (1947).";
        case Kind::ratio:
        case Kind::percentile:
            return "The change is called significant only where the two 95 % intervals do not meet, which is strict.";
    }
    return {};
}

}  // namespace bluelamp::measures
