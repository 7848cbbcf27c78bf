// SPDX-License-Identifier: Apache-2.0
/// Levels, types and questions that can never come into play.
#include "policy/reading.hpp"

namespace bluelamp::policy {
namespace {

/// Every level that something proposes.
std::set<std::string_view> proposed_levels(const Policy& policy) {
    std::set<std::string_view> codes;
    for (const IncidentType& type : policy.types) {
        codes.insert(type.floor);
    }
    for (const ThriveStep& step : policy.thrive.steps) {
        codes.insert(step.level);
    }
    for (const MarkerKind& marker : policy.markers) {
        codes.insert(marker.raises_to);
        if (marker.high_risk) {
            codes.insert(policy.fastest().code);
        }
    }
    for (const QuestionSet& set : policy.question_sets) {
        for (const Question& question : set.questions) {
            for (const Raises& raises : question.raises) {
                codes.insert(raises.level);
            }
        }
    }
    codes.insert(policy.slowest_sent().code);  // whenever the attendance basis says that somebody goes
    return codes;
}

std::string key_of(const Level& level, std::string_view key) { return fmt::format("level[{}].{}", level.rank, key); }

void check_limits(const Policy& policy, Notes& notes) {
    const Level* faster = nullptr;
    for (const Level& level : policy.levels) {
        const bool sent = level.national != National::without_deployment;
        if (sent != level.limit_s.has_value()) {
            notes.say(key_of(level, "limit"),
                      sent ? "is missing: somebody is sent at this level; say within what time, as \"15 min\""
                           : "cannot be kept: nobody is sent at this level; take it away");
        }
        if (faster != nullptr && faster->national > level.national) {
            notes.say(
                key_of(level, "national"),
                fmt::format("is more urgent than that of {}, which ranks before it; order them alike", faster->title));
        }
        if (faster != nullptr && faster->limit_s && level.limit_s && *faster->limit_s >= *level.limit_s) {
            notes.say(
                key_of(level, "limit"),
                fmt::format("is not longer than that of {}, which ranks before it; lengthen it or order them anew",
                            faster->title));
        }
        faster = &level;
    }
}

/// The most that an assessment can come to.
std::int64_t most_score(const Policy& policy) {
    std::int64_t most = 0;
    boost::mp11::mp_for_each<json::Members<ThriveWeights>>(
        [&](auto member) { most += 3 * (policy.thrive.weights.*member.pointer); });
    return most;
}

void check_steps(const Policy& policy, Notes& notes) {
    const std::int64_t most = most_score(policy);
    const ThriveStep* before = nullptr;
    std::size_t number = 0;
    for (const ThriveStep& step : policy.thrive.steps) {
        const std::string key = fmt::format("thrive.step[{}].from", ++number);
        if (step.from > most) {
            notes.say(key, fmt::format("{} can never be reached: an assessment comes to {} at most", step.from, most));
        }
        if (before != nullptr && step.from >= before->from) {
            notes.say(key, fmt::format("can never decide: the step before it begins at {}; give the highest first",
                                       before->from));
        }
        const Level* level = policy.level(step.level);
        const Level* above = before == nullptr ? nullptr : policy.level(before->level);
        if (level != nullptr && above != nullptr && level->rank < above->rank) {
            notes.say(fmt::format("thrive.step[{}].level", number),
                      "is faster than that of the higher step before it; a graver case is never slower");
        }
        before = &step;
    }
    const Attendance& attendance = policy.attendance;
    const bool weighs = attendance.basis == AttendanceBasis::threat_risk_harm;
    if (weighs != (attendance.attend_score > 0) || attendance.attend_score > most) {
        notes.say("attendance.attend_score",
                  weighs ? fmt::format("is missing or cannot be reached; give 1 to {}", most)
                         : "means nothing here: only threat_risk_harm weighs a score; take it away");
    }
}

void check_attendance(const Policy& policy, Notes& notes) {
    const Attendance& attendance = policy.attendance;
    if (attendance.target_share && !(*attendance.target_share >= 0 && *attendance.target_share <= 1)) {
        notes.say("attendance.target_share", "is a share: give 0 to 1, as 0.7 for 70%");
    }
    if (attendance.reassurance_s > 0 && attendance.reassurance_by.empty()) {
        notes.say("attendance.reassurance_by",
                  "is missing: a reassurance visit is owed and nobody makes it; name a role");
    }
    if (attendance.reassurance_s == 0 && !attendance.reassurance_by.empty()) {
        notes.say("attendance.reassurance", "is missing: say within what time the visit is made, as \"48 h\"");
    }
}

void check_question(const Question& question, const std::string& key, Notes& notes) {
    const bool choice = question.answer == AnswerKind::choice;
    if (choice ? question.choices.size() < 2 : !question.choices.empty()) {
        notes.say(key + ".choices", choice ? "must name at least two, from which to choose"
                                           : "mean nothing here; write answer = \"choice\", or take them away");
    }
    std::size_t number = 0;
    for (const Raises& raises : question.raises) {
        const std::string here = fmt::format("{}.raises[{}]", key, ++number);
        const auto& all = question.choices;
        const bool can_be = raises.when == "not known" ||
                            (question.answer == AnswerKind::yes_no && (raises.when == "yes" || raises.when == "no")) ||
                            (choice && std::find(all.begin(), all.end(), raises.when) != all.end());
        if (!can_be && !raises.when.empty()) {
            notes.say(here + ".when",
                      fmt::format("\"{}\" can never be the answer; use yes, no, a choice or not known", raises.when));
        }
        if (raises.level.empty() && !raises.vulnerable && !raises.crime) {
            notes.say(here, "raises nothing; give level, vulnerable or crime");
        }
    }
}

void check_type(const Policy& policy, const IncidentType& type, const std::string& key, Notes& notes) {
    for (const std::string& unit : type.units_required) {
        const auto& forbidden = type.units_forbidden;
        if (std::find(forbidden.begin(), forbidden.end(), unit) != forbidden.end()) {
            notes.say(key + ".units_required",
                      fmt::format("\"{}\" is required and forbidden: nobody could be sent; take one away", unit));
        }
    }
    if (type.welfare_check_s && *type.welfare_check_s < 60) {
        notes.say(key + ".welfare_check", "is too short to be kept; give at least \"1 min\"");
    }
    const bool only_not_needed =
        !type.results.empty() && std::all_of(type.results.begin(), type.results.end(), [&](const std::string& code) {
            const ResultCode* result = policy.result(code);
            return result != nullptr && result->not_needed;
        });
    if (type.vulnerable && only_not_needed) {
        notes.say(key + ".results", "could never be used: somebody at risk is not closed as not needed; add another");
    }
    if (type.always_attend) {
        const Level* floor = policy.level(type.floor);
        if (floor != nullptr && !floor->limit_s) {
            notes.say(key + ".floor", "sends nobody, but the type is always attended; name a level with a limit");
        }
    }
}

}  // namespace

void check_levels(const Policy& policy, Notes& notes) {
    check_limits(policy, notes);
    check_steps(policy, notes);
    check_attendance(policy, notes);
    const auto proposed = proposed_levels(policy);
    for (const Level& level : policy.levels) {
        if (!proposed.contains(level.code)) {
            notes.say(key_of(level, "code"),
                      fmt::format("no type, answer, marker or step ever proposes {}; name it in one or take it away",
                                  level.title));
        }
    }
}

void check_types(const Policy& policy, Notes& notes) {
    std::set<std::string_view> used;
    std::size_t number = 0;
    for (const IncidentType& type : policy.types) {
        used.insert(type.question_sets.begin(), type.question_sets.end());
        check_type(policy, type, fmt::format("incident_type[{}]", ++number), notes);
    }
    number = 0;
    for (const QuestionSet& set : policy.question_sets) {
        const std::string key = fmt::format("question_set[{}]", ++number);
        std::size_t place = 0;
        bool must = false;
        for (const Question& question : set.questions) {
            check_question(question, fmt::format("{}.question[{}]", key, ++place), notes);
            must = must || question.must;
        }
        if (must && !used.contains(set.code)) {
            notes.say(key + ".code",
                      "holds questions that must be asked, but no incident type asks them; "
                      "name it in question_sets of a type");
        }
    }
}

}  // namespace bluelamp::policy
