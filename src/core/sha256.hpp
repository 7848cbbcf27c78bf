// SPDX-License-Identifier: Apache-2.0
/// SHA-256 (FIPS 180-4) by libsodium, and hexadecimal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bluelamp {

/// Feeds a digest piece by piece. `field` writes an 8-byte big-endian length first, so that no two sequences of fields
/// give the same bytes.
class Sha256 {
   public:
    Sha256();
    Sha256& bytes(std::string_view data);
    Sha256& field(std::string_view data);
    Sha256& field(std::int64_t number);
    /// The 32 bytes, or their 64 hexadecimal digits. The digest is then spent.
    [[nodiscard]] std::string digest();
    [[nodiscard]] std::string hex();

   private:
    struct State {
        alignas(8) unsigned char bytes[104];
    };
    State state_;
};

[[nodiscard]] std::string sha256_hex(std::string_view data);
[[nodiscard]] std::string to_hex(std::string_view data);
/// The bytes that `to_hex` wrote; nothing for any other text, capitals included.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view hex);

}  // namespace bluelamp
