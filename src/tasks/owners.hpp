// SPDX-License-Identifier: Apache-2.0
/// Lists of what several owners have, in one order. Each owner is asked by index and the answers are merged, because a
/// reader's own few among all there are must not cost reading them all.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.hpp"
#include "core/result.hpp"

namespace bluelamp::tasks {

/// The texts between the commas of a clearance that begin with `kind` ("person:", "team:"); all when empty.
[[nodiscard]] std::vector<std::string> owners_in(const access::Clearance& clearance, std::string_view kind = {});

/// What `ask(owner)` answers for each of the owners, the first `most` in the order of `before`.
template <class Item, class Ask, class Before>
Result<std::vector<Item>> merged(const std::vector<std::string>& owners, std::size_t most, Ask ask, Before before) {
    std::vector<Item> all;
    for (const std::string& owner : owners) {
        std::vector<Item> some = TRY(ask(owner));
        all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    std::sort(all.begin(), all.end(), before);
    all.resize(std::min(all.size(), most));
    return all;
}

}  // namespace bluelamp::tasks
