// SPDX-License-Identifier: Apache-2.0
// What the desks above tell of their records: another contact about the same, a crime raised, a field typed twice.
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {

Result<void> add_contact(db::Transaction& tx, const Act& act, const IncidentId& id, const tasks::About& contact) {
    Incident incident = TRY(seen_open(tx, act, id));
    TRY(tx.execute(sql::insert_contact, {tx.force(), id, contact.id, contact.reference, act.now}));
    return tell(
        tx, act, incident,
        {"incident.contact_added", contact.reference + " reports the same; its caller is a possible witness.", act.now},
        contact);
}

Result<void> crime_raised(db::Transaction& tx, const Act& act, const Ground& ground, const IncidentId& id,
                          const tasks::About& crime) {
    Incident incident = TRY(held(tx, act.force, id));  // the crime may be another owner's by now
    TRY(tx.execute(sql::insert_crime, {tx.force(), id, crime.id, crime.reference, act.now}));
    TRY(tell(tx, act, incident, {"incident.crime_raised", "Crime " + crime.reference + " was raised.", act.now},
             crime));
    return happened(tx, act, ground.policy, incident, {"crime.recorded", act.now});
}

Result<void> typed_twice(db::Transaction& tx, const Act& act, const tasks::About& record, const TypedTwice& field) {
    return tx.execute(sql::insert_typed_twice,
                      {tx.force(), act.new_id<Id<struct TypedTwiceTag>>(), field.kind, field.subject, record.kind,
                       record.id, record.reference, act.actor.id, act.now});
}

Result<TypedTwiceFigure> typed_twice_figure(db::Reader& reader, const Act& act, const api::Nothing&) {
    TRY(act.require(Permission::read_measures));
    TypedTwiceFigure figure;
    figure.count =
        TRY(reader.one(sql::count_typed_twice, {act.force}, [](const db::Row& row) { return row.bigint(0); }));
    figure.items = TRY(reader.many(sql::newest_typed_twice, {act.force}, [](const db::Row& row) {
        return TypedAgain{row.string(0),
                          row.string(1),
                          {row.string(2), row.string(3), row.string(4)},
                          {row.string(5), row.string(6)},
                          row.instant(7)};
    }));
    return figure;
}

}  // namespace bluelamp::incidents
