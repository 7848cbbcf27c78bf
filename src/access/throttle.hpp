// SPDX-License-Identifier: Apache-2.0
/// Throttle: how often somebody may try a password.
///
/// Counts attempts per username and network address together, and per username from all addresses. After five that
/// failed (twenty over all addresses, so that a stranger cannot easily lock somebody out) each next one waits: 15
/// seconds, then twice as long each time, at most 15 minutes. Fifteen minutes without an attempt after a wait are
/// forgiveness (NIST SP 800-63B section 5.2.2).
///
/// Promises: an attempt counts from the moment it is allowed, so that many at once are no way around. In memory only: a
/// restart forgets. Memory is bounded; the names tried longest ago are forgotten first. Usernames are compared folded.
/// Safe from any thread.
/// Refuses: `too_many`, naming when to try again.
#pragma once

#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/instant.hpp"
#include "core/result.hpp"

namespace bluelamp::access {

class Throttle {
   public:
    explicit Throttle(std::size_t most = 10'000) : most_(most) {}

    /// Allows an attempt and counts it as failed until told otherwise.
    Result<void> attempt(std::string_view username, std::string_view peer, Instant now);
    /// The password was right: its attempts from `peer` are forgiven.
    void succeeded(std::string_view username, std::string_view peer);
    /// The attempt was never judged (the database was away): it does not count.
    void not_judged(std::string_view username, std::string_view peer);
    /// How many failures to journal now, this one included; 0 when that was done less than a minute ago. Names that do
    /// not exist count as one, so that trying names does not fill the journal.
    std::int64_t to_tell(std::optional<std::string_view> existing_username, Instant now);

    [[nodiscard]] std::size_t remembered() const;

   private:
    struct Tried {
        std::string key;
        int failures = 0;
        Instant last;                    ///< attempt
        std::optional<Instant> told_at;  ///< last journalled
        std::int64_t untold = 0;
    };
    using All = std::list<Tried>;  // most recently tried first

    Tried& tried(const std::string& key);
    static Instant next(Tried& of, int free, Instant now);
    void forgive(const std::string& key, int failures);

    const std::size_t most_;
    mutable std::mutex mutex_;
    All all_;
    std::unordered_map<std::string, All::iterator> by_key_;
};

}  // namespace bluelamp::access
