// SPDX-License-Identifier: Apache-2.0
/// When who is told: pure, from the rule of a promise as it stood in the version of the policy it was made under.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/instant.hpp"
#include "policy/policy.hpp"

namespace bluelamp::deadlines {

using Tellings = std::span<const policy::Telling>;

/// In order of their instants. Of a rule that the policy does not have, the breach to the owner: a promise does not
/// fall silent because its version of the policy is not at hand.
[[nodiscard]] Tellings tellings_of(const policy::Policy& policy, std::string_view rule);

[[nodiscard]] inline Instant tell_at(const policy::Telling& telling, Instant due_at) {
    return due_at + std::chrono::seconds(telling.offset_s);
}

/// The instant of the next telling after `told` of them; nothing when all were told.
[[nodiscard]] std::optional<Instant> next_at(Tellings tellings, Instant due_at, std::int64_t told);

/// How many count as told at `now`: a warning that was not given before the breach says nothing that the breach does
/// not.
[[nodiscard]] std::int64_t without_late_warnings(Tellings tellings, Instant due_at, std::int64_t told, Instant now);

/// How many stay told when a promise falls due at another instant: those that lie ahead are told again.
[[nodiscard]] std::int64_t still_told(Tellings tellings, Instant due_at, std::int64_t told, Instant now);

/// "Record the crime: due 21 November at 09:00." as it is to be said at `now`.
[[nodiscard]] std::string words_for(std::string_view title, Instant due_at, Instant now);

}  // namespace bluelamp::deadlines
