// SPDX-License-Identifier: Apache-2.0
#include "core/id.hpp"

#include <sodium.h>

namespace bluelamp {
namespace {

/// RFC 9562 section 5.7: 48 bits of Unix milliseconds, version 7, 74 random bits, variant 10.
std::string format_uuid7(Instant now, std::string random) {
    static constexpr char hex[] = "0123456789abcdef";
    std::string bytes(16, '\0');
    for (int i = 0; i < 6; ++i) {
        bytes[static_cast<std::size_t>(i)] = static_cast<char>((now.ms >> (8 * (5 - i))) & 0xff);
    }
    bytes.replace(6, 10, random);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            text += '-';
        }
        const auto byte = static_cast<unsigned char>(bytes[i]);
        text += hex[byte >> 4];
        text += hex[byte & 0x0f];
    }
    return text;
}

}  // namespace

bool is_uuid(std::string_view text) {
    if (text.size() != 36) {
        return false;
    }
    for (std::size_t i = 0; i < 36; ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !hex) {
            return false;
        }
    }
    return true;
}

RandomIds::RandomIds() { invariant(sodium_init() >= 0, "libsodium could not start"); }

std::string RandomIds::uuid(Instant now) { return format_uuid7(now, bytes(10)); }

std::string RandomIds::bytes(std::size_t length) {
    std::string out(length, '\0');
    randombytes_buf(out.data(), out.size());
    return out;
}

std::string SeededIds::uuid(Instant now) { return format_uuid7(now, bytes(10)); }

std::string SeededIds::bytes(std::size_t length) {
    // SplitMix64 (Steele, Lea, Flood 2014): short, and every seed is good.
    std::string out;
    while (out.size() < length) {
        constexpr std::uint64_t step = 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = state_.fetch_add(step) + step;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        z ^= z >> 31;
        for (int i = 0; i < 8 && out.size() < length; ++i) {
            out += static_cast<char>((z >> (8 * i)) & 0xff);
        }
    }
    return out;
}

}  // namespace bluelamp
