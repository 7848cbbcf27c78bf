// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

Result<void> insert_place(db::Transaction& tx, const IncidentId& id, const KnownPlace& known) {
    const Place& place = known.place;
    return tx.execute(sql::insert_place,
                      {tx.force(), id, known.seq, json::Format<PlaceKind>::name(known.kind), place.text.text,
                       place.latitude, place.longitude, json::Format<PlaceSource>::name(known.source),
                       json::Format<Confidence>::name(known.confidence), known.confirmed ? 1 : 0, known.recorded_at,
                       known.recorded_by.id});
}

std::string in_words(const KnownPlace& known) {
    static constexpr std::string_view kinds[] = {"Incident", "Caller", "Victim's home", "Rendezvous"};
    return fmt::format("{}: {} (from {}, {}{}).", kinds[static_cast<std::size_t>(known.kind)], known.place.text.text,
                       json::Format<PlaceSource>::name(known.source), json::Format<Confidence>::name(known.confidence),
                       known.confirmed ? ", confirmed" : "");
}

void stand_at(Incident& incident, const Place& place, const Act& act, const FindAreas& find_areas) {
    incident.place = {place.text.text, place.latitude, place.longitude, std::nullopt, std::nullopt};
    if (place.latitude) {
        const Areas areas = find_areas({*place.latitude, *place.longitude}, in_london(act.now).date);
        incident.place.ward = areas.ward;
        incident.place.borough = areas.borough;
    }
}

}  // namespace

KnownPlace opening_place(const Incident& incident) {
    KnownPlace known;
    known.seq = 1;
    known.place = {{incident.place.text}, incident.place.latitude, incident.place.longitude};
    known.recorded_at = incident.opened_at;
    known.recorded_by = incident.opened_by;
    return known;
}

Result<KnownPlace> give_place(db::Transaction& tx, const Act& act, const Ground& ground, const NewPlace& wanted) {
    TRY(act.require(Permission::add_line));
    TRY(may_stand(wanted.place));
    Incident incident = TRY(seen_open(tx, act, wanted.id));
    const KnownPlace known{incident.last_seq + 1,
                           wanted.kind,
                           wanted.place,
                           wanted.source,
                           wanted.confidence,
                           wanted.confirmed.value_or(false),
                           true,
                           act.now,
                           {act.actor.id.text(), act.actor.name}};
    const Telling telling{"incident.place_given", in_words(known), act.now};
    if (known.kind == PlaceKind::incident) {
        // Where it was opened is kept before the first other place: that opening costs one row less.
        TRY(insert_place(tx, incident.id, opening_place(incident)));
        stand_at(incident, wanted.place, act, ground.find_areas);
    }
    TRY(insert_place(tx, incident.id, known));
    TRY(known.kind == PlaceKind::incident ? keep(tx, act, incident, telling, known)
                                          : tell(tx, act, incident, telling, known));
    return known;
}

}  // namespace bluelamp::incidents
