// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"
#include "policing/incidents/typing.hpp"

namespace bluelamp::incidents {

Result<void> narrow_log(db::Transaction& tx, const Act& act, const std::vector<Narrow>& others, Incident& incident,
                        std::int64_t visibility) {
    TRY(out_of_sight(tx, act, incident, visibility));
    incident.visibility = visibility;
    const deadlines::Subject subject = subject_of(incident);
    TRY(deadlines::follow(tx, act, subject));
    TRY(tasks::follow(tx, subject.about, subject.visibility));
    TRY(people::follow(tx, act, subject.about, subject.owner, subject.visibility));
    for (const Narrow& other : others) {
        TRY(other(tx, act, incident));
    }
    return {};
}

Result<void> narrow_joined(db::Transaction& tx, const Act& act, const std::vector<Narrow>& others,
                           const Incident& primary) {
    constexpr auto all = static_cast<std::int64_t>(access::Visibility::secret);
    for (Incident& joined : TRY(tx.many(sql::joined_to, {tx.force(), all, ",", primary.id}, read_incident_row))) {
        if (joined.visibility < primary.visibility) {
            TRY(narrow_log(tx, act, others, joined, primary.visibility));
            const std::string text = fmt::format("Restricted with {}.", primary.reference);
            TRY(keep(tx, act, joined, {"incident.narrowed", text, act.now}, OneIncident{primary.id}));
        }
    }
    return {};
}

Result<void> narrow(db::Transaction& tx, const Act& act, const std::vector<Narrow>& others, const IncidentId& id,
                    std::int64_t visibility) {
    Incident incident = TRY(held(tx, act.force, id));
    if (incident.joined_to) {  // one event: the log that goes on tells the same
        incident = TRY(held(tx, act.force, *incident.joined_to));
    }
    if (incident.visibility < visibility) {
        TRY(narrow_log(tx, act, others, incident, visibility));
        TRY(keep(tx, act, incident, {"incident.narrowed", "For fewer to see from now on.", act.now},
                 OneIncident{incident.id}));
    }
    return narrow_joined(tx, act, others, incident);
}

}  // namespace bluelamp::incidents
