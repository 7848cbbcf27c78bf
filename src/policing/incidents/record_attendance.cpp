// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/store.hpp"

namespace bluelamp::incidents {
namespace {

/// What is kept of the decision: what was said, and what the policy proposed.
struct Decision {
    RecordAttendance said;
    std::optional<policy::Proposal> proposed;
    std::string policy_version;
};
BOOST_DESCRIBE_STRUCT(Decision, (), (said, proposed, policy_version))

Result<Incident> arrived(db::Transaction& tx, const Act& act, const Ground& ground, Incident incident,
                         const RecordAttendance& wanted) {
    const Instant at = wanted.at.value_or(act.now);
    if (at > act.now + clock_tolerance) {
        return fail(ErrorCode::invalid, "at", "Nobody has arrived in the future; give a time that has passed.");
    }
    // Somebody may be there before anybody tells of it; further back it is a slip, and an arrival is never taken back.
    const Instant told_at = std::min(incident.happened_at, incident.received_at.value_or(incident.opened_at));
    if (at < told_at - std::chrono::hours(24)) {
        return fail(ErrorCode::invalid, "at",
                    "That is more than a day before it happened and was reported; check the day and the year.");
    }
    if (wanted.reason) {
        return fail(ErrorCode::invalid, "reason", "A reason is given only when nobody attended; leave it out.");
    }
    // The first arrival counts, whoever tells of it later.
    incident.intervals.arrived_at = std::min(incident.intervals.arrived_at.value_or(at), at);
    incident.attended = true;
    incident.not_attended_reason.reset();
    incident.transferred = false;
    incident.policy_version = ground.policy.version;
    const std::string note = wanted.note ? " " + wanted.note->text : "";
    TRY(keep(tx, act, incident, {"incident.attended", "Attended." + note, at},
             Decision{wanted, {}, ground.policy.version}));
    TRY(happened(tx, act, ground.policy, incident, {"incident.attended", at}));
    return incident;
}

Result<const policy::NonAttendanceReason*> reason_of(const policy::Policy& policy, const RecordAttendance& wanted) {
    const auto* reason = wanted.reason ? policy.reason(wanted.reason->text) : nullptr;
    if (reason == nullptr) {
        std::string codes;
        for (const policy::NonAttendanceReason& each : policy.attendance.reasons) {
            codes += (codes.empty() ? "" : ", ") + each.code;
        }
        return fail(ErrorCode::invalid, "reason", "Not attending needs a reason of the policy: " + codes + ".");
    }
    return reason;
}

Result<void> raise_for(db::Transaction& tx, const Act& act, const Incident& incident, const tasks::NewTask& task,
                       const std::string& role) {
    TRY(tasks::raise_task(tx, act, task));
    if (role.empty()) {
        return {};
    }
    TRY(tasks::tell(tx, act, access::OwnerId::holders_of(role), tasks::NoticeKind::task, task.title,
                    subject_of(incident).about));
    return {};
}

/// What the policy proposed, and whether the caller wants nobody.
struct Judged {
    policy::Proposal proposed;
    bool declined = false;
};

/// Somebody at risk who wants nobody is seen all the same, and a supervisor looks at the decision. So he does when the
/// policy would have sent somebody.
Result<void> follow_up(db::Transaction& tx, const Act& act, const policy::Attendance& rules, const Incident& incident,
                       const Judged& judged) {
    const auto& [proposed, declined] = judged;
    const bool at_risk = declined && (incident.vulnerable || proposed.vulnerable);
    tasks::NewTask task;
    task.about = subject_of(incident).about;
    task.owner = {incident.owner.id};
    task.visibility = incident.visibility;
    if (at_risk && rules.reassurance_s > 0) {
        task.kind = "reassurance_visit";
        task.title = "Reassurance visit: " + incident.reference;
        task.due_at = act.now + std::chrono::seconds(rules.reassurance_s);
        TRY(raise_for(tx, act, incident, task, rules.reassurance_by));
    }
    if (at_risk || (proposed.attend && !incident.transferred)) {
        task.kind = "attendance_review";
        task.title = fmt::format("Review: nobody attended {}{}", incident.reference,
                                 at_risk ? ", and somebody is at risk" : ", against what the policy proposes");
        task.due_at.reset();
        TRY(raise_for(tx, act, incident, task, rules.review_by));
    }
    return {};
}

}  // namespace

Result<Incident> record_attendance(db::Transaction& tx, const Act& act, const Ground& ground,
                                   const RecordAttendance& wanted) {
    TRY(act.require(Permission::result_incidents));
    Incident incident = TRY(seen_open(tx, act, wanted.id));
    TRY(act.expect_version(incident.version));
    if (wanted.attended) {
        return arrived(tx, act, ground, std::move(incident), wanted);
    }
    if (incident.intervals.arrived_at) {
        return fail(ErrorCode::conflict, "attended",
                    "Somebody arrived at this incident; what happened is not taken back. Add a line if it was wrong.");
    }
    const policy::NonAttendanceReason* reason = TRY(reason_of(ground.policy, wanted));
    policy::Situation situation = situation_of(incident, TRY(answers_of(tx, act.force, incident.id)),
                                               TRY(assessments_of(tx, act.force, incident.id)));
    situation.declined = reason->declined || wanted.declined.value_or(false);
    situation.not_attended_reasons = {reason->code};
    const policy::Proposal proposed = policy::judge(ground.policy, situation);
    incident.attended = false;
    incident.not_attended_reason = reason->code;
    incident.transferred = reason->transfer;
    incident.policy_version = ground.policy.version;
    const std::string note = wanted.note ? " " + wanted.note->text : "";
    TRY(keep(
        tx, act, incident,
        {"incident.not_attended",
         fmt::format("Not attended: {}.{}{}", reason->title, reason->transfer ? " Transferred." : "", note), act.now},
        Decision{wanted, proposed, ground.policy.version}));
    TRY(happened(tx, act, ground.policy, incident, {"incident.not_attended", act.now}));
    TRY(follow_up(tx, act, ground.policy.attendance, incident, {proposed, situation.declined}));
    return incident;
}

}  // namespace bluelamp::incidents
