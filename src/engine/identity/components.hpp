// SPDX-License-Identifier: Apache-2.0
/// Components: rows that hang together by pairs, a few hundred at a time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/identity/identity.hpp"

namespace bluelamp::identity {

struct Components {
    std::vector<std::uint32_t> rows;       ///< component after component
    std::vector<std::uint32_t> starts{0};  ///< of each in `rows`, and the end

    [[nodiscard]] std::size_t size() const { return starts.size() - 1; }
    [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t number) const {
        return std::span(rows).subspan(starts[number], starts[number + 1] - starts[number]);
    }
};
/// Components of more than one row of `rows`, connected by pairs of at least `threshold`. One of more than 400 rows is
/// cut at its weakest pairs until it is not: what hangs together so is a chain, no person.
[[nodiscard]] Components components_of(std::size_t rows, const std::vector<Pair>& pairs, float threshold);

}  // namespace bluelamp::identity
