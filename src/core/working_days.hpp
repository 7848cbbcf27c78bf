// SPDX-License-Identifier: Apache-2.0
/// Working days of England and Wales: bank holidays and the end of a limit that is counted in working days.
///
/// Bank holidays follow the rules of the Banking and Financial Dealings Act 1971 (with Good Friday and Christmas Day,
/// which are common law holidays), the substitutes for those that fall on a weekend, and the days that proclamations
/// moved or added since 1995. reference/bank_holidays.csv lists them; a test compares the two. Days proclaimed after
/// this binary was built stand in the force's policy and are given as `more`, ISO dates.
///
/// Promises: pure; a day means Europe/London, also when the clocks change that night. The day of the event does not
/// count: five working days from a Monday end with the Monday after it.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/instant.hpp"

namespace bluelamp {

/// By rule or proclamation; never a Saturday or Sunday, whose holiday is its substitute.
[[nodiscard]] bool is_bank_holiday(LocalDate day);

[[nodiscard]] bool is_working_day(LocalDate day, std::span<const std::string> more = {});

/// Midnight in London after the last of `days` working days following the day of `start`. For 0 days: after the day of
/// `start` itself, or the next working day when it is none.
[[nodiscard]] Instant end_of_working_day(Instant start, std::int64_t days, std::span<const std::string> more = {});

/// How many working days follow the day of `from` before `due`, which is the midnight that ends the last of them.
[[nodiscard]] std::int64_t working_days_until(Instant from, Instant due, std::span<const std::string> more = {});

/// A short name for the proclaimed days and `more` together: another name means that limits must be counted again.
[[nodiscard]] std::string holidays_name(std::span<const std::string> more);

}  // namespace bluelamp
