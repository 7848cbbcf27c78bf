// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/store.hpp"

namespace bluelamp::incidents {

Result<Incident> reopen_incident(db::Transaction& tx, const Act& act, const Ground& ground, const WithReason& wanted) {
    TRY(act.require(Permission::result_incidents));
    Incident incident = TRY(seen(tx, act, wanted.id));
    TRY(act.expect_version(incident.version));
    if (incident.origin == Origin::imported) {
        return fail(ErrorCode::conflict, "id", "This is the history of another system and is not changed here.");
    }
    if (incident.joined_to) {
        return fail(ErrorCode::conflict, "id", "This log was joined to another one as a duplicate; unjoin it.");
    }
    if (incident.status == Status::open) {
        return fail(ErrorCode::conflict, "id", "This incident is open already.");
    }
    incident.status = Status::open;
    incident.intervals.closed_at.reset();
    incident.ended.reset();
    TRY(keep(tx, act, incident, {"incident.reopened", "Reopened: " + wanted.reason.text, act.now}, wanted));
    TRY(happened(tx, act, ground.policy, incident, {"incident.reopened", act.now}));
    TRY(suspect_again(tx, act, ground.policy, incident));
    return incident;
}

}  // namespace bluelamp::incidents
