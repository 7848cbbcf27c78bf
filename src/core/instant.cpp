// SPDX-License-Identifier: Apache-2.0
#include "core/instant.hpp"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace bluelamp {
namespace {

using std::chrono::milliseconds;

date::year_month_day calendar(LocalDate day) {
    return date::year(day.year) / date::month(day.month) / date::day(day.day);
}

const date::time_zone& london() {
    static const date::time_zone* zone = date::locate_zone("Europe/London");
    return *zone;
}

/// Reads exactly `width` digits at `at`; -1 when there are none.
int digits(std::string_view text, std::size_t at, std::size_t width) {
    if (at + width > text.size()) {
        return -1;
    }
    int value = 0;
    for (std::size_t i = at; i < at + width; ++i) {
        if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

auto not_an_instant() {
    return fail(ErrorCode::invalid, "", "Give a date and time as 2026-11-20T09:30:00Z (RFC 3339).");
}

/// Milliseconds of ".123456789" at `at`; moves `at` past it. -1 when a point stands without digits.
int fraction_ms(std::string_view text, std::size_t& at) {
    if (at >= text.size() || text[at] != '.') {
        return 0;
    }
    std::size_t end = at + 1;
    int ms = 0;
    int weight = 100;
    for (; end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0; ++end) {
        ms += (text[end] - '0') * weight;
        weight /= 10;
    }
    const std::size_t count = end - at - 1;
    at = end;
    return count == 0 || count > 9 ? -1 : ms;
}

/// Minutes east of UTC of "Z", "+01:00" or "-05:30" at `at`, which must be the end; nullopt otherwise.
std::optional<int> offset_minutes(std::string_view text, std::size_t at) {
    if (at >= text.size()) {
        return std::nullopt;
    }
    const char sign = text[at];
    if (sign == 'Z' || sign == 'z') {
        return at + 1 == text.size() ? std::optional(0) : std::nullopt;
    }
    const int hours = digits(text, at + 1, 2);
    const int minutes = digits(text, at + 4, 2);
    const bool shaped = (sign == '+' || sign == '-') && at + 6 == text.size() && text[at + 3] == ':';
    if (!shaped || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
        return std::nullopt;
    }
    return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

std::string rfc3339(Instant at) {
    const date::sys_time<milliseconds> point{milliseconds(at.ms)};
    const auto day = date::floor<date::days>(point);
    const date::year_month_day ymd(day);
    const date::hh_mm_ss<milliseconds> time(point - day);
    std::string out = "0000-00-00T00:00:00.000Z";
    // Every record has several and a board some hundreds: written digit by digit, in a tenth of a formatter's time.
    const auto put = [&out](std::size_t last, auto number) {
        for (; number > 0; number /= 10) {
            out[last--] = static_cast<char>('0' + number % 10);
        }
    };
    put(3, std::clamp(int(ymd.year()), 0, 9999));
    put(6, unsigned(ymd.month()));
    put(9, unsigned(ymd.day()));
    put(12, time.hours().count());
    put(15, time.minutes().count());
    put(18, time.seconds().count());
    put(22, time.subseconds().count());
    return out;
}

Result<Instant> parse_rfc3339(std::string_view text) {
    const LocalDate day{digits(text, 0, 4), static_cast<unsigned>(digits(text, 5, 2)),
                        static_cast<unsigned>(digits(text, 8, 2))};
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    const bool shaped = text.size() >= 20 && text[4] == '-' && text[7] == '-' && (text[10] == 'T' || text[10] == 't') &&
                        text[13] == ':' && text[16] == ':';
    const bool in_range = day.year >= 1900 && day.year <= 2999 && hour >= 0 && hour <= 23 && minute >= 0 &&
                          minute <= 59 && second >= 0 && second <= 59;
    if (!shaped || !in_range || !exists(day)) {
        return not_an_instant();
    }
    std::size_t at = 19;
    const int ms = fraction_ms(text, at);
    const auto east = offset_minutes(text, at);
    if (ms < 0 || !east) {
        return not_an_instant();
    }
    const auto days = date::sys_days(calendar(day)).time_since_epoch().count();
    const std::int64_t seconds = std::int64_t{days} * 86400 + hour * 3600 + minute * 60 + second - *east * 60;
    return Instant{seconds * 1000 + ms};
}

std::string iso(LocalDate day) { return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day); }

bool exists(LocalDate day) { return day.year >= 1 && day.year <= 9999 && calendar(day).ok(); }

Result<LocalDate> parse_date(std::string_view text) {
    const LocalDate day{digits(text, 0, 4), static_cast<unsigned>(digits(text, 5, 2)),
                        static_cast<unsigned>(digits(text, 8, 2))};
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !exists(day)) {
        return fail(ErrorCode::invalid, "", "Give a date that exists, as 2026-11-20.");
    }
    return day;
}

LocalDate plus_days(LocalDate day, int days) {
    const date::year_month_day moved(date::sys_days(calendar(day)) + date::days(days));
    return {int(moved.year()), unsigned(moved.month()), unsigned(moved.day())};
}

int weekday(LocalDate day) { return static_cast<int>(date::weekday(date::sys_days(calendar(day))).iso_encoding()) - 1; }

std::string iso(Month month) { return fmt::format("{:04}-{:02}", month.year, month.month); }

Result<Month> parse_month(std::string_view text) {
    const Month month{digits(text, 0, 4), static_cast<unsigned>(digits(text, 5, 2))};
    if (text.size() != 7 || text[4] != '-' || month.year < 1900 || month.year > 2999 || month.month < 1 ||
        month.month > 12) {
        return fail(ErrorCode::invalid, "", "Give a month that exists, as 2026-11.");
    }
    return month;
}

Month plus_months(Month month, int months) {
    const int count = month.year * 12 + static_cast<int>(month.month) - 1 + months;
    return {count / 12, static_cast<unsigned>(count % 12) + 1};
}

int months_between(Month from, Month to) {
    return (to.year - from.year) * 12 + static_cast<int>(to.month) - static_cast<int>(from.month);
}

LocalTime in_london(Instant at) {
    const auto local = london().to_local(date::sys_time<milliseconds>(milliseconds(at.ms)));
    const auto day = date::floor<date::days>(local);
    const date::year_month_day ymd(day);
    const date::hh_mm_ss<milliseconds> time(local - day);
    return {{int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day())},
            static_cast<int>(time.hours().count()),
            static_cast<int>(time.minutes().count()),
            static_cast<int>(time.seconds().count())};
}

Instant from_london(LocalDate day, int hour, int minute, int second) {
    const auto local = date::local_days(calendar(day)) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
                       std::chrono::seconds(second);
    const auto point = london().to_sys(local, date::choose::earliest);
    return {std::chrono::duration_cast<milliseconds>(point.time_since_epoch()).count()};
}

Instant start_of(Month month) { return from_london({month.year, month.month, 1}, 0, 0, 0); }

Instant start_of(LocalDate day) { return from_london(day, 0, 0, 0); }

Month month_in_london(Instant at) {
    const LocalDate day = in_london(at).date;
    return {day.year, day.month};
}

Instant SystemClock::now() const {
    return {std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
}

}  // namespace bluelamp
