// SPDX-License-Identifier: Apache-2.0
/// Keys: what records are filed under, made of digests of what they say, so that they do not depend on the order in
/// which records came.
#pragma once

#include "engine/identity/records.hpp"

namespace bluelamp::identity {

/// 0: not known.
struct KeyParts {
    std::uint64_t given = 0, given_sound = 0, given_letter = 0;
    std::uint64_t surname = 0, surname_sound = 0, surname_letter = 0;
    std::uint64_t born = 0, year = 0, month_day = 0, year_month = 0;
    std::uint64_t phone = 0, phone_front = 0, phone_back = 0, email = 0, identifier = 0, address = 0, number = 0,
                  street = 0, postcode = 0, district = 0;
    std::uint64_t spot = 0;  ///< locality, or else place
};
[[nodiscard]] KeyParts key_parts(const Values& values, const Record& record);

[[nodiscard]] constexpr std::uint64_t mixed_key(std::uint64_t hash, std::uint64_t part) {
    hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL;
    return hash ^ hash >> 29;
}

/// Of parts that must all be known; 0 when one is not.
template <class... Parts>
[[nodiscard]] std::uint64_t key(std::uint64_t rule, Parts... parts) {
    if (((parts == 0) || ...)) {
        return 0;
    }
    std::uint64_t hash = mixed_key(0x51ED2701, rule);
    ((hash = mixed_key(hash, parts)), ...);
    return hash | 1U;
}

}  // namespace bluelamp::identity
