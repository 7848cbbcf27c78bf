// SPDX-License-Identifier: Apache-2.0
// How an incident will go: what is answered, when somebody comes, whether a crime comes of it, when it ends.
#include "simulate/incident_work.hpp"

namespace bluelamp::simulate {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr double arrives_late = 0.07, recorded_late = 0.05;

bool raises(const policy::Question& question, const std::string& answer) {
    return std::any_of(question.raises.begin(), question.raises.end(),
                       [&](const policy::Raises& each) { return each.when == answer; });
}

std::string draw_answer(const policy::Question& question, Draws& draws) {
    switch (question.answer) {
        case policy::AnswerKind::choice: return draws.one_of(question.choices);
        case policy::AnswerKind::number: return std::to_string(draws.between(1, 5));
        case policy::AnswerKind::text: return "As told by the caller";
        case policy::AnswerKind::yes_no: break;
    }
    const bool calm_is_no = !raises(question, "no");
    const bool calm = draws.chance(0.9);
    return calm == calm_is_no ? "no" : "yes";
}

bool must_attend(const policy::IncidentType& type, const policy::Policy& policy) {
    const auto without = [&](const std::string& code) {
        const policy::ResultCode* result = policy.result(code);
        return result != nullptr && !result->attended;
    };
    return type.always_attend ||
           (!type.results.empty() && std::none_of(type.results.begin(), type.results.end(), without));
}

}  // namespace

std::vector<policy::Answered> IncidentWork::draw_answers(const policy::Policy& policy, const policy::IncidentType& type,
                                                         Draws& draws) {
    std::vector<policy::Answered> answers;
    for (const std::string& code : type.question_sets) {
        const policy::QuestionSet* set = policy.question_set(code);
        for (const policy::Question& question : set == nullptr ? std::vector<policy::Question>() : set->questions) {
            if (question.must || draws.chance(0.3)) {
                answers.push_back({question.code, draw_answer(question, draws)});
            }
        }
    }
    return answers;
}

IncidentWork::Course IncidentWork::course_of(const CallPtr& call, Instant at,
                                             const std::vector<policy::Answered>& answers) const {
    Draws& draws = call->draws;
    const auto policy = stage_.policy(at);
    const policy::IncidentType& type = *policy->type(call->kind->type);
    policy::Situation situation;
    situation.type = type.code;
    situation.answers = answers;
    const policy::Level* level = policy->level(policy::judge(*policy, situation).level);
    Course course;
    const bool sent = level != nullptr && level->limit_s;
    course.attend = must_attend(type, *policy) || draws.chance(sent ? 0.92 : 0.2);
    const milliseconds limit = seconds(sent ? *level->limit_s : 6 * 3600);
    course.late = course.attend && sent && draws.chance(arrives_late);
    const double share = course.late ? 1.05 + draws.unit() : 0.12 + 0.7 * draws.unit();
    milliseconds until(static_cast<std::int64_t>(static_cast<double>(limit.count()) * share));
    if (!course.attend) {
        until = draws.about(18min);
    }
    course.decided_at = std::max(call->at + until, at + 3min);
    course.crime = draws.chance(call->kind->crime);
    // Whoever comes raises it there and then; where nobody comes soon, it is recorded from what was said.
    course.crime_at = std::min(course.decided_at + draws.about(50min, 0.8), call->at + draws.about(5h, 0.4));
    if (course.crime && draws.chance(recorded_late)) {
        course.crime_at = call->at + 24h + draws.about(5h);
    }
    course.closed_at =
        (course.crime ? std::max(course.crime_at, course.decided_at) : course.decided_at) + draws.about(35min, 0.7);
    return course;
}

}  // namespace bluelamp::simulate
