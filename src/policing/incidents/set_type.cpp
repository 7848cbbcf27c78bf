// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/regrading.hpp"
#include "policing/incidents/store.hpp"
#include "policing/incidents/typing.hpp"

namespace bluelamp::incidents {
namespace {

Result<void> may_be_typed(const Incident& incident, const SetType& wanted) {
    if (incident.type == wanted.type.text) {
        return fail(ErrorCode::conflict, "type", "It has this type already.");
    }
    if (incident.type && !wanted.reason) {
        return fail(ErrorCode::invalid, "reason", "It had another type; enter why that is changed.");
    }
    return {};
}

/// A category that somebody chose stays; one that the former type brought goes with it.
void take_category(Incident& incident, const policy::Policy& policy, const policy::IncidentType& type) {
    const policy::IncidentType* before = incident.type ? policy.type(*incident.type) : nullptr;
    if (incident.category && (before == nullptr || incident.category != before->category)) {
        return;
    }
    incident.category = type.category.empty() ? std::nullopt : std::optional(type.category);
}

Result<void> raise_to_floor(db::Transaction& tx, const Act& act, const Ground& ground, Incident& incident,
                            const policy::IncidentType& type) {
    const policy::Level* floor = ground.policy.level(type.floor);
    if (floor == nullptr || !is_higher(ground, incident, *floor)) {
        return {};
    }
    TRY(raise(tx, act, ground, incident, {floor, {policy::floor_in_words(ground.policy, type, *floor)}}));
    return {};
}

std::string in_words(const policy::Policy& policy, const Incident& incident, const policy::IncidentType& type,
                     const SetType& wanted) {
    if (!incident.type) {
        return fmt::format("Type: {}.", type.title);
    }
    const policy::IncidentType* before = policy.type(*incident.type);
    return fmt::format("Type changed from {} to {}: {}", before == nullptr ? *incident.type : before->title, type.title,
                       wanted.reason->text);
}

}  // namespace

Result<Incident> set_type(db::Transaction& tx, const Act& act, const Ground& ground, const std::vector<Narrow>& others,
                          const SetType& wanted) {
    TRY(act.require(Permission::grade_incidents));
    Incident incident = TRY(seen_open(tx, act, wanted.id));
    TRY(act.expect_version(incident.version));
    const policy::IncidentType* type = TRY(known_type(ground.policy, wanted.type.text));
    TRY(may_be_typed(incident, wanted));
    const std::string text = in_words(ground.policy, incident, *type, wanted);
    take_category(incident, ground.policy, *type);
    incident.type = type->code;
    incident.policy_version = ground.policy.version;
    if (incident.visibility < least_visibility(*type)) {
        TRY(narrow_log(tx, act, others, incident, least_visibility(*type)));
        TRY(narrow_joined(tx, act, others, incident));
    }
    policy::Raises found;
    found.vulnerable = type->vulnerable;
    found.crime = expects_crime(*type);
    TRY(keep_in_mind(tx, act, ground.policy, incident, found));
    TRY(raise_to_floor(tx, act, ground, incident, *type));
    TRY(begin_type(tx, act, ground.policy, incident, *type));
    TRY(keep(tx, act, incident, {"incident.typed", text, act.now}, wanted));
    return incident;
}

}  // namespace bluelamp::incidents
