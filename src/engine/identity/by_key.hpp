// SPDX-License-Identifier: Apache-2.0
/// Rows in the order of their keys, those of one key in the order in which they were.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace bluelamp::identity {

struct Keyed {
    std::uint64_t key;
    std::uint32_t row;
};
[[nodiscard]] inline bool by_key(const Keyed& a, const Keyed& b) {
    return a.key < b.key || (a.key == b.key && a.row < b.row);
}
/// Rows must come in their order. Fast for keys that are digests: few of a million share their first 22 bits.
void sort_by_key(std::vector<Keyed>& entries);

/// `visit(from, to)` for each stretch of equal keys in what is sorted.
template <class Visit>
void each_key(std::span<const Keyed> entries, const Visit& visit) {
    for (std::size_t from = 0; from < entries.size();) {
        std::size_t to = from + 1;
        while (to < entries.size() && entries[to].key == entries[from].key) {
            ++to;
        }
        visit(from, to);
        from = to;
    }
}

}  // namespace bluelamp::identity
