// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/store.hpp"

namespace bluelamp::incidents {

Result<Incident> give_incident(db::Transaction& tx, const Act& act, const GiveIncident& wanted) {
    TRY(act.require(Permission::result_incidents));
    Incident incident = TRY(seen_open(tx, act, wanted.id));
    TRY(act.expect_version(incident.version));
    const std::string name = TRY(tasks::owner_who_may(tx, act, {wanted.to.text}, Permission::read_incidents, "to"));
    if (incident.owner.id == wanted.to.text) {
        return fail(ErrorCode::conflict, "to", name + " owns it already.");
    }
    const std::string text = fmt::format("Given by {} to {}: {}", incident.owner.name, name, wanted.reason.text);
    if (incident.visibility > 0) {
        TRY(out_of_sight(tx, act, incident, incident.visibility));  // of whoever sees it only as its owner
    }
    incident.owner = {wanted.to.text, name};
    TRY(keep(tx, act, incident, {"incident.given", text, act.now}, wanted));
    const deadlines::Subject subject = subject_of(incident);
    TRY(deadlines::follow(tx, act, subject));
    TRY(people::follow(tx, act, subject.about, subject.owner, subject.visibility));
    TRY(tasks::tell_given(tx, act, {incident.owner.id}, subject.about, wanted.reason.text));
    return incident;
}

}  // namespace bluelamp::incidents
