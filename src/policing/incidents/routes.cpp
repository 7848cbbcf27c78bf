// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/incidents.hpp"

namespace bluelamp::incidents {

void add_routes(api::Router& router, FindAreas find_areas) {
    router.post<Report, Incident>(
        "/api/v1/incidents", Permission::log_incident, "Opens an incident: a place and a reason are enough.",
        [find_areas = std::move(find_areas)](db::Transaction& tx, const Act& act, const Report& report) {
            return open_incident(tx, act, report, find_areas);
        });
    router.get("/api/v1/incidents", Permission::read_incidents,
               "Incidents, newest first, open ones unless asked otherwise.", list_incidents);
    router.get("/api/v1/incidents/{id}", Permission::read_incidents, "One incident.", read_incident).quick = true;
    router.get("/api/v1/incidents/{id}/lines", Permission::read_incidents,
               "The log of one incident, oldest line first.", read_log);
    router.post("/api/v1/incidents/{id}/lines", Permission::add_line, "Adds a line to the log; lines are never edited.",
                add_line);
    router.topic("incidents", "incident", Permission::read_incidents);
}

}  // namespace bluelamp::incidents
