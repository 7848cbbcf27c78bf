// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/by_key.hpp"

#include <algorithm>
#include <array>

namespace bluelamp::identity {
namespace {

constexpr unsigned bits = 11;
constexpr unsigned low = 64 - 2 * bits, high = 64 - bits;

/// One pass of a radix sort (Knuth, The Art of Computer Programming 3, 5.2.5): stable.
void distribute(const std::vector<Keyed>& from, std::vector<Keyed>& to, unsigned shift) {
    const auto digit = [shift](const Keyed& each) { return each.key >> shift & ((1U << bits) - 1); };
    std::array<std::uint32_t, 1U << bits> starts{};
    for (const Keyed& each : from) {
        ++starts[digit(each)];
    }
    std::uint32_t sum = 0;
    for (std::uint32_t& start : starts) {
        sum += std::exchange(start, sum);
    }
    for (const Keyed& each : from) {
        to[starts[digit(each)]++] = each;
    }
}

}  // namespace

void sort_by_key(std::vector<Keyed>& entries) {
    constexpr std::size_t few = 4096;
    if (entries.size() < few) {
        std::sort(entries.begin(), entries.end(), by_key);
        return;
    }
    std::vector<Keyed> other(entries.size());
    distribute(entries, other, low);
    distribute(other, entries, high);
    for (auto from = entries.begin(); from != entries.end();) {
        const auto next = std::find_if(from, entries.end(),
                                       [from](const Keyed& each) { return each.key >> low != from->key >> low; });
        if (!std::is_sorted(from, next, by_key)) {
            std::sort(from, next, by_key);
        }
        from = next;
    }
}

}  // namespace bluelamp::identity
