// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/neighbours.hpp"

#include <algorithm>

#include "engine/identity/spelling.hpp"

namespace bluelamp::identity {
namespace {

constexpr std::size_t shortest = 3, longest = 24;

template <class Visit>
void each_deletion(std::string_view plain, const Visit& visit) {
    visit(digest(plain));
    std::string shorter;
    for (std::size_t out = 0; out < plain.size(); ++out) {
        if (out > 0 && plain[out] == plain[out - 1]) {
            continue;  // leaves the same
        }
        shorter.assign(plain.substr(0, out)).append(plain.substr(out + 1));
        visit(digest(shorter));
    }
}

}  // namespace

void Neighbours::follow(const Records& records) {
    for (; next_ < records.names.size(); ++next_) {
        const std::string_view plain = records.names[next_];
        if (plain.size() >= shortest && plain.size() <= longest) {
            each_deletion(plain, [&](std::uint64_t key) { filed_.add(key, next_); });
        }
    }
}

std::vector<ValueId> Neighbours::of(const Records& records, std::string_view plain) const {
    std::vector<ValueId> found;
    if (plain.size() < shortest || plain.size() > longest) {
        return found;
    }
    each_deletion(plain, [&](std::uint64_t key) {
        const auto ids = filed_.rows(key);
        found.insert(found.end(), ids.begin(), ids.end());
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::erase_if(found, [&](ValueId id) {
        const std::string_view other = records.names[id];
        return other == plain || edits(plain, other, 1) > 1;
    });
    return found;
}

}  // namespace bluelamp::identity
