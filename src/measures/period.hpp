// SPDX-License-Identifier: Apache-2.0
/// Periods: whole months of Europe/London, and the earlier period that one is compared with. Pure.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/instant.hpp"

namespace bluelamp::measures {

struct Period {
    Month from, to;  ///< both belong to it
    friend bool operator==(const Period&, const Period&) = default;
};

[[nodiscard]] std::vector<Month> months_of(const Period& period);
[[nodiscard]] int length(const Period& period);  ///< in months
[[nodiscard]] double days_of(const Period& period);

/// Candidates for comparison, best first: the same months one year earlier (as many whole years as the period is long,
/// so that the two do not overlap), which takes the season out; then the months immediately before.
[[nodiscard]] std::array<Period, 2> before(const Period& period);

/// "2021-06" or "2021-06 to 2021-09".
[[nodiscard]] std::string in_words(const Period& period);
/// The same for a list of months in order, runs joined: "2021-01 to 2021-03, 2021-07".
[[nodiscard]] std::string in_words(const std::vector<Month>& months);

/// Hours of Europe/London's clock in the period that fall on each hour of the week: 24 × weekday (0 Monday) + hour. A
/// week of a clock change has one hour more or less.
[[nodiscard]] std::array<std::int64_t, 168> hours_of_week(const Period& period);
[[nodiscard]] int hour_of_week(Instant at);
[[nodiscard]] std::string hour_label(int hour_of_week);  ///< "Mon 08"

}  // namespace bluelamp::measures
