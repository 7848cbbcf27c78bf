// SPDX-License-Identifier: Apache-2.0
#include "policing/people/packed_id.hpp"

#include <fmt/format.h>

#include <charconv>

namespace bluelamp::people {
namespace {

std::uint64_t hex(std::string_view digits) {
    std::uint64_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    invariant(read.ptr == digits.data() + digits.size(), "the id of a person on the register is a UUID");
    return number;
}

}  // namespace

PackedId packed(const SubjectId& id) {
    const std::string& text = id.text();
    invariant(is_uuid(text), "the id of a person on the register is a UUID");
    const std::string_view all(text);
    return {(hex(all.substr(0, 8)) << 32) | (hex(all.substr(9, 4)) << 16) | hex(all.substr(14, 4)),
            (hex(all.substr(19, 4)) << 48) | hex(all.substr(24, 12))};
}

SubjectId unpacked(const PackedId& id) {
    return SubjectId(fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", id.high >> 32, (id.high >> 16) & 0xFFFF,
                                 id.high & 0xFFFF, id.low >> 48, id.low & 0xFFFFFFFFFFFF));
}

}  // namespace bluelamp::people
