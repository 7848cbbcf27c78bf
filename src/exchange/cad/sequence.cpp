// SPDX-License-Identifier: Apache-2.0
#include "exchange/cad/sequence.hpp"

namespace bluelamp::cad {
namespace {

constexpr std::int64_t day_s = 86'400;

/// Seconds on an even scale of days, without zone: what a wall clock shows.
std::int64_t on_the_wall(const Clock& clock) {
    const std::chrono::sys_days day{std::chrono::year(clock.day.year) / static_cast<int>(clock.day.month) /
                                    static_cast<int>(clock.day.day)};
    return std::int64_t{day.time_since_epoch().count()} * day_s + clock.seconds;
}

}  // namespace

Sequence in_order(const Clocks& clocks, Midnight midnight, std::int64_t roll_after_s) {
    Sequence sequence{clocks, {}, {}};
    int days = 0;
    std::optional<std::size_t> before;
    for (std::size_t stage = 0; stage < stages; ++stage) {
        auto& clock = sequence.clocks[stage];
        if (!clock) {
            continue;
        }
        clock->day = plus_days(clock->day, days);
        const std::int64_t back = before ? on_the_wall(*sequence.clocks[*before]) - on_the_wall(*clock) : 0;
        if (back > roll_after_s && midnight == Midnight::roll) {
            ++days;
            clock->day = plus_days(clock->day, 1);
            sequence.rolled.push_back(stage);
        } else if (back > 0) {
            sequence.backward.push_back({stage, *before, back});
        }
        before = stage;
    }
    return sequence;
}

}  // namespace bluelamp::cad
