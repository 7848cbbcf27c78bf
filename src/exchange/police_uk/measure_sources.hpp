// SPDX-License-Identifier: Apache-2.0
/// How measures ask the published tables. Internal to this folder.
#pragma once

#include "measures/measures.hpp"

namespace bluelamp::police_uk {

/// Crimes of the street files; all of them, or those whose newest outcome is the one asked for. `outcomes` are those
/// that can be asked for: a series through them has a point for each.
[[nodiscard]] measures::Source crimes_source();
[[nodiscard]] measures::Source tracked_source(std::vector<std::string> outcomes);
/// Outcomes given in the period, out of those given; or out of the crimes of the same period.
[[nodiscard]] measures::Source closed_source(std::vector<std::string> outcomes);
[[nodiscard]] measures::Source ratio_source(std::vector<std::string> outcomes);

enum class StopsThatCount { all, find, linked };
[[nodiscard]] measures::Source stops_source(StopsThatCount counts);

/// What an outcome that is asked for covers in a street file: a charge is overwritten there by what the court did
/// later.
[[nodiscard]] std::string tracked_kinds(std::string_view outcome);

}  // namespace bluelamp::police_uk
