// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {

Result<Incident> give_incident(db::Transaction& tx, const Act& act, const GiveIncident& wanted) {
    TRY(act.require(Permission::result_incidents));
    Incident incident = TRY(seen_open(tx, act, wanted.id));
    TRY(act.expect_version(incident.version));
    const auto name =
        TRY(tx.maybe(sql::owner_named, {act.force, wanted.to.text}, [](const db::Row& row) { return row.string(0); }));
    if (!name) {
        return fail(ErrorCode::invalid, "to",
                    "There is no such person or team that could own it; give person: or team: and its identifier.");
    }
    if (incident.owner.id == wanted.to.text) {
        return fail(ErrorCode::conflict, "to", *name + " owns it already.");
    }
    const std::string text = fmt::format("Given by {} to {}: {}", incident.owner.name, *name, wanted.reason.text);
    incident.owner = {wanted.to.text, *name};
    TRY(keep(tx, act, incident, {"incident.given", text, act.now}, wanted));
    TRY(deadlines::follow(tx, act, subject_of(incident)));
    return incident;
}

}  // namespace bluelamp::incidents
