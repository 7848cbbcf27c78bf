// SPDX-License-Identifier: Apache-2.0
#include "deadlines/schedule.hpp"

#include <fmt/format.h>

namespace bluelamp::deadlines {
namespace {

/// "21 November at 09:00"; midnight is the end of the day before.
std::string day_and_time(Instant at) {
    static constexpr std::string_view months[] = {"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
    const LocalTime time = in_london(at);
    if (time.hour == 0 && time.minute == 0) {
        const LocalDate before = plus_days(time.date, -1);
        return fmt::format("at the end of {} {}", before.day, months[before.month - 1]);
    }
    return fmt::format("{} {} at {:02}:{:02}", time.date.day, months[time.date.month - 1], time.hour, time.minute);
}

}  // namespace

Tellings tellings_of(const policy::Policy& policy, std::string_view rule) {
    static const policy::Telling breach{0, "owner"};
    for (const policy::DeadlineRule& each : policy.deadlines) {
        if (each.code == rule) {
            return each.tell;
        }
    }
    return {&breach, 1};
}

std::optional<Instant> next_at(Tellings tellings, Instant due_at, std::int64_t told) {
    const auto next = static_cast<std::size_t>(told);
    return next < tellings.size() ? std::optional(tell_at(tellings[next], due_at)) : std::nullopt;
}

std::int64_t without_late_warnings(Tellings tellings, Instant due_at, std::int64_t told, Instant now) {
    const auto breach =
        std::find_if(tellings.begin(), tellings.end(), [](const policy::Telling& each) { return each.offset_s >= 0; });
    const bool is_due = breach != tellings.end() && tell_at(*breach, due_at) <= now;
    return is_due ? std::max<std::int64_t>(told, breach - tellings.begin()) : told;
}

std::int64_t still_told(Tellings tellings, Instant due_at, std::int64_t told, Instant now) {
    const auto past = std::count_if(tellings.begin(), tellings.end(),
                                    [&](const policy::Telling& each) { return tell_at(each, due_at) <= now; });
    return std::min<std::int64_t>(told, past);
}

std::string words_for(std::string_view title, Instant due_at, Instant now) {
    return fmt::format("{}: {}due {}.", title, now < due_at ? "" : "was ", day_and_time(due_at));
}

}  // namespace bluelamp::deadlines
