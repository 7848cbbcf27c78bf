// SPDX-License-Identifier: Apache-2.0
/// Groups: which of a few records are one person, given the evidence between every two. Agglomerative (UPGMA, Sokal and
/// Michener 1958): the two groups that fit best are joined while the evidence between them speaks for it. The evidence
/// between two groups is, for each comparison, the mean over those of their records that say something (and a part of
/// the best), so that a record that says little is neither lost nor a bridge, and a chain of two likenesses does not
/// join what contradicts itself.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/identity/model.hpp"

namespace bluelamp::identity {

/// `evidence(i, j)` for i < j < count; joined while prior and evidence come to at least `threshold`. Gives the group of
/// each, named by its lowest member. Of equal ones the lowest members are joined first.
[[nodiscard]] std::vector<std::uint32_t> grouped(std::uint32_t count, float prior, float threshold,
                                                 const std::function<Evidence(std::uint32_t, std::uint32_t)>& evidence);

}  // namespace bluelamp::identity
