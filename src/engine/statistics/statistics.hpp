// SPDX-License-Identifier: Apache-2.0
/// Statistics: how sure a figure is, and whether it changed. Pure functions of numbers; no input or output.
///
/// Promises: every interval is two-sided with the stated level (95 % unless told), holds the estimate it belongs to,
/// and is computed by the method cited beside it. Counts are never negative and successes never exceed trials: a caller
/// that breaks this breaks an invariant. Where a method has no answer (no trials, one value, too few values) the answer
/// is nullopt, not a guess. Units are the caller's. The exact methods take Boost.Math's distributions; nothing depends
/// on the locale. Start reading at proportions.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace bluelamp::statistics {

inline constexpr double usual_level = 0.95;

struct Interval {
    double low = 0;
    double high = 0;
    friend bool operator==(const Interval&, const Interval&) = default;
};

// ---- proportions (proportions.cpp)
// ---------------------------------------------------------------------------------------

/// So many of so many.
struct Share {
    std::int64_t successes = 0;
    std::int64_t trials = 0;
};

/// Wilson's score interval for a proportion (E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212). nullopt without
/// trials.
[[nodiscard]] std::optional<Interval> wilson(Share share, double level = usual_level);

/// Interval for p1 − p2 of two independent samples: method 10 of R. G. Newcombe, Stat. Med. 17 (1998) 873-890 (score
/// intervals joined, no continuity correction). nullopt when either sample is empty.
[[nodiscard]] std::optional<Interval> newcombe(Share one, Share two, double level = usual_level);

/// Exact binomial interval of C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404-413. nullopt without trials.
[[nodiscard]] std::optional<Interval> clopper_pearson(Share share, double level = usual_level);

// ---- counts and rates (counts.cpp)
// -----------------------------------------------------------------------------------------

/// Events seen over an amount of exposure (residents, days, resident-days); exposure is above 0.
struct Events {
    std::int64_t count = 0;
    double exposure = 1;
};

/// Exact interval for the expectation of a Poisson count (F. Garwood, Biometrika 28 (1936) 437-442).
[[nodiscard]] Interval poisson(std::int64_t count, double level = usual_level);

/// The same for count ÷ exposure × per.
[[nodiscard]] Interval rate_interval(Events events, double per, double level = usual_level);

/// Two-sided p that both counts come from one rate: given their sum, the first is binomial (J. Przyborowski and H.
/// Wilenski, Biometrika 31 (1940) 313-323). Outcomes no likelier than the one seen count against it. 1 when both are 0.
[[nodiscard]] double same_rate_p(Events one, Events two);

/// Interval for rate one ÷ rate two, from the same condition and Clopper-Pearson. `high` is infinite when the second
/// count is 0; nullopt when both are.
[[nodiscard]] std::optional<Interval> rate_ratio(Events one, Events two, double level = usual_level);

// ---- distributions of measured values (spread.cpp)
// ---------------------------------------------------------------------------

/// A value and how often it was met.
struct Tallied {
    std::int64_t value = 0;
    std::int64_t times = 0;
};

/// Nearest-rank percentile: the smallest value met such that at least `percent` % of all values are no larger
/// (definition 1 of R. J. Hyndman and Y. Fan, Am. Stat. 50 (1996) 361-365). It never interpolates, so the answer is a
/// value that happened.
struct Percentile {
    std::int64_t value = 0;
    std::int64_t rank = 0;             ///< ceil(percent / 100 × n), counted from 1
    std::optional<std::int64_t> low;   ///< distribution-free limits: order statistics whose binomial ranks enclose the
    std::optional<std::int64_t> high;  ///< percentile (H. A. David and H. N. Nagaraja, Order Statistics, 3rd ed., 7.1)
};

/// `values` in order of value, each once. `percent` above 0 and below 100. nullopt without values.
[[nodiscard]] std::optional<Percentile> nearest_rank(const std::vector<Tallied>& values, double percent,
                                                     double level = usual_level);

/// Ranks (from 1) of the limits above for `n` values; a side is nullopt where n is too small to have one.
struct Ranks {
    std::optional<std::int64_t> low;
    std::optional<std::int64_t> high;
};
[[nodiscard]] Ranks percentile_ranks(std::int64_t n, double percent, double level = usual_level);

/// Number, mean and sample variance (n − 1 below) of values; squares are summed about the mean, so large values lose
/// nothing.
struct Moments {
    std::int64_t n = 0;
    double mean = 0;
    double variance = 0;
};
[[nodiscard]] Moments moments(const std::vector<Tallied>& values);

/// Student's interval for a mean ("Student", Biometrika 6 (1908) 1-25). nullopt below two values.
[[nodiscard]] std::optional<Interval> mean_interval(const Moments& sample, double level = usual_level);

/// Interval for mean one − mean two with unequal variances (B. L. Welch, Biometrika 34 (1947) 28-35, with
/// Satterthwaite's degrees of freedom). nullopt below two values on either side, or when neither varies.
[[nodiscard]] std::optional<Interval> welch(const Moments& one, const Moments& two, double level = usual_level);

}  // namespace bluelamp::statistics
