// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/components.hpp"

#include <algorithm>
#include <numeric>

namespace bluelamp::identity {
namespace {

/// Disjoint sets (Tarjan 1975, path halving).
class Sets {
   public:
    explicit Sets(std::size_t rows) : parent_(rows) { std::iota(parent_.begin(), parent_.end(), 0U); }
    std::uint32_t find(std::uint32_t row) {
        while (parent_[row] != row) {
            parent_[row] = parent_[parent_[row]];
            row = parent_[row];
        }
        return row;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = find(a);
        b = find(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

   private:
    std::vector<std::uint32_t> parent_;
};

constexpr std::size_t most = 400;
constexpr float step = 2;
constexpr float strongest = 60;

/// All rows by the first of those they hang together with.
Components connected(std::size_t rows, const std::vector<Pair>& pairs, float threshold) {
    Sets sets(rows);
    for (const Pair& pair : pairs) {
        if (pair.weight >= threshold) {
            sets.join(pair.left, pair.right);
        }
    }
    std::vector<std::uint32_t> next(rows + 1, 0);
    for (std::uint32_t row = 0; row < rows; ++row) {
        ++next[sets.find(row) + 1];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    Components all;
    std::unique_copy(next.begin() + 1, next.end(), std::back_inserter(all.starts));
    all.rows.resize(rows);
    for (std::uint32_t row = 0; row < rows; ++row) {
        all.rows[next[sets.find(row)]++] = row;
    }
    return all;
}

void add_cut(Components& found, const std::vector<Pair>& pairs, std::size_t rows, float threshold) {
    const Components all = connected(rows, pairs, threshold);
    std::vector<bool> large(rows, false);
    bool any_large = false;
    for (std::size_t number = 0; number < all.size(); ++number) {
        const auto component = all[number];
        if (component.size() > most) {
            any_large = true;
            std::for_each(component.begin(), component.end(), [&](std::uint32_t row) { large[row] = true; });
        } else if (component.size() > 1) {
            found.rows.insert(found.rows.end(), component.begin(), component.end());
            found.starts.push_back(static_cast<std::uint32_t>(found.rows.size()));
        }
    }
    if (!any_large || threshold > strongest) {
        return;
    }
    std::vector<Pair> left;
    std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(left),
                 [&](const Pair& pair) { return large[pair.left] && large[pair.right]; });
    add_cut(found, left, rows, threshold + step);
}

}  // namespace

Components components_of(std::size_t rows, const std::vector<Pair>& pairs, float threshold) {
    Components found;
    add_cut(found, pairs, rows, threshold);
    return found;
}

}  // namespace bluelamp::identity
