// SPDX-License-Identifier: Apache-2.0
/// Components: rows that hang together by pairs, a few hundred at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/identity/identity.hpp"

namespace bluelamp::identity {

/// Calls `visit` with the rows of each component of more than one row, connected by pairs of at least `threshold`. One
/// of more than 400 rows is cut at its weakest pairs until it is not: what hangs together so is a chain, no person.
void each_component(std::size_t rows, const std::vector<Pair>& pairs, float threshold,
                    const std::function<void(std::vector<std::uint32_t>&)>& visit);

}  // namespace bluelamp::identity
