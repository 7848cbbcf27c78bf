// SPDX-License-Identifier: Apache-2.0
// Closing: what is still asked, and the result.
#include <set>

#include "simulate/incident_work.hpp"

namespace bluelamp::simulate {
namespace {

using namespace std::chrono_literals;

bool holds(const std::vector<std::string>& list, std::string_view one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

bool tells_of_crime(const policy::ResultCode& result) { return result.code.find("crime") != std::string::npos; }

/// A result that the type allows, and that says the same of attendance and of crimes as the log.
Result<std::string> result_for(const policy::Policy& policy, const incidents::Incident& incident, bool crime) {
    const policy::IncidentType* type = incident.type ? policy.type(*incident.type) : nullptr;
    const bool attended = incident.attended.value_or(false);
    const policy::ResultCode* best = nullptr;
    int fits_best = -1;
    for (const policy::ResultCode& result : policy.recording.results) {
        const bool allowed = type == nullptr || type->results.empty() || holds(type->results, result.code);
        if (!allowed || result.not_needed || (result.attended && !attended)) {
            continue;
        }
        const int fits = (result.attended == attended ? 4 : 0) + (result.transfer == incident.transferred ? 2 : 0) +
                         (tells_of_crime(result) == crime ? 1 : 0);
        if (fits > fits_best) {
            best = &result;
            fits_best = fits;
        }
    }
    if (best == nullptr) {
        return fail(ErrorCode::conflict, "result", "The policy has no result for " + incident.reference + ".");
    }
    return best->code;
}

bool personal(const incidents::Incident& incident) { return incident.category == "Anti-social behaviour: personal"; }

}  // namespace

Result<void> IncidentWork::answer_what_is_left(db::Transaction& tx, const Act& act,
                                               const incidents::Incident& incident) const {
    const auto policy = stage_.policy(act.now);
    const policy::IncidentType* type = incident.type ? policy->type(*incident.type) : nullptr;
    std::set<std::string> answered;
    for (const incidents::Answer& answer : TRY(incidents::list_answers(tx, act, {incident.id})).items) {
        answered.insert(answer.question);
    }
    for (const std::string& code : type == nullptr ? std::vector<std::string>() : type->question_sets) {
        const policy::QuestionSet* set = policy->question_set(code);
        for (const policy::Question& question : set == nullptr ? std::vector<policy::Question>() : set->questions) {
            if (question.must && answered.insert(question.code).second) {
                incidents::NewAnswer said;
                said.id = incident.id;
                said.question.text = question.code;
                said.not_known = json::Text<300, 3>{"Nobody left to ask"};
                TRY(incidents::answer_question(tx, act, ground(*policy), said));
            }
        }
    }
    if (personal(incident) && TRY(incidents::list_assessments(tx, act, {incident.id})).items.empty()) {
        incidents::NewAssessment assessment;
        assessment.id = incident.id;
        assessment.vulnerability = incidents::Facet{1, {}};
        TRY(incidents::assess(tx, act, ground(*policy), assessment));
    }
    return {};
}

Result<void> IncidentWork::close(db::Transaction& tx, const Act& act, const Call& call) const {
    if (!call.incident) {
        return {};
    }
    auto incident = TRY(incidents::read_incident(tx, act, {*call.incident}));
    if (incident.status == incidents::Status::closed) {
        return {};
    }
    TRY(answer_what_is_left(tx, act, incident));
    incident = TRY(incidents::read_incident(tx, act, {*call.incident}));
    const auto policy = stage_.policy(act.now);
    const bool crime = !TRY(incidents::list_crimes(tx, act, {incident.id})).items.empty();
    incidents::CloseIncident wanted;
    wanted.id = incident.id;
    wanted.result = json::Text<60>{TRY(result_for(*policy, incident, crime))};
    const policy::IncidentType* type = incident.type ? policy->type(*incident.type) : nullptr;
    if (incident.type == "domestic_abuse") {
        wanted.qualifiers = std::vector<std::string>{"Domestic"};
    }
    const bool reason_needed = incident.crime_suspected || wanted.qualifiers ||
                               (type != nullptr && type->crime_expected != policy::CrimeExpected::no);
    const auto& reasons = policy->recording.no_crime_reasons;
    if (!crime && reason_needed && !reasons.empty()) {
        wanted.no_crime_reason = json::Text<60>{reasons.front()};
    }
    Act one = act;
    one.if_match = incident.version;
    TRY(incidents::close_incident(tx, one, ground(*policy), wanted));
    return {};
}

void IncidentWork::go_on_with(const incidents::Incident& incident, Instant now) {
    const auto call = std::make_shared<Call>();
    call->draws = Draws(stream(stage_.settings.seed, incident.id.text()));
    call->at = incident.received_at.value_or(incident.opened_at);
    call->kind = incident.type ? stage_.lists.find(*incident.type) : nullptr;
    if (call->kind == nullptr) {
        return;  // of a kind the invented force does not work on: it stays with whoever opened it
    }
    call->incident = incident.id;
    call->caller = &stage_.people.caller(call->draws);
    call->handler = &stage_.staff.on_duty(Duty::handler, now, call->draws);
    Course course = course_of(call, call->at, {});
    const auto later = [&](Instant at) { return std::max(at, now + call->draws.about(4min)); };
    course.decided_at = later(course.decided_at);
    course.crime_at = std::max(later(course.crime_at), course.decided_at + 1min);
    course.closed_at = std::max(later(course.closed_at), course.crime_at + 1min);
    if (incident.attended) {
        if (course.crime) {
            crimes_.lay_out(call, course.crime_at);
        }
        closed(call, course);
    } else {
        carried_out(call, course);
    }
}

}  // namespace bluelamp::simulate
