// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/regrading.hpp"
#include "policing/incidents/store.hpp"

namespace bluelamp::incidents {
namespace {

/// A lower grade needs a fresh look at the risk, and only one waits at a time.
Result<void> may_be_lowered(db::Transaction& tx, const Act& act, const Incident& incident) {
    for (const GradeChange& change : TRY(grade_changes_of(tx, act.force, incident.id))) {
        if (change.state == ChangeState::proposed) {
            return fail(
                ErrorCode::conflict, "level",
                "A lower grade, " + change.to.title + ", already waits for a second person; decide that first.");
        }
    }
    const auto assessments = TRY(assessments_of(tx, act.force, incident.id));
    if (assessments.empty() || assessments.front().recorded_at <= incident.intervals.graded_at) {
        return fail(ErrorCode::conflict, "level",
                    "A lower grade needs an assessment made since it was last graded; assess threat, harm and risk "
                    "again first.");
    }
    return {};
}

Result<GradeChange> propose_lower(db::Transaction& tx, const Act& act, const Ground& ground, Incident& incident,
                                  GradeChange change) {
    TRY(may_be_lowered(tx, act, incident));
    change.state = ChangeState::proposed;
    GradeChange noted = TRY(note_change(tx, act, ground, incident, change));
    TRY(tell(
        tx, act, incident,
        {"incident.downgrade_proposed",
         fmt::format("{} proposes the lower grade {}: {}", act.actor.name, change.to.title, change.reason), act.now},
        noted));
    TRY(tasks::tell(tx, act, access::OwnerId::holders_of(ground.policy.deciders.downgrade), tasks::NoticeKind::message,
                    fmt::format("A lower grade waits for a second person: {}, {} to {}.", incident.reference,
                                noted.from.title, noted.to.title),
                    subject_of(incident).about));
    return noted;
}

}  // namespace

Result<GradeChange> grade_incident(db::Transaction& tx, const Act& act, const Ground& ground, const SetGrade& wanted) {
    TRY(act.require(Permission::grade_incidents));
    Incident incident = TRY(seen_open(tx, act, wanted.id));
    TRY(act.expect_version(incident.version));
    const policy::Level* level = TRY(known_level(ground.policy, wanted.level.text));
    GradeChange change;
    change.to = {level->code, level->title};
    change.reason = wanted.reason.text;
    const bool equal = incident.level && incident.level->code == level->code;
    if (!equal && !is_higher(ground, incident, *level)) {
        return propose_lower(tx, act, ground, incident, change);
    }
    // The same grade again is confirmed: its clock runs on.
    GradeChange noted = equal ? TRY(note_change(tx, act, ground, incident, change))
                              : TRY(raise(tx, act, ground, incident, {level, {change.reason}}));
    TRY(keep(
        tx, act, incident,
        {"incident.graded", fmt::format("Graded {} by {}: {}", level->title, act.actor.name, change.reason), act.now},
        noted));
    return noted;
}

}  // namespace bluelamp::incidents
