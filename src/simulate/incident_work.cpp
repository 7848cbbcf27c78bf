// SPDX-License-Identifier: Apache-2.0
#include "simulate/incident_work.hpp"

#include <fmt/format.h>

#include <set>

namespace bluelamp::simulate {

using namespace std::chrono_literals;

namespace {

/// The call's incident, when it stands, is open, and nobody has joined it elsewhere.
Result<std::optional<incidents::Incident>> open_incident_of(db::Transaction& tx, const Act& act, const Call& call) {
    if (!call.incident) {
        return std::nullopt;
    }
    auto incident = TRY(incidents::read_incident(tx, act, {*call.incident}));
    return incident.status == incidents::Status::open ? std::optional(std::move(incident)) : std::nullopt;
}

Act versioned(const Act& act, const incidents::Incident& incident) {
    Act one = act;
    one.if_match = incident.version;
    return one;
}

}  // namespace

void IncidentWork::line(const CallPtr& call, Instant at, const access::Actor& by, std::string text) {
    stage_.timeline.act(at, "add a line", by,
                        [call, text = std::move(text)](db::Transaction& tx, const Act& act) -> Result<void> {
                            if (TRY(open_incident_of(tx, act, *call))) {
                                TRY(incidents::add_line(tx, act, {*call->incident, {text}, {}, {}}));
                            }
                            return {};
                        });
}

void IncidentWork::questions(const CallPtr& call, Instant at, const std::vector<policy::Answered>& answers) {
    for (const policy::Answered& answer : answers) {
        at = at + call->draws.about(12s);
        stage_.timeline.act(at, "answer a question", *call->handler,
                            [this, call, answer](db::Transaction& tx, const Act& act) -> Result<void> {
                                if (TRY(open_incident_of(tx, act, *call))) {
                                    incidents::NewAnswer said;
                                    said.id = *call->incident;
                                    said.question.text = answer.question;
                                    said.answer = json::Text<2'000>{answer.answer};
                                    const auto policy = stage_.policy(act.now);
                                    TRY(incidents::answer_question(tx, act, ground(*policy), said));
                                }
                                return {};
                            });
    }
}

void IncidentWork::assessment(const CallPtr& call, Instant at) {
    incidents::Facets facets;
    const auto facet = [&] { return incidents::Facet{std::min<std::int64_t>(3, call->draws.between(0, 4)), {}}; };
    facets.threat = facet();
    facets.harm = facet();
    facets.risk = facet();
    facets.vulnerability = facet();
    facets.wishes_attendance = call->draws.chance(0.8);
    stage_.timeline.act(at, "assess", *call->handler,
                        [this, call, facets](db::Transaction& tx, const Act& act) -> Result<void> {
                            if (TRY(open_incident_of(tx, act, *call))) {
                                incidents::NewAssessment wanted;
                                static_cast<incidents::Facets&>(wanted) = facets;
                                wanted.id = *call->incident;
                                const auto policy = stage_.policy(act.now);
                                TRY(incidents::assess(tx, act, ground(*policy), wanted));
                            }
                            return {};
                        });
}

/// It has got worse, or less: a lower grade takes an assessment and a second person.
void IncidentWork::regraded(const CallPtr& call, Instant at) {
    const bool lower = call->draws.chance(0.35);
    assessment(call, at);
    stage_.timeline.act(
        at + 20s, "grade again", *call->handler,
        [this, call, lower](db::Transaction& tx, const Act& act) -> Result<void> {
            const auto incident = TRY(open_incident_of(tx, act, *call));
            const auto policy = stage_.policy(act.now);
            const policy::Level* now = incident && incident->level ? policy->level(incident->level->code) : nullptr;
            if (now == nullptr || incident->attended) {
                return {};
            }
            // What was answered meanwhile may have raised it: then the assessment is of before, and nobody lowers it.
            const auto assessed = TRY(incidents::list_assessments(tx, act, {incident->id})).items;
            const bool fresh = !assessed.empty() && assessed.front().recorded_at > incident->intervals.graded_at;
            const bool slowest = now->rank + 1 > policy->slowest_sent().rank;
            if (lower ? !fresh || slowest : now->rank == 1) {
                return {};
            }
            const policy::Level& to = policy->levels[static_cast<std::size_t>(now->rank - (lower ? 0 : 2))];
            incidents::SetGrade wanted{*call->incident,
                                       {to.code},
                                       because(lower ? "Quieter than it sounded" : "Rang again: it has got worse")};
            TRY(incidents::grade_incident(tx, versioned(act, *incident), ground(*policy), wanted));
            return {};
        });
    const Instant decided = at + 1min + call->draws.about(90s);
    const bool agrees = call->draws.chance(0.8);
    const auto& supervisor = stage_.staff.another(Duty::supervisor, decided, *call->handler, call->draws);
    stage_.timeline.act(
        decided, "decide about a lower grade", supervisor,
        [this, call, agrees](db::Transaction& tx, const Act& act) -> Result<void> {
            if (!TRY(open_incident_of(tx, act, *call))) {
                return {};
            }
            const auto policy = stage_.policy(act.now);
            for (const auto& change : TRY(incidents::list_grade_changes(tx, act, {*call->incident})).items) {
                if (change.state == incidents::ChangeState::proposed) {
                    const incidents::DecideDowngrade wanted{*call->incident, change.id, because("Read the log")};
                    TRY(agrees ? incidents::approve_downgrade(tx, act, ground(*policy), wanted)
                               : incidents::refuse_downgrade(tx, act, ground(*policy), wanted));
                }
            }
            return {};
        });
}

void IncidentWork::attended(const CallPtr& call, const Course& course) {
    Draws& draws = call->draws;
    const access::Actor& dispatcher = stage_.staff.on_duty(Duty::dispatcher, call->at + 2min, draws);
    const access::Actor& officer = stage_.staff.on_duty(Duty::officer, course.decided_at, draws);
    const auto travel = std::min<std::chrono::milliseconds>(draws.about(7min), (course.decided_at - call->at) / 2);
    line(call, course.decided_at - travel, dispatcher, fmt::format("{} sent.", officer.name));
    if (draws.chance(0.3) && !officer.teams.empty()) {
        const std::string to = access::OwnerId::team(officer.teams.front()).text;
        stage_.timeline.act(course.decided_at - travel / 2, "hand over", dispatcher,
                            [call, to](db::Transaction& tx, const Act& act) -> Result<void> {
                                const auto incident = TRY(open_incident_of(tx, act, *call));
                                if (incident && incident->owner.id != to) {
                                    TRY(incidents::give_incident(tx, versioned(act, *incident),
                                                                 {*call->incident, {to}, because("They are going")}));
                                }
                                return {};
                            });
    }
    stage_.timeline.act(
        course.decided_at, "arrive", officer, [this, call](db::Transaction& tx, const Act& act) -> Result<void> {
            if (const auto incident = TRY(open_incident_of(tx, act, *call))) {
                incidents::RecordAttendance wanted;
                wanted.id = incident->id;
                wanted.attended = true;
                const auto policy = stage_.policy(act.now);
                TRY(incidents::record_attendance(tx, versioned(act, *incident), ground(*policy), wanted));
            }
            return {};
        });
    if (course.late) {
        stage_.timeline.look(course.decided_at, "tell of a late arrival", [this, call](Instant) -> Result<void> {
            if (call->incident) {
                stage_.truth.late("somebody there", call->incident->text(), "no unit was free");
            }
            return {};
        });
    }
    Instant at = course.decided_at;
    for (std::int64_t i = draws.between(0, 2); i > 0 && !call->kind->lines.empty(); --i) {
        at = at + draws.about(6min);
        if (at < course.closed_at) {
            line(call, at, officer, draws.one_of(call->kind->lines));
        }
    }
}

void IncidentWork::not_attended(const CallPtr& call, const Course& course) {
    const access::Actor& dispatcher = stage_.staff.on_duty(Duty::dispatcher, course.decided_at, call->draws);
    const double which = call->draws.unit();
    stage_.timeline.act(course.decided_at, "decide that nobody goes", dispatcher,
                        [this, call, which](db::Transaction& tx, const Act& act) -> Result<void> {
                            const auto incident = TRY(open_incident_of(tx, act, *call));
                            const auto policy = stage_.policy(act.now);
                            std::vector<policy::NonAttendanceReason> fitting;
                            for (const policy::NonAttendanceReason& reason : policy->attendance.reasons) {
                                if (reason.transfer == (incident && incident->type == "fraud")) {
                                    fitting.push_back(reason);
                                }
                            }
                            const auto& reasons = fitting.empty() ? policy->attendance.reasons : fitting;
                            if (!incident || incident->attended || reasons.empty()) {
                                return {};
                            }
                            incidents::RecordAttendance wanted;
                            wanted.id = incident->id;
                            wanted.reason = json::Text<60>{
                                reasons[static_cast<std::size_t>(which * static_cast<double>(reasons.size()))].code};
                            TRY(incidents::record_attendance(tx, versioned(act, *incident), ground(*policy), wanted));
                            return {};
                        });
}

void IncidentWork::closed(const CallPtr& call, const Course& course) {
    const access::Actor& by =
        stage_.staff.on_duty(course.attend ? Duty::officer : Duty::dispatcher, course.closed_at, call->draws);
    stage_.timeline.act(course.closed_at, "close", by,
                        [this, call](db::Transaction& tx, const Act& act) { return close(tx, act, *call); });
}

void IncidentWork::carried_out(const CallPtr& call, const Course& course) {
    course.attend ? attended(call, course) : not_attended(call, course);
    if (course.crime) {
        crimes_.lay_out(call, course.crime_at);
    }
    closed(call, course);
}

void IncidentWork::lay_out(const CallPtr& call, Instant at) {
    Draws& draws = call->draws;
    const auto policy = stage_.policy(at);
    const auto answers = draw_answers(*policy, *policy->type(call->kind->type), draws);
    const Course course = course_of(call, at, answers);
    questions(call, at, answers);
    if (call->kind->type == "asb_personal" || draws.chance(0.3)) {
        assessment(call, at + draws.about(70s));
    }
    if (draws.chance(0.06)) {
        regraded(call, at + draws.about(90s));
    }
    carried_out(call, course);
}

void IncidentWork::lay_out_if_opened(const CallPtr& call, Instant at) {
    const Kind* kind = stage_.lists.find(stage_.policy(at)->silent_type);
    if (kind != nullptr) {
        call->kind = kind;
        const Course course = course_of(call, at, {});
        carried_out(call, course);
    }
}

void IncidentWork::lay_out_duplicate(const CallPtr& call, const CallPtr& first, Instant at) {
    const access::Actor& dispatcher = stage_.staff.on_duty(Duty::dispatcher, at, call->draws);
    stage_.timeline.act(at, "join a log", dispatcher,
                        [this, call, first](db::Transaction& tx, const Act& act) -> Result<void> {
                            const auto own = TRY(open_incident_of(tx, act, *call));
                            if (own && TRY(open_incident_of(tx, act, *first))) {
                                const auto policy = stage_.policy(act.now);
                                TRY(incidents::join_incident(
                                    tx, act, ground(*policy),
                                    {own->id, *first->incident, because("Same place, same time, same people")}));
                            }
                            return {};
                        });
    // Where the first was dealt with already, this one stands for itself; joined, nothing of this comes about.
    carried_out(call, course_of(call, at, {}));
}

}  // namespace bluelamp::simulate
