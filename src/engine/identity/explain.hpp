// SPDX-License-Identifier: Apache-2.0
/// Explain: a weight in words, comparison by comparison.
#pragma once

#include "engine/identity/model.hpp"

namespace bluelamp::identity {

/// `others` are records of one person: of each comparison the one that fits `record` best is told.
[[nodiscard]] Explanation explained(const Values& values, const Frequencies& frequencies, const Weights& weights,
                                    const Record& record, const std::vector<const Record*>& others);

}  // namespace bluelamp::identity
