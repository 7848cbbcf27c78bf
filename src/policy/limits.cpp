// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "policy/reading.hpp"

namespace bluelamp::policy {
namespace {

constexpr std::int64_t minute_s = 60, hour_s = 60 * minute_s, day_s = 24 * hour_s;
constexpr std::int64_t longest_days = 3'660;

}  // namespace

Result<Limit> parse_limit(std::string_view text) {
    text = trim(text);
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto count = parse_int(text.substr(0, digits));
    const std::string_view unit = trim(text.substr(digits));
    struct Unit {
        std::string_view name;
        std::int64_t s;
    };
    static constexpr Unit units[] = {{"s", 1},        {"min", minute_s},  {"h", hour_s},      {"day", day_s},
                                     {"days", day_s}, {"working day", 0}, {"working days", 0}};
    for (const Unit& each : units) {
        if (each.name == unit && count && *count >= 1 && *count <= longest_days * (each.s == 0 ? 1 : day_s / each.s)) {
            return each.s == 0 ? Limit{TimeBasis::working, 0, *count} : Limit{TimeBasis::elapsed, *count * each.s, 0};
        }
    }
    return fail(
        ErrorCode::invalid, "limit",
        fmt::format("\"{}\" is no time; write \"90 s\", \"12 min\", \"48 h\", \"7 days\" or \"5 working days\", "
                    "at most 10 years",
                    first_code_points(text, 40)));
}

std::string in_words(const Limit& limit) {
    if (limit.basis == TimeBasis::working) {
        return fmt::format("{} working day{}", limit.days, limit.days == 1 ? "" : "s");
    }
    if (limit.s % day_s == 0 && limit.s / day_s > 3) {
        return fmt::format("{} days", limit.s / day_s);
    }
    if (limit.s % hour_s == 0 && limit.s / hour_s > 1) {
        return fmt::format("{} h", limit.s / hour_s);
    }
    return limit.s % minute_s == 0 ? fmt::format("{} min", limit.s / minute_s) : fmt::format("{} s", limit.s);
}

}  // namespace bluelamp::policy
