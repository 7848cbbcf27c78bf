// SPDX-License-Identifier: Apache-2.0
/// Passwords: which are good enough, and argon2id (RFC 9106) by libsodium.
///
/// Promises: pure functions, safe from any thread. hash_password and check_password take tens of milliseconds and tens
/// of megabytes each by design: call them on a worker, never on the network thread or in the write lane.
/// Refuses: nothing silently; policy errors name the field "password" and the remedy.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bluelamp::access {

/// What one hash costs. As of libsodium's INTERACTIVE limits: 2 passes over 64 MiB.
struct PasswordCost {
    unsigned long long passes = 2;
    std::size_t memory_bytes = 64 * 1024 * 1024;
};

/// At least 12 characters, at most 512 bytes, UTF-8, not the username, not among the most common ones (NIST SP 800-63B
/// section 5.1.1.2: length and a list of known passwords rather than rules of composition).
Result<void> accept_password(std::string_view password, std::string_view username);

/// A self-describing argon2id string with its own random salt.
Result<std::string> hash_password(std::string_view password, const PasswordCost& cost = {});

/// Whether `password` is the one behind `hash`. Where `hash` is empty (no such account, nothing to compare) it takes as
/// long and answers false, so that the time does not tell which accounts exist.
bool check_password(std::string_view hash, std::string_view password, const PasswordCost& cost = {});

/// True when `hash` was made at another cost: hash again while the password is at hand.
bool needs_rehash(std::string_view hash, const PasswordCost& cost = {});

}  // namespace bluelamp::access
