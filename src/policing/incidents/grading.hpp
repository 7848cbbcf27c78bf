// SPDX-License-Identifier: Apache-2.0
/// Which level an incident stands at, and from when its limit runs. Pure; known to this desk only.
#pragma once

#include "policing/incidents/incidents.hpp"

namespace bluelamp::incidents {

/// A level and why, in words.
struct Choice {
    const policy::Level* level = nullptr;
    std::vector<std::string> because;  ///< what decided it first
};

/// The fastest of what the report says, what its type is graded at least, and what the contact knows; priority when
/// nobody says anything. Refuses a level that the policy does not have.
Result<Choice> level_for(const policy::Policy& policy, const Report& report, const policy::IncidentType* type,
                         const std::optional<Source>& source);

/// The level of that code, or `invalid` naming those there are.
Result<const policy::Level*> known_level(const policy::Policy& policy, std::string_view code);

/// Puts the incident at `choice`, decided at `now` under `policy`.
void put_at(Incident& incident, const policy::Policy& policy, const Choice& choice, Instant now);

}  // namespace bluelamp::incidents
