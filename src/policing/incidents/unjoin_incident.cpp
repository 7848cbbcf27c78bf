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
    Incident primary = TRY(held(tx, act.force, *incident.joined_to));
    incident.status = Status::open;
    incident.intervals.closed_at.reset();
    incident.joined_to.reset();
    WithReason kept = wanted;
    kept.reason.text = "For fewer to see.";
    const bool of_primary = may_tell_of(primary, incident), of_duplicate = may_tell_of(incident, primary);
    const std::string taken_out = of_primary ? fmt::format("Taken out of {}: {}", primary.reference, wanted.reason.text)
                                             : "Taken out of the log it was joined to.";
    TRY(keep(tx, act, incident, {"incident.unjoined", taken_out, act.now}, of_primary ? wanted : kept));
    // Its promises run again from where they ran.
    TRY(happened(tx, act, ground.policy, incident, {"incident.unjoined", act.now}));
    if (!incident.attended) {
        TRY(happened(tx, act, ground.policy, incident,
                     {"incident.graded", incident.clock_from.value_or(incident.opened_at)}));
    }
    TRY(suspect_again(tx, act, ground.policy, incident));
    const std::string lost =
        of_duplicate ? fmt::format("{} was taken out of this log again: {}", incident.reference, wanted.reason.text)
                     : "A joined log was taken out of this one again.";
    TRY(tell(tx, act, primary, {"incident.duplicate_unjoined", lost, act.now}, of_duplicate ? wanted : kept));
    return incident;
}

}  // namespace bluelamp::incidents
