// SPDX-License-Identifier: Apache-2.0
/// Identifiers: UUID version 7 (RFC 9562) as text, one C++ type per kind of record so that they cannot be swapped.
#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "core/instant.hpp"
#include "core/result.hpp"

namespace bluelamp {

/// True for the 36-character lower-case form of any UUID.
[[nodiscard]] bool is_uuid(std::string_view text);

/// An identifier of the kind named by `Tag`. Empty only when default-made; `parse` refuses anything but a UUID.
template <class Tag>
class Id {
   public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}

    static Result<Id> parse(std::string_view text) {
        if (!is_uuid(text)) {
            return fail(ErrorCode::invalid, "id", "This is not an identifier; copy it whole from the record.");
        }
        return Id(std::string(text));
    }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    friend auto operator<=>(const Id&, const Id&) = default;

   private:
    std::string text_;
};

using ForceId = Id<struct ForceTag>;  ///< the force's police.uk name ("city-of-london"): the one id that is not a UUID
using AccountId = Id<struct AccountTag>;  ///< somebody or something that can sign in
using TeamId = Id<struct TeamTag>;

/// Makes time-ordered identifiers. Injected, so that tests and simulations repeat exactly.
class IdSource {
   public:
    virtual ~IdSource() = default;
    /// A fresh UUIDv7 whose first 48 bits are `now`. Safe to call from any thread.
    [[nodiscard]] virtual std::string uuid(Instant now) = 0;
    /// Fills `length` bytes from the same source of randomness (salts).
    [[nodiscard]] virtual std::string bytes(std::size_t length) = 0;

    template <class AnId>
    AnId make(Instant now) {
        return AnId(uuid(now));
    }
};

/// The operating system's randomness (libsodium).
class RandomIds final : public IdSource {
   public:
    RandomIds();
    std::string uuid(Instant now) override;
    std::string bytes(std::size_t length) override;
};

/// The same sequence for the same seed (tests, simulation). Not for production: it can be guessed.
class SeededIds final : public IdSource {
   public:
    explicit SeededIds(std::uint64_t seed) : state_(seed) {}
    std::string uuid(Instant now) override;
    std::string bytes(std::size_t length) override;

   private:
    std::atomic<std::uint64_t> state_;
};

}  // namespace bluelamp

template <class Tag>
struct std::hash<bluelamp::Id<Tag>> {
    std::size_t operator()(const bluelamp::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.text()); }
};
