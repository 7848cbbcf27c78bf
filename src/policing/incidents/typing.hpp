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

/// The log in memory, and what belongs to it, are for no more than `visibility` to see; the caller keeps the log.
Result<void> narrow_log(db::Transaction& tx, const Act& act, const std::vector<Narrow>& others, Incident& incident,
                        std::int64_t visibility);
/// Duplicates tell of the same: they follow the log they were joined to.
Result<void> narrow_joined(db::Transaction& tx, const Act& act, const std::vector<Narrow>& others,
                           const Incident& primary);

}  // namespace bluelamp::incidents
