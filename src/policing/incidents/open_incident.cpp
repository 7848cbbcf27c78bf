// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/incidents.hpp"
#include "policing/incidents/store.hpp"

namespace bluelamp::incidents {
namespace {

/// The home team answers for what its member opens; somebody without a team answers himself.
Named owner_for(const access::Actor& actor) {
    if (actor.teams.empty()) {
        return {access::OwnerId::person(actor.id).text, actor.name};
    }
    return {access::OwnerId::team(actor.teams.front()).text, actor.home_team_name};
}

Incident from_report(const Act& act, const Report& report, const FindAreas& find_areas) {
    Incident incident;
    incident.id = act.new_id<IncidentId>();
    incident.opened_on = in_london(act.now).date;
    incident.grade = report.grade.value_or(Grade::priority);
    incident.limit_s = limit_s(*incident.grade);
    incident.category = report.category ? std::optional(report.category->text) : std::nullopt;
    incident.summary = report.summary.text;
    incident.place = {report.place.text.text, report.place.latitude, report.place.longitude, std::nullopt,
                      std::nullopt};
    incident.happened_at = report.happened_at.value_or(act.now);
    incident.opened_at = act.now;
    incident.opened_by = {act.actor.id.text(), act.actor.name};
    incident.owner = owner_for(act.actor);
    incident.visibility = report.visibility.value_or(0);
    incident.intervals.answered_at = act.now;
    incident.intervals.created_at = act.now;
    incident.intervals.graded_at = act.now;
    if (report.place.latitude) {
        const Areas areas = find_areas({*report.place.latitude, *report.place.longitude}, incident.opened_on);
        incident.place.ward = areas.ward;
        incident.place.borough = areas.borough;
    }
    return incident;
}

}  // namespace

Result<Incident> open_incident(db::Transaction& tx, const Act& act, const Report& report, const FindAreas& find_areas) {
    TRY(act.require(Permission::log_incident));
    TRY(may_open(report, act.now));
    Incident incident = from_report(act, report, find_areas);
    db::Register& numbers = TRY(tx.keep("incident " + iso(incident.opened_on)));
    incident.number = ++numbers.number;
    incident.reference = reference_of(incident.opened_on, incident.number);
    TRY(insert(tx, incident));
    TRY(act.record(tx, {.action = "incident.opened",
                        .kind = "incident",
                        .record = incident.id.text(),
                        .seq = 1,
                        .happened_at = incident.happened_at,
                        .content = json::to_text(incident),
                        .visibility = incident.visibility,
                        .owner = incident.owner.id}));
    return incident;
}

}  // namespace bluelamp::incidents
