// SPDX-License-Identifier: Apache-2.0
/// Any bytes as text that people typed: what is compared and searched is well-formed and folding it again changes
/// nothing, nothing is cut in half, and numbers and instants that are read are written and read the same.
#include <cmath>
#include <cstdint>

#include "core/instant.hpp"
#include "core/text.hpp"
#include "fuzz/require.hpp"

namespace {

using namespace bluelamp;

void folds(std::string_view text) {
    const std::string folded = fold(text);
    require(valid_utf8(folded) && trim(folded) == folded);
    require(fold(folded) == folded);
    const auto found = words(text);
    require(found == words(folded));
    for (const std::string& word : found) {
        require(!word.empty() && words(word) == std::vector<std::string>{word});
    }
}

void cuts(std::string_view text) {
    const std::string_view first = first_code_points(text, 7);
    require(text.starts_with(first) && first.size() <= 28);
    require(!valid_utf8(text) || valid_utf8(first));
    require(trim(trim(text)) == trim(text));
}

void numbers_and_instants(std::string_view text) {
    const auto whole = parse_int(text);
    require(!whole || parse_int(std::to_string(*whole)) == whole);
    const auto real = parse_real(text);
    require(!real || std::isfinite(*real));
    const auto at = parse_rfc3339(text);
    require(!at || parse_rfc3339(rfc3339(*at)).value() == *at);
    const auto on = parse_date(text);
    require(!on || (exists(*on) && iso(*on) == text));
    const auto month = parse_month(text);
    require(!month || iso(*month) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    folds(bytes);
    cuts(bytes);
    numbers_and_instants(bytes);
    return 0;
}
