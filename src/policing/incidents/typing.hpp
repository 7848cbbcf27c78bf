// SPDX-License-Identifier: Apache-2.0
/// What a type brings to an incident, when it is opened or later; known to this desk only.
#pragma once

#include "policing/incidents/incidents.hpp"

namespace bluelamp::incidents {

/// The type of that code, or `invalid` naming the field.
Result<const policy::IncidentType*> known_type(const policy::Policy& policy, std::string_view code);

/// access::Visibility that incidents of the type have at least.
[[nodiscard]] std::int64_t least_visibility(const policy::IncidentType& type);

[[nodiscard]] bool expects_crime(const policy::IncidentType& type);

/// Whom the type says to tell is told, and its welfare check runs from now.
Result<void> begin_type(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Incident& incident,
                        const policy::IncidentType& type);

}  // namespace bluelamp::incidents
