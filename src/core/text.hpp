// SPDX-License-Identifier: Apache-2.0
/// Text: UTF-8 checks, folding for search columns, cutting into words, and strict numbers.
///
/// Promises: nothing here depends on the locale; every function accepts any bytes and none reads past its view.
/// `fold` and `words` decide what search columns hold, so a change to either needs those columns written again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bluelamp {

/// True for well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool valid_utf8(std::string_view text);

/// The form in which text is compared: compatibility composed and case folded (Unicode NFKC casefold), accents
/// and other marks taken off, typographic apostrophes straight, runs of space one space, none at the ends.
/// "  CAFÉ\tNoël" → "cafe noel". Bytes that are not UTF-8 count as spaces.
[[nodiscard]] std::string fold(std::string_view text);

/// The folded words of a text: runs of letters and digits; an apostrophe joins ("O'Brien" → "obrien"), everything
/// else parts ("anti-social" → "anti", "social"). Repeated words are kept, in order.
[[nodiscard]] std::vector<std::string> words(std::string_view text);

/// Without ASCII spaces, tabs and line breaks at the ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// At most the first `count` code points; never cuts one in half.
[[nodiscard]] std::string_view first_code_points(std::string_view text, std::size_t count);

/// The whole string as a decimal integer: optional minus, digits, nothing else; nothing when it does not fit.
[[nodiscard]] std::optional<std::int64_t> parse_int(std::string_view text);

/// The whole string as a finite decimal number with a point; exponents allowed; no "inf", "nan", hexadecimal or spaces.
[[nodiscard]] std::optional<double> parse_real(std::string_view text);

}  // namespace bluelamp
