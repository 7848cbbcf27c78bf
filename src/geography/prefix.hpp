// SPDX-License-Identifier: Apache-2.0
/// Searching by the beginning of a word with a range, which both databases answer from an index: text >= p AND text <
/// after_prefix(p).
#pragma once

#include <string>
#include <string_view>

namespace bluelamp::geography {

/// The first text, in order of bytes, after all that begin with `prefix` (folded UTF-8, which never holds the byte
/// 0xFF).
[[nodiscard]] inline std::string after_prefix(std::string_view prefix) {
    // U+10FFFF is the last code point there is and no letter, so it stands behind every text that could follow.
    return std::string(prefix) + "\xF4\x8F\xBF\xBF";
}

/// The first text after `whole` itself: the range [whole, after_whole) holds nothing else.
[[nodiscard]] inline std::string after_whole(std::string_view whole) { return std::string(whole) + '\x01'; }

}  // namespace bluelamp::geography
