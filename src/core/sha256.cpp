// SPDX-License-Identifier: Apache-2.0
#include "core/sha256.hpp"

#include <charconv>
#include <utility>

#include <sodium.h>

namespace bluelamp {
namespace {

const unsigned char* octets(std::string_view data) { return reinterpret_cast<const unsigned char*>(data.data()); }

}  // namespace

static_assert(sizeof(crypto_hash_sha256_state) == 104, "Sha256::State must hold libsodium's state");

Sha256::Sha256() { crypto_hash_sha256_init(reinterpret_cast<crypto_hash_sha256_state*>(state_.bytes)); }

Sha256& Sha256::bytes(std::string_view data) {
    crypto_hash_sha256_update(reinterpret_cast<crypto_hash_sha256_state*>(state_.bytes), octets(data), data.size());
    return *this;
}

Sha256& Sha256::field(std::string_view data) {
    char length[8];
    for (int i = 0; i < 8; ++i) {
        length[i] = static_cast<char>((static_cast<std::uint64_t>(data.size()) >> (8 * (7 - i))) & 0xff);
    }
    return bytes(std::string_view(length, 8)).bytes(data);
}

Sha256& Sha256::field(std::int64_t number) {
    char digits[8];
    for (int i = 0; i < 8; ++i) {
        digits[i] = static_cast<char>((static_cast<std::uint64_t>(number) >> (8 * (7 - i))) & 0xff);
    }
    return field(std::string_view(digits, 8));
}

std::string Sha256::digest() {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(reinterpret_cast<crypto_hash_sha256_state*>(state_.bytes),
                             reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

std::string Sha256::hex() { return to_hex(digest()); }

std::string sha256_hex(std::string_view data) { return Sha256().bytes(data).hex(); }

std::string to_hex(std::string_view data) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(data.size() * 2);
    for (const char c : data) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4];
        text += digits[byte & 0x0f];
    }
    return text;
}

std::optional<std::string> from_hex(std::string_view hex) {
    std::string data(hex.size() / 2, '\0');
    for (std::size_t i = 0; i < data.size(); ++i) {
        // A sign, a space or an odd end is not written back either.
        std::from_chars(&hex[2 * i], &hex[2 * i] + 2, reinterpret_cast<unsigned char&>(data[i]), 16);
    }
    return to_hex(data) == hex ? std::optional(std::move(data)) : std::nullopt;
}

}  // namespace bluelamp
