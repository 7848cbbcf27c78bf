// SPDX-License-Identifier: Apache-2.0
#include "core/working_days.hpp"

#include <algorithm>
#include <vector>

#include "core/sha256.hpp"

namespace bluelamp {
namespace {

/// A holiday that a proclamation moved, or added where there is nothing it was moved from.
struct Proclaimed {
    LocalDate instead_of, day;
};
constexpr LocalDate nothing{0, 0, 0};
constexpr Proclaimed proclaimed[] = {
    {{1995, 5, 1}, {1995, 5, 8}},   // fifty years since the war in Europe ended
    {nothing, {1999, 12, 31}},      // the millennium
    {nothing, {2002, 6, 3}},        // golden jubilee
    {{2002, 5, 27}, {2002, 6, 4}},  // the spring holiday beside it
    {nothing, {2011, 4, 29}},       // royal wedding
    {{2012, 5, 28}, {2012, 6, 4}},  // the spring holiday
    {nothing, {2012, 6, 5}},        // diamond jubilee
    {{2020, 5, 4}, {2020, 5, 8}},   // seventy-five years since the war in Europe ended
    {{2022, 5, 30}, {2022, 6, 2}},  // the spring holiday
    {nothing, {2022, 6, 3}},        // platinum jubilee
    {nothing, {2022, 9, 19}},       // state funeral of Queen Elizabeth II
    {nothing, {2023, 5, 8}},        // coronation of King Charles III
};

constexpr int monday = 0, tuesday = 1, saturday = 5;

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876).
LocalDate easter(int year) {
    const int a = year % 19, b = year / 100, c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int days = h + l - 7 * m + 114;
    return {year, static_cast<unsigned>(days / 31), static_cast<unsigned>(days % 31 + 1)};
}

/// Before any proclamation.
bool holiday_by_rule(LocalDate day) {
    const int on = weekday(day);
    if (on >= saturday) {
        return false;
    }
    switch (day.month) {
        case 1: return day.day == 1 || (on == monday && day.day <= 3);
        case 5: return on == monday && (day.day <= 7 || day.day > 24);
        case 8: return on == monday && day.day > 24;
        case 12: return day.day == 25 || day.day == 26 || ((day.day == 27 || day.day == 28) && on <= tuesday);
        default: break;
    }
    const LocalDate sunday = easter(day.year);
    return day == plus_days(sunday, -2) || day == plus_days(sunday, 1);
}

}  // namespace

bool is_bank_holiday(LocalDate day) {
    for (const Proclaimed& each : proclaimed) {
        if (day == each.day) {
            return true;
        }
        if (day == each.instead_of) {
            return false;
        }
    }
    return holiday_by_rule(day);
}

bool is_working_day(LocalDate day, std::span<const std::string> more) {
    return weekday(day) < saturday && !is_bank_holiday(day) &&
           (more.empty() || std::find(more.begin(), more.end(), iso(day)) == more.end());
}

Instant end_of_working_day(Instant start, std::int64_t days, std::span<const std::string> more) {
    LocalDate day = in_london(start).date;
    if (days == 0) {
        day = plus_days(day, -1);
        days = 1;
    }
    while (days > 0) {
        day = plus_days(day, 1);
        days -= is_working_day(day, more) ? 1 : 0;
    }
    return start_of(plus_days(day, 1));
}

std::int64_t working_days_until(Instant from, Instant due, std::span<const std::string> more) {
    const LocalDate end = in_london(due).date;
    std::int64_t days = 0;
    for (LocalDate day = plus_days(in_london(from).date, 1); day < end; day = plus_days(day, 1)) {
        days += is_working_day(day, more) ? 1 : 0;
    }
    return days;
}

std::string holidays_name(std::span<const std::string> more) {
    std::vector<std::string> days(more.begin(), more.end());
    for (const Proclaimed& each : proclaimed) {
        days.push_back(iso(each.instead_of) + iso(each.day));
    }
    std::sort(days.begin(), days.end());
    Sha256 sum;
    for (const std::string& day : days) {
        sum.field(day);
    }
    return sum.hex().substr(0, 16);
}

}  // namespace bluelamp
