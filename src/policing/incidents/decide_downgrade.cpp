// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/regrading.hpp"
#include "policing/incidents/store.hpp"

namespace bluelamp::incidents {
namespace {

/// The change that waits, for a person other than who proposed it.
Result<GradeChange> waiting(db::Transaction& tx, const Act& act, const DecideDowngrade& wanted) {
    for (GradeChange& change : TRY(grade_changes_of(tx, act.force, wanted.id))) {
        if (change.id != wanted.change) {
            continue;
        }
        if (change.state != ChangeState::proposed) {
            return fail(ErrorCode::conflict, "change",
                        fmt::format("This change is {} and no longer waits; read the history again.",
                                    json::Format<ChangeState>::name(change.state)));
        }
        if (change.asked_by.id == act.actor.id.text()) {
            return fail(ErrorCode::forbidden, "change",
                        "You proposed it; a lower grade is decided by a second person.");
        }
        return change;
    }
    return fail(ErrorCode::not_found, "change", "This incident has no such change of its grade.");
}

}  // namespace

Result<GradeChange> approve_downgrade(db::Transaction& tx, const Act& act, const Ground& ground,
                                      const DecideDowngrade& wanted) {
    TRY(act.require(Permission::approve_downgrade));
    Incident incident = TRY(seen_open(tx, act, wanted.id));
    GradeChange change = TRY(waiting(tx, act, wanted));
    const policy::Level* level = TRY(known_level(ground.policy, change.to.code));
    TRY(decide(tx, act, change, ChangeState::approved, wanted.reason.text));
    TRY(regrade(tx, act, ground, incident, {level, {change.reason}}));
    ++incident.lowered;
    TRY(keep(tx, act, incident,
             {"incident.downgrade_approved",
              fmt::format("Graded {} by {} and {}: {} {}", level->title, change.asked_by.name, act.actor.name,
                          change.reason, wanted.reason.text),
              act.now},
             change));
    return change;
}

Result<GradeChange> refuse_downgrade(db::Transaction& tx, const Act& act, const Ground&,
                                     const DecideDowngrade& wanted) {
    TRY(act.require(Permission::approve_downgrade));
    Incident incident = TRY(seen_open(tx, act, wanted.id));
    GradeChange change = TRY(waiting(tx, act, wanted));
    TRY(decide(tx, act, change, ChangeState::refused, wanted.reason.text));
    TRY(tell(
        tx, act, incident,
        {"incident.downgrade_refused",
         fmt::format("The lower grade {} was refused by {}: {}", change.to.title, act.actor.name, wanted.reason.text),
         act.now},
        change));
    return change;
}

}  // namespace bluelamp::incidents
