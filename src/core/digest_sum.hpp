// SPDX-License-Identifier: Apache-2.0
/// A sum of SHA-256 digests in any order: the fingerprint of a set of records that keeps changing.
///
/// Promises: adding and taking away cost the same however many digests are in it; equal sets have equal sums, and
/// nobody can find two different sets of one sum. LtHash: 1,024 lanes of 16 bits, each digest drawn out by ChaCha20
/// (Lewi, Kim, Maykov, Weis: Securing Update Propagation with Homomorphic Hashing, 2019). A digest is 64 hexadecimal
/// digits; anything else is a broken invariant.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bluelamp {

class DigestSum {
   public:
    /// The sum that `hex` wrote; "" is the empty one; nothing for any other text.
    [[nodiscard]] static std::optional<DigestSum> from_hex(std::string_view text);

    void add(std::string_view digest);
    void subtract(std::string_view digest);

    /// All of it, 4,096 digits: what must be kept to go on.
    [[nodiscard]] std::string hex() const;
    /// SHA-256 of `hex`: enough to compare.
    [[nodiscard]] std::string fingerprint() const;

   private:
    std::array<std::uint16_t, 1024> lanes_{};
};

}  // namespace bluelamp
