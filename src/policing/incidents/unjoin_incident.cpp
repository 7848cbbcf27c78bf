// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {

Result<Incident> unjoin_incident(db::Transaction& tx, const Act& act, const Ground& ground, const WithReason& wanted) {
    TRY(act.require(Permission::result_incidents));
    Incident incident = TRY(seen(tx, act, wanted.id));
    if (!incident.joined_to) {
        return fail(ErrorCode::conflict, "id", "This log is not joined to another one.");
    }
    // Not `seen`: whoever may see the duplicate may undo what was done to it.
    Incident primary = TRY(tx.one(sql::one_incident, {act.force, *incident.joined_to, 2, ","}, read_incident_row));
    incident.status = Status::open;
    incident.intervals.closed_at.reset();
    incident.joined_to.reset();
    TRY(keep(tx, act, incident,
             {"incident.unjoined", fmt::format("Taken out of {}: {}", primary.reference, wanted.reason.text), act.now},
             wanted));
    // Its promises run again from where they ran.
    TRY(happened(tx, act, ground.policy, incident, {"incident.unjoined", act.now}));
    if (!incident.attended) {
        TRY(happened(tx, act, ground.policy, incident,
                     {"incident.graded", incident.clock_from.value_or(incident.opened_at)}));
    }
    if (incident.crime_suspected && TRY(crimes_of(tx, act.force, incident.id)).empty()) {
        TRY(happened(tx, act, ground.policy, incident,
                     {"crime.suspected", incident.received_at.value_or(incident.opened_at)}));
    }
    TRY(tell(tx, act, primary,
             {"incident.duplicate_unjoined",
              fmt::format("{} was taken out of this log again: {}", incident.reference, wanted.reason.text), act.now},
             wanted));
    return incident;
}

}  // namespace bluelamp::incidents
