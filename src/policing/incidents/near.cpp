// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/text.hpp"
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

constexpr std::chrono::hours looked_back{4};
constexpr std::int64_t radius_m = 500;

/// The words a place is compared by; none of a place nobody knows.
std::vector<std::string> place_words(std::string_view place) {
    auto said = words(place);
    return said.size() == 1 && said.front() == "unknown" ? std::vector<std::string>() : said;
}

Result<api::Page<Nearby>> around(db::Reader& reader, const Act& act, const Place& place, const std::string& itself) {
    const auto& clearance = act.actor.clearance;
    const auto open = TRY(reader.many(
        sql::open_since, {act.force, clearance.level, clearance.owners, act.now - looked_back}, read_incident_row));
    const auto wanted = place_words(place.text.text);
    api::Page<Nearby> page;
    for (const Incident& incident : open) {
        std::optional<std::int64_t> metres;
        if (place.latitude && incident.place.latitude) {
            metres = std::llround(
                distance_m({*place.latitude, *place.longitude}, {*incident.place.latitude, *incident.place.longitude}));
        }
        const bool same_words = !wanted.empty() && wanted == place_words(incident.place.text);
        const bool close = metres && *metres <= radius_m;
        if (incident.id.text() == itself || (!same_words && !close)) {
            continue;
        }
        page.items.push_back(
            {incident, metres, same_words ? "The same place was given." : fmt::format("{} m away.", *metres)});
    }
    std::ranges::stable_sort(page.items, {}, [](const Nearby& each) { return each.distance_m.value_or(0); });
    return page;
}

}  // namespace

Result<api::Page<Nearby>> near(db::Reader& reader, const Act& act, const NearQuery& query) {
    TRY(act.require(Permission::read_incidents));
    const Place place{{query.place ? query.place->text : ""}, query.latitude, query.longitude};
    TRY(may_stand(place));
    return around(reader, act, place, {});
}

Result<api::Page<Nearby>> nearby(db::Reader& reader, const Act& act, const OneIncident& query) {
    const Incident incident = TRY(read_incident(reader, act, query));
    const Place place{{incident.place.text}, incident.place.latitude, incident.place.longitude};
    return around(reader, act, place, incident.id.text());
}

}  // namespace bluelamp::incidents
