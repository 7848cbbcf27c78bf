// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/regrading.hpp"

#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {

bool is_higher(const Ground& ground, const Incident& incident, const policy::Level& level) {
    const std::string stands_at = incident.level ? incident.level->code : "";
    return stands_at != level.code && policy::lower(ground.policy, level.code, stands_at);
}

Result<GradeChange> note_change(db::Transaction& tx, const Act& act, const Ground& ground, const Incident& incident,
                                const GradeChange& change) {
    GradeChange noted = change;
    noted.id = act.new_id<GradeChangeId>();
    noted.from = incident.level.value_or(GradedLevel{});
    noted.asked_by = {act.actor.id.text(), act.actor.name};
    noted.asked_at = act.now;
    noted.policy_version = ground.policy.version;
    TRY(tx.execute(sql::insert_grade_change,
                   {tx.force(), noted.id, incident.id, incident.last_seq + 1, noted.from.code, noted.from.title,
                    noted.to.code, noted.to.title, noted.reason, json::Format<ChangeState>::name(noted.state),
                    noted.asked_by.id, noted.asked_at, noted.policy_version}));
    return noted;
}

Result<void> regrade(db::Transaction& tx, const Act& act, const Ground& ground, Incident& incident,
                     const Choice& choice) {
    const bool raised = is_higher(ground, incident, *choice.level);
    put_at(incident, ground.policy, choice, act.now);
    if (incident.attended == true || (incident.attended && !raised)) {
        return {};
    }
    if (incident.attended) {  // that nobody goes was decided at the lower grade: it is decided again
        incident.attended.reset();
        incident.not_attended_reason.reset();
        incident.transferred = false;
    }
    return happened(tx, act, ground.policy, incident, {"incident.graded", *incident.clock_from});
}

Result<bool> overtake(db::Transaction& tx, const Act& act, const Ground& ground, const IncidentId& incident,
                      const Choice& choice) {
    bool any = false;
    for (GradeChange& waits : TRY(grade_changes_of(tx, act.force, incident))) {
        if (waits.state == ChangeState::proposed && policy::lower(ground.policy, choice.level->code, waits.to.code)) {
            TRY(decide(tx, act, waits, ChangeState::overtaken, choice.because.front()));
            any = true;
        }
    }
    return any;
}

Result<GradeChange> raise(db::Transaction& tx, const Act& act, const Ground& ground, Incident& incident,
                          const Choice& choice) {
    TRY(overtake(tx, act, ground, incident.id, choice));
    GradeChange change;
    change.to = {choice.level->code, choice.level->title};
    change.reason = choice.because.front();
    GradeChange noted = TRY(note_change(tx, act, ground, incident, change));
    TRY(regrade(tx, act, ground, incident, choice));
    return noted;
}

Result<void> decide(db::Transaction& tx, const Act& act, GradeChange& change, ChangeState state,
                    std::string_view reason) {
    change.state = state;
    change.decided_by = Named{act.actor.id.text(), act.actor.name};
    change.decided_at = act.now;
    change.decision_reason = std::string(reason);
    return tx.execute(sql::decide_grade_change,
                      {tx.force(), change.id, json::Format<ChangeState>::name(state), act.actor.id, act.now, reason});
}

}  // namespace bluelamp::incidents
