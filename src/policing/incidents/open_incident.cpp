// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/grading.hpp"
#include "policing/incidents/store.hpp"
#include "policing/incidents/typing.hpp"

namespace bluelamp::incidents {
namespace {

Incident from_report(const Act& act, const Report& report, const FindAreas& find_areas) {
    Incident incident;
    incident.id = act.new_id<IncidentId>();
    incident.opened_on = in_london(act.now).date;
    incident.category = report.category ? std::optional(report.category->text) : std::nullopt;
    incident.summary = report.summary.text;
    incident.place = {report.place.text.text, report.place.latitude, report.place.longitude, std::nullopt,
                      std::nullopt};
    incident.happened_at = report.happened_at.value_or(act.now);
    incident.opened_at = act.now;
    incident.received_at = act.now;
    incident.opened_by = {act.actor.id.text(), act.actor.name};
    incident.owner = access::owner_for(act.actor);
    incident.visibility = report.visibility.value_or(0);
    incident.intervals.answered_at = act.now;
    incident.intervals.created_at = act.now;
    if (report.place.latitude) {
        const Areas areas = find_areas({*report.place.latitude, *report.place.longitude}, incident.opened_on);
        incident.place.ward = areas.ward;
        incident.place.borough = areas.borough;
    }
    return incident;
}

void add_source(Incident& incident, const Source& source) {
    incident.received_at = source.received_at;
    incident.intervals.called_at = source.received_at;
    incident.intervals.answered_at = source.answered_at;
    incident.vulnerable = source.vulnerable;
    incident.exercise = source.exercise;
    incident.contact = Named{source.contact.id, source.contact.reference};
}

void add_type(Incident& incident, const policy::IncidentType& type) {
    incident.type = type.code;
    if (!incident.category && !type.category.empty()) {
        incident.category = type.category;
    }
    incident.visibility = std::max(incident.visibility, least_visibility(type));
    incident.vulnerable = incident.vulnerable || type.vulnerable;
    incident.crime_suspected = expects_crime(type);
}

Result<void> tell_others(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Incident& incident,
                         const policy::IncidentType* type) {
    TRY(happened(tx, act, policy, incident, {"incident.opened", act.now}));
    TRY(happened(tx, act, policy, incident, {"incident.graded", *incident.clock_from}));
    if (incident.crime_suspected) {
        TRY(happened(tx, act, policy, incident, {"crime.suspected", *incident.received_at}));
    }
    return type == nullptr ? Result<void>{} : begin_type(tx, act, policy, incident, *type);
}

}  // namespace

Result<Incident> open_incident(db::Transaction& tx, const Act& act, const Ground& ground, const Report& report,
                               const std::optional<Source>& source) {
    TRY(act.require(Permission::log_incident));
    TRY(may_open(report, act.now));
    const policy::IncidentType* type = report.type ? TRY(known_type(ground.policy, report.type->text)) : nullptr;
    const Choice choice = TRY(level_for(ground.policy, report, type, source));
    Incident incident = from_report(act, report, ground.find_areas);
    if (source) {
        add_source(incident, *source);
    }
    if (type != nullptr) {
        add_type(incident, *type);
    }
    put_at(incident, ground.policy, choice, act.now);
    db::Register& numbers = TRY(tx.keep("incident " + iso(incident.opened_on)));
    incident.number = ++numbers.number;
    incident.reference = reference_of(incident.opened_on, incident.number);
    TRY(insert(tx, incident));
    TRY(record_line(tx, act, incident, {"incident.opened", {}, incident.happened_at}, json::to_text(incident)));
    TRY(tell_others(tx, act, ground.policy, incident, type));
    return incident;
}

}  // namespace bluelamp::incidents
