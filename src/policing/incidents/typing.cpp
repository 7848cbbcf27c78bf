// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/typing.hpp"

#include "policing/incidents/store.hpp"

namespace bluelamp::incidents {

Result<const policy::IncidentType*> known_type(const policy::Policy& policy, std::string_view code) {
    const policy::IncidentType* type = policy.type(code);
    if (type == nullptr) {
        return fail(ErrorCode::invalid, "type", "The policy has no such type of incident; use a code of its table.");
    }
    return type;
}

std::int64_t least_visibility(const policy::IncidentType& type) {
    return static_cast<std::int64_t>(type.restricted ? access::Visibility::restricted : access::Visibility::everyone);
}

bool expects_crime(const policy::IncidentType& type) { return type.crime_expected == policy::CrimeExpected::yes; }

Result<void> begin_type(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Incident& incident,
                        const policy::IncidentType& type) {
    if (type.welfare_check_s) {
        TRY(happened(tx, act, policy, incident,
                     {"incident.welfare_due", act.now + std::chrono::seconds(*type.welfare_check_s)}));
    }
    for (const std::string& role : type.notify) {
        TRY(tasks::tell(tx, act, access::OwnerId::holders_of(role), tasks::NoticeKind::message,
                        fmt::format("{}, {}: {}", type.title, incident.level->title, incident.reference),
                        subject_of(incident).about));
    }
    return {};
}

}  // namespace bluelamp::incidents
