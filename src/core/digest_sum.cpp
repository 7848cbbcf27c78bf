// SPDX-License-Identifier: Apache-2.0
#include "core/digest_sum.hpp"

#include <sodium.h>

#include "core/result.hpp"
#include "core/sha256.hpp"

namespace bluelamp {
namespace {

using Lanes = std::array<std::uint16_t, 1024>;
using Bytes = std::array<unsigned char, 2 * std::tuple_size_v<Lanes>>;

template <std::size_t Size>
bool read_hex(std::string_view text, std::array<unsigned char, Size>& into) {
    std::size_t read = 0;
    const char* end = nullptr;
    const bool whole = sodium_hex2bin(into.data(), into.size(), text.data(), text.size(), nullptr, &read, &end) == 0;
    return whole && read == Size && end == text.data() + text.size();
}

/// High byte first.
Lanes lanes_of(const Bytes& bytes) {
    Lanes lanes{};
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        lanes[i] = static_cast<std::uint16_t>(bytes[2 * i] << 8 | bytes[2 * i + 1]);
    }
    return lanes;
}

Lanes drawn_out(std::string_view digest) {
    std::array<unsigned char, crypto_stream_chacha20_ietf_KEYBYTES> key{};
    invariant(read_hex(digest, key), "a digest is 64 hexadecimal digits");
    constexpr std::array<unsigned char, crypto_stream_chacha20_ietf_NONCEBYTES> nonce{};
    Bytes bytes{};
    crypto_stream_chacha20_ietf(bytes.data(), bytes.size(), nonce.data(), key.data());
    return lanes_of(bytes);
}

}  // namespace

std::optional<DigestSum> DigestSum::from_hex(std::string_view text) {
    DigestSum sum;
    Bytes bytes{};
    if (!text.empty() && !read_hex(text, bytes)) {
        return std::nullopt;
    }
    sum.lanes_ = lanes_of(bytes);
    return sum;
}

void DigestSum::add(std::string_view digest) {
    const Lanes more = drawn_out(digest);
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        lanes_[i] = static_cast<std::uint16_t>(lanes_[i] + more[i]);
    }
}

void DigestSum::subtract(std::string_view digest) {
    const Lanes less = drawn_out(digest);
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        lanes_[i] = static_cast<std::uint16_t>(lanes_[i] - less[i]);
    }
}

std::string DigestSum::hex() const {
    std::string bytes;
    for (const std::uint16_t lane : lanes_) {
        bytes += static_cast<char>(lane >> 8);
        bytes += static_cast<char>(lane & 0xff);
    }
    return to_hex(bytes);
}

std::string DigestSum::fingerprint() const { return sha256_hex(hex()); }

}  // namespace bluelamp
