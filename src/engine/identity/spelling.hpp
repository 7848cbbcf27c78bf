// SPDX-License-Identifier: Apache-2.0
/// Spelling: how far two words are apart, and how a word sounds. Bytes; words are plain (see plain.hpp).
#pragma once

#include <cstdint>
#include <string_view>

namespace bluelamp::identity {

/// Letters to add, drop, replace or swap with a neighbour to turn one into the other (optimal string alignment, after
/// Damerau 1964), or `most` + 1 when more than `most`. Only the first 60 bytes count.
[[nodiscard]] unsigned edits(std::string_view a, std::string_view b, unsigned most);

/// Jaro (1989) with Winkler's (1990) bonus for a common beginning; 0 to 1. Only the first 60 bytes count.
[[nodiscard]] double jaro_winkler(std::string_view a, std::string_view b);

/// The consonants as they sound in English, up to six, packed; vowels only at the front: "mohammed" and "muhamad",
/// "philip" and "filip", "steven" and "stephen" are one. 0 for a word without a letter.
[[nodiscard]] std::uint32_t sound(std::string_view word);

}  // namespace bluelamp::identity
