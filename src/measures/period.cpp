// SPDX-License-Identifier: Apache-2.0
#include "measures/period.hpp"

#include <cmath>

#include <fmt/format.h>

namespace bluelamp::measures {

std::vector<Month> months_of(const Period& period) {
    std::vector<Month> months;
    for (Month month = period.from; month <= period.to; month = plus_months(month, 1)) {
        months.push_back(month);
    }
    return months;
}

int length(const Period& period) { return months_between(period.from, period.to) + 1; }

double days_of(const Period& period) {
    const auto length_ms = start_of(plus_months(period.to, 1)).ms - start_of(period.from).ms;
    return std::round(static_cast<double>(length_ms) / 86'400'000.0);  // clocks change inside: an hour is not a day
}

std::array<Period, 2> before(const Period& period) {
    const int months = length(period);
    const int years = (months + 11) / 12 * 12;
    return {Period{plus_months(period.from, -years), plus_months(period.to, -years)},
            Period{plus_months(period.from, -months), plus_months(period.from, -1)}};
}

std::string in_words(const Period& period) {
    return period.from == period.to ? iso(period.from) : iso(period.from) + " to " + iso(period.to);
}

std::string in_words(const std::vector<Month>& months) {
    std::string words;
    for (std::size_t i = 0; i < months.size();) {
        std::size_t last = i;
        while (last + 1 < months.size() && months[last + 1] == plus_months(months[last], 1)) {
            ++last;
        }
        words += (words.empty() ? "" : ", ") + in_words(Period{months[i], months[last]});
        i = last + 1;
    }
    return words;
}

int hour_of_week(Instant at) {
    const LocalTime local = in_london(at);
    return weekday(local.date) * 24 + local.hour;
}

std::array<std::int64_t, 168> hours_of_week(const Period& period) {
    std::array<std::int64_t, 168> hours{};
    const Instant end = start_of(plus_months(period.to, 1));
    // Clocks change by whole hours on the hour, so every hour of UTC is one hour of the week.
    for (Instant at = start_of(period.from); at < end; at = at + std::chrono::hours(1)) {
        ++hours[static_cast<std::size_t>(hour_of_week(at))];
    }
    return hours;
}

std::string hour_label(int hour_of_week) {
    static constexpr std::array days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return fmt::format("{} {:02}", days[static_cast<std::size_t>(hour_of_week / 24)], hour_of_week % 24);
}

}  // namespace bluelamp::measures
