// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/store.hpp"

namespace bluelamp::incidents {
namespace {

std::optional<std::int64_t> level_of(const std::optional<Facet>& facet) {
    return facet ? std::optional(facet->level) : std::nullopt;
}

void add_markers(const std::vector<people::Marker>& markers, policy::Situation& into) {
    for (const people::Marker& marker : markers) {
        if (std::ranges::find(into.markers, marker.marker) == into.markers.end()) {
            into.markers.push_back(marker.marker);
        }
    }
}

/// Repeats are those of the policy's rule: of somebody as a victim, of a number or person that calls, of an address.
void add_repeat(const people::Hit& hit, people::Role role, policy::Situation& into) {
    if (!hit.repeat) {
        return;
    }
    into.repeat_address = into.repeat_address || hit.kind == people::SubjectKind::address;
    into.repeat_victim = into.repeat_victim || role == people::Role::victim;
    into.repeat_caller = into.repeat_caller || role == people::Role::caller;
}

/// What is known of somebody named in the incident. Only subjects this mention is linked to count: what merely looks
/// alike proves nothing.
Result<void> add_history(db::Reader& reader, const Act& act, const policy::Policy& policy,
                         const people::Mention& mention, policy::Situation& into) {
    if (mention.anonymous) {
        return {};
    }
    if (mention.said.phone) {
        add_markers(TRY(people::markers_behind(reader, act.force, policy, mention.said.phone->text, act.now)), into);
    }
    people::LookUp typed;
    typed.phone = mention.said.phone;
    typed.address = mention.said.address;
    if (!act.require(Permission::read_people) || (!typed.phone && !typed.address)) {
        return {};
    }
    auto found = people::look_up(reader, act, policy, *people::exact_recogniser(), typed);
    if (!found && found.error().code == ErrorCode::invalid) {
        return {};  // too little was said to look anybody up
    }
    const auto hits = TRY(std::move(found)).hits;
    for (const people::Hit& hit : hits) {
        for (const auto& linked : {mention.person, mention.address, mention.phone, mention.vehicle}) {
            if (linked && (*linked == hit.subject || std::ranges::find(hit.also, *linked) != hit.also.end())) {
                add_markers(hit.markers, into);
                add_repeat(hit, mention.role, into);
            }
        }
    }
    return {};
}

}  // namespace

policy::Situation situation_of(const Incident& incident, const std::vector<Answer>& answers,
                               const std::vector<Assessment>& assessments) {
    policy::Situation situation;
    situation.type = incident.type;
    for (const Answer& answer : answers) {
        situation.answers.push_back({answer.question, answer.answer.value_or("not known")});
    }
    if (!assessments.empty()) {
        const Facets& said = assessments.front().said;
        situation.assessment = {level_of(said.threat),        level_of(said.harm),          level_of(said.risk),
                                level_of(said.investigation), level_of(said.vulnerability), level_of(said.engagement)};
        situation.victim_wishes = said.wishes_attendance;
    }
    return situation;
}

Result<policy::Proposal> read_proposal(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                       const OneIncident& query) {
    const Incident incident = TRY(read_incident(reader, act, query));
    const auto answers = TRY(answers_of(reader, act.force, incident.id));
    const auto assessments = TRY(assessments_of(reader, act.force, incident.id));
    policy::Situation situation = situation_of(incident, answers, assessments);
    for (const people::Mention& mention : TRY(people::mentions_of(reader, act.force, incident.id.text()))) {
        TRY(add_history(reader, act, policy, mention, situation));
    }
    return policy::judge(policy, situation);
}

}  // namespace bluelamp::incidents
