// SPDX-License-Identifier: Apache-2.0
/// From what was counted to a value with its interval, and from two of those to a change. Pure.
///
/// Refuses nothing: where there is nothing to divide by, the value is nullopt.
#pragma once

#include <optional>
#include <string>

#include "measures/measures.hpp"

namespace bluelamp::measures {

/// How much of the world the count was taken over.
struct Exposure {
    double days = 1;    ///< of the period
    double hours = 24;  ///< of the clock that belong to the key (all of the period, or one hour of the week)
    std::optional<double> residents;  ///< of the area
};

struct Estimate {
    std::optional<double> value, low, high;
    std::int64_t numerator = 0;
    std::optional<std::int64_t> denominator;
};

[[nodiscard]] Estimate estimate(const Measure& measure, const Tally& tally, const Exposure& exposure);

/// One side of a comparison.
struct Side {
    const Tally& tally;
    const Exposure& exposure;
};

/// Whether the two sides differ at 95 %; nullopt where that cannot be judged.
[[nodiscard]] std::optional<bool> differs(const Measure& measure, const Side& now, const Side& then);

/// In words, how `differs` judges a measure of this kind.
[[nodiscard]] std::string_view judged_by(Kind kind);

}  // namespace bluelamp::measures
