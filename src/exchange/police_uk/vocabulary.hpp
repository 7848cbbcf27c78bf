// SPDX-License-Identifier: Apache-2.0
/// The words of published files: each label in use at some time, and the one word (its kind) that stands for it in
/// figures.
///
/// Crime types and outcomes carry the names of the data.police.uk interface (reference/police_uk_categories.csv and
/// police_uk_outcomes.csv). Outcomes of stop and search changed their vocabulary at the turn of 2017 to 2018; both lead
/// to the same kinds. Labels are compared without regard to case. An unknown label has no kind: the row is kept and
/// counted.
#pragma once

#include <span>
#include <string_view>

namespace bluelamp::police_uk {

struct Label {
    std::string_view label;  ///< as published
    std::string_view kind;   ///< "bicycle-theft", "charged", "arrest"
};

[[nodiscard]] std::span<const Label> crime_labels();
[[nodiscard]] std::span<const Label> outcome_labels();
[[nodiscard]] std::span<const Label> search_outcome_labels();

/// The kind of a label of one of these lists, "" when it is not there. The view lives for ever.
[[nodiscard]] std::string_view kind_of(std::span<const Label> list, std::string_view label);

}  // namespace bluelamp::police_uk
