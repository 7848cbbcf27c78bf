// SPDX-License-Identifier: Apache-2.0
/// The stages of one incident in the order in which they must happen, and what its clocks say about that. Pure.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "core/instant.hpp"
#include "policing/incidents/incidents.hpp"

namespace bluelamp::cad {

inline constexpr std::array<std::string_view, 9> stage_names{"called", "answered", "created", "graded", "dispatched",
                                                             "mobile", "arrived",  "cleared", "closed"};
inline constexpr std::size_t stages = stage_names.size();
inline constexpr std::size_t created_stage = 2;

/// A wall-clock time on a day, as the file gives it.
struct Clock {
    LocalDate day;
    int seconds = 0;
};
using Clocks = std::array<std::optional<Clock>, stages>;

/// A stage that stands before the stage it must follow.
struct BackwardStep {
    std::size_t stage = 0, before = 0;
    std::int64_t seconds = 0;  ///< by how much
    friend bool operator==(const BackwardStep&, const BackwardStep&) = default;
};

struct Sequence {
    Clocks clocks;                    ///< with the days that midnight moved
    std::vector<std::size_t> rolled;  ///< the stages before which midnight came
    std::vector<BackwardStep> backward;
};

/// What to do when a time of day is earlier than the one before it.
enum class Midnight { keep, roll };

/// Puts times of day in order. With `roll`, a stage more than `roll_after_s` earlier than the one before it happened
/// after midnight, and so did those that follow. A smaller step back is a clock that was wrong: it is kept as given and
/// listed.
[[nodiscard]] Sequence in_order(const Clocks& clocks, Midnight midnight, std::int64_t roll_after_s);

/// A time of day more than half a day back is nearer to the next day's than to a clock's error.
inline constexpr std::int64_t half_a_day_s = std::int64_t{12} * 3600;

}  // namespace bluelamp::cad
