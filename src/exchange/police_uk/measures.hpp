// SPDX-License-Identifier: Apache-2.0
/// What published files can be asked: crimes, their outcomes on three bases, stop and search. Basis: published, never
/// recorded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "measures/measures.hpp"

namespace bluelamp::police_uk {

/// The measures of published files, for the list of the binary.
[[nodiscard]] std::vector<measures::Measure> measures();

/// Kinds of outcome that come from court records after a charge (reference/police_uk_outcomes.csv, from_court_records).
[[nodiscard]] const std::vector<std::string>& court_kinds();

/// The group of the 2001 census, of which both vocabularies of self-defined ethnicity can be made: "Asian", "Black",
/// "Mixed", "White", "Chinese or other", "Not stated". From 2018 Chinese is published under Asian; here it stays where
/// it was.
[[nodiscard]] std::string ethnic_group(std::string_view published);

}  // namespace bluelamp::police_uk
