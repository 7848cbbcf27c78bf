// SPDX-License-Identifier: Apache-2.0
/// The id of a person in 16 bytes, for copies of the register in memory. Known to this desk only.
#pragma once

#include "policing/people/people.hpp"

namespace bluelamp::people {

struct PackedId {
    std::uint64_t high = 0, low = 0;
    friend auto operator<=>(const PackedId&, const PackedId&) = default;  ///< as of the texts
};
struct HashOfPackedId {
    std::size_t operator()(const PackedId& id) const { return id.low ^ (id.high * 0x9E3779B97F4A7C15U); }
};
/// An id of the register is a UUID; anything else is a broken invariant.
[[nodiscard]] PackedId packed(const SubjectId& id);
[[nodiscard]] SubjectId unpacked(const PackedId& id);

}  // namespace bluelamp::people
