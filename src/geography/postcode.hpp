// SPDX-License-Identifier: Apache-2.0
/// Postcodes of the United Kingdom: "SW1A 1AA", or the outward half alone ("SW1A").
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bluelamp::geography {

struct Postcode {
    std::string outward;  ///< "SW1A"
    std::string inward;   ///< "1AA"; empty when only the outward half was given

    [[nodiscard]] bool whole() const { return !inward.empty(); }
    /// "SW1A 1AA" or "SW1A".
    [[nodiscard]] std::string text() const { return whole() ? outward + " " + inward : outward; }
    friend bool operator==(const Postcode&, const Postcode&) = default;
};

/// Reads a postcode however it is typed ("sw1a1aa", " SW1A  1AA "). Checks its shape, not that Royal Mail delivers
/// there. Nothing is guessed: O for 0 is refused, because a wrong guess sends help to another street.
[[nodiscard]] Result<Postcode> parse_postcode(std::string_view text);

}  // namespace bluelamp::geography
