// SPDX-License-Identifier: Apache-2.0
#include "db/storable.hpp"

#include <cmath>
#include <cstring>

#include "core/text.hpp"

namespace bluelamp::db {
namespace {

/// True when every byte is 1 to 127. Eight at a time, because every text of every command passes here.
bool plain(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t tops = 0x8080808080808080U;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        // A byte below 1 borrows from its top bit; one above 127 has it.
        if ((((word - ones) | word) & tops) != 0) {
            return false;
        }
    }
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                       [](char c) { return static_cast<signed char>(c) > 0; });
}

}  // namespace

Result<void> storable(std::span<const Value> parameters) {
    for (const Value& value : parameters) {
        if (value.null()) {
            continue;
        }
        if (value.type() == Type::real && !std::isfinite(value.real())) {
            return fail(ErrorCode::invalid, "", "A number must be finite.");
        }
        if (value.type() != Type::text || plain(value.text())) {
            continue;
        }
        if (value.text().find('\0') != std::string_view::npos) {
            return fail(ErrorCode::invalid, "", "Text cannot hold the NUL character (code 0); take it out.");
        }
        if (!valid_utf8(value.text())) {
            return fail(ErrorCode::invalid, "", "Text must be UTF-8; convert it first.");
        }
    }
    return {};
}

}  // namespace bluelamp::db
