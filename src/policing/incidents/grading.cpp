// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/grading.hpp"

#include "policy/judge.hpp"

namespace bluelamp::incidents {
namespace {

Instant clock_start(const Incident& incident, policy::ClockBasis basis) {
    const Instant received = incident.received_at.value_or(incident.opened_at);
    switch (basis) {
        case policy::ClockBasis::received: return received;
        case policy::ClockBasis::answered: return incident.intervals.answered_at.value_or(received);
        case policy::ClockBasis::created: return incident.opened_at;
        case policy::ClockBasis::graded: return incident.intervals.graded_at.value_or(incident.opened_at);
    }
    return received;
}

Grade shape_of(const policy::Level& level) {
    const auto grade = json::Format<Grade>::parse(json::Format<policy::National>::name(level.national), "");
    invariant(grade.has_value(), "the policy's national shapes are not those of incidents");
    return *grade;
}

/// A force without a level of that shape goes faster rather than slower.
const policy::Level& level_of(const policy::Policy& policy, Grade grade) {
    const auto shape = json::Format<policy::National>::parse(json::Format<Grade>::name(grade), "");
    invariant(shape.has_value(), "the national shapes of incidents are not the policy's");
    const policy::Level* level = policy.level_of(*shape);
    return level == nullptr ? policy.fastest() : *level;
}

}  // namespace

Result<const policy::Level*> known_level(const policy::Policy& policy, std::string_view code) {
    if (const policy::Level* level = policy.level(code)) {
        return level;
    }
    std::string codes;
    for (const policy::Level& level : policy.levels) {
        codes += (codes.empty() ? "" : ", ") + level.code;
    }
    return fail(ErrorCode::invalid, "level", "The policy has no such level; use one of: " + codes + ".");
}

Result<Choice> level_for(const policy::Policy& policy, const Report& report, const policy::IncidentType* type,
                         const std::optional<Source>& source) {
    std::vector<std::pair<const policy::Level*, std::string>> claims;
    if (report.level) {
        const policy::Level* level = TRY(known_level(policy, report.level->text));
        claims.emplace_back(level, "Graded " + level->title + " when it was reported.");
    } else if (report.grade) {
        const policy::Level& level = level_of(policy, *report.grade);
        claims.emplace_back(&level, "Graded " + level.title + " when it was reported.");
    }
    if (type != nullptr && policy.level(type->floor) != nullptr) {
        const policy::Level* floor = policy.level(type->floor);
        claims.emplace_back(floor, policy::floor_in_words(policy, *type, *floor));
    }
    if (source && source->at_least) {
        const policy::Level* level = policy.level(*source->at_least);
        invariant(level != nullptr, "a contact asks for a level that its policy does not have");
        claims.emplace_back(level, source->because);
    }
    if (claims.empty()) {
        claims.emplace_back(&level_of(policy, Grade::priority), "Provisional: nobody has said how urgent it is.");
    }
    std::ranges::stable_sort(claims, {}, [](const auto& claim) { return claim.first->rank; });
    Choice choice{claims.front().first, {}};
    for (auto& [level, why] : claims) {  // the contact may have reasoned by the type as well
        if (std::ranges::find(choice.because, why) == choice.because.end()) {
            choice.because.push_back(std::move(why));
        }
    }
    return choice;
}

void put_at(Incident& incident, const policy::Policy& policy, const Choice& choice, Instant now) {
    incident.intervals.graded_at = now;
    incident.grade = shape_of(*choice.level);
    incident.level = GradedLevel{choice.level->code, choice.level->title};
    incident.limit_s = choice.level->limit_s;
    incident.clock_from = clock_start(incident, choice.level->clock);
    incident.due_at =
        incident.limit_s ? std::optional(*incident.clock_from + std::chrono::seconds(*incident.limit_s)) : std::nullopt;
    incident.because = choice.because;
    for (std::string& reason : incident.because) {
        std::ranges::replace(reason, '\n', ' ');  // they are stored a line each
    }
    incident.policy_version = policy.version;
}

}  // namespace bluelamp::incidents
