// SPDX-License-Identifier: Apache-2.0
/// Time: instants (UTC milliseconds), local dates and months of Europe/London, and the injected clock.
///
/// Stored instants are BIGINT milliseconds since 1970-01-01T00:00:00Z; JSON shows RFC 3339 in UTC; pages show local
/// time. Local rules come from the system's time zone data, so tzdata must be installed.
#pragma once

#include <atomic>
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bluelamp {

/// A point in time, UTC, whole milliseconds.
struct Instant {
    std::int64_t ms = 0;
    friend auto operator<=>(const Instant&, const Instant&) = default;
    friend Instant operator+(Instant at, std::chrono::milliseconds by) { return {at.ms + by.count()}; }
    friend Instant operator-(Instant at, std::chrono::milliseconds by) { return {at.ms - by.count()}; }
    friend std::chrono::milliseconds operator-(Instant a, Instant b) { return std::chrono::milliseconds(a.ms - b.ms); }
};

/// "2026-11-20T09:30:00.000Z".
[[nodiscard]] std::string rfc3339(Instant at);

/// Accepts RFC 3339 with any offset, 0 to 9 fraction digits (cut to ms), years 1900 to 2999; refuses dates that do not
/// exist.
[[nodiscard]] Result<Instant> parse_rfc3339(std::string_view text);

/// A day on the calendar, without a zone.
struct LocalDate {
    int year = 1970;
    unsigned month = 1;
    unsigned day = 1;
    friend auto operator<=>(const LocalDate&, const LocalDate&) = default;
};

[[nodiscard]] std::string iso(LocalDate date);                      ///< "2026-11-20"
[[nodiscard]] Result<LocalDate> parse_date(std::string_view text);  ///< ISO only; refuses 30 February
[[nodiscard]] bool exists(LocalDate date);
[[nodiscard]] LocalDate plus_days(LocalDate date, int days);
[[nodiscard]] int weekday(LocalDate date);  ///< 0 Monday … 6 Sunday

/// A calendar month.
struct Month {
    int year = 1970;
    unsigned month = 1;
    friend auto operator<=>(const Month&, const Month&) = default;
};

[[nodiscard]] std::string iso(Month month);  ///< "2026-11"
[[nodiscard]] Result<Month> parse_month(std::string_view text);
[[nodiscard]] Month plus_months(Month month, int months);
[[nodiscard]] int months_between(Month from, Month to);  ///< to − from

/// Europe/London wall clock at an instant.
struct LocalTime {
    LocalDate date;
    int hour = 0, minute = 0, second = 0;
};

[[nodiscard]] LocalTime in_london(Instant at);
/// The instant of a wall-clock time in London. An hour that does not exist (spring) gives the instant of the change;
/// one that exists twice (autumn) gives the first.
[[nodiscard]] Instant from_london(LocalDate date, int hour, int minute, int second);
/// First instant of the month in London; the month covers [start(m), start(m+1)).
[[nodiscard]] Instant start_of(Month month);
[[nodiscard]] Instant start_of(LocalDate date);
[[nodiscard]] Month month_in_london(Instant at);

/// Where "now" comes from. Injected; nothing else in Bluelamp reads the system's clock.
class Clock {
   public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
   public:
    [[nodiscard]] Instant now() const override;
};

/// Stands still until told (tests, simulation).
class FakeClock final : public Clock {
   public:
    explicit FakeClock(Instant start) : ms_(start.ms) {}
    [[nodiscard]] Instant now() const override { return {ms_.load()}; }
    void set(Instant at) { ms_ = at.ms; }
    void advance(std::chrono::milliseconds by) { ms_ += by.count(); }

   private:
    std::atomic<std::int64_t> ms_;
};

}  // namespace bluelamp
