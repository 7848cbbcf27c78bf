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

}  // namespace

void each_component(std::size_t rows, const std::vector<Pair>& pairs, float threshold,
                    const std::function<void(std::vector<std::uint32_t>&)>& visit) {
    Sets sets(rows);
    for (const Pair& pair : pairs) {
        if (pair.weight >= threshold) {
            sets.join(pair.left, pair.right);
        }
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> members;  // component, row
    for (const Pair& pair : pairs) {
        if (pair.weight >= threshold) {
            members.emplace_back(sets.find(pair.left), pair.left);
            members.emplace_back(sets.find(pair.right), pair.right);
        }
    }
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    std::vector<bool> large(rows, false);
    bool any_large = false;
    for (std::size_t from = 0; from < members.size();) {
        std::size_t to = from;
        std::vector<std::uint32_t> component;
        for (; to < members.size() && members[to].first == members[from].first; ++to) {
            component.push_back(members[to].second);
        }
        if (component.size() <= most) {
            visit(component);
        } else {
            any_large = true;
            for (const std::uint32_t row : component) {
                large[row] = true;
            }
        }
        from = to;
    }
    if (!any_large || threshold > strongest) {
        return;
    }
    std::vector<Pair> left;
    std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(left),
                 [&](const Pair& pair) { return large[pair.left] && large[pair.right]; });
    each_component(rows, left, threshold + step, visit);
}

}  // namespace bluelamp::identity
