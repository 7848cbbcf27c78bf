// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/nicknames.hpp"

#include <algorithm>

namespace bluelamp::identity {

NicknameId nickname_id(std::string_view plain) {
    const auto found = std::lower_bound(nicknames::names.begin(), nicknames::names.end(), plain);
    const bool known = found != nicknames::names.end() && *found == plain;
    return known ? static_cast<NicknameId>(found - nicknames::names.begin() + 1) : NicknameId{0};
}

std::span<const std::uint16_t> places_related(NicknameId id) {
    if (id == 0) {
        return {};
    }
    const std::size_t place = id - 1U;
    return nicknames::related.subspan(nicknames::starts[place],
                                      nicknames::starts[place + 1] - nicknames::starts[place]);
}

std::string_view name_at(std::uint16_t place) { return nicknames::names[place]; }

bool is_nickname(NicknameId a, NicknameId b) {
    const auto related = places_related(a);
    return b != 0 && std::binary_search(related.begin(), related.end(), static_cast<std::uint16_t>(b - 1));
}

bool share_name(NicknameId a, NicknameId b) {
    const auto left = places_related(a), right = places_related(b);
    for (auto i = left.begin(), j = right.begin(); i != left.end() && j != right.end();) {
        if (*i == *j) {
            return true;
        }
        ++(*i < *j ? i : j);
    }
    return false;
}

}  // namespace bluelamp::identity
