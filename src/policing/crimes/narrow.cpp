// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/contacts.hpp"
#include "policing/crimes/store.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {

namespace {

Result<void> narrow_one(db::Transaction& tx, const Act& act, Crime& crime, std::int64_t visibility) {
    TRY(out_of_sight(tx, act, crime, visibility));
    crime.visibility = visibility;
    TRY(tx.execute(sql::set_visibility, {tx.force(), crime.id, crime.visibility}));
    const deadlines::Subject subject = subject_of(crime);
    TRY(deadlines::follow(tx, act, subject));
    TRY(tasks::follow(tx, subject.about, subject.visibility));
    return people::follow(tx, act, subject.about, subject.owner, subject.visibility);
}

/// Answers the incident it was raised from.
Result<std::optional<IncidentId>> narrow_crime(db::Transaction& tx, const Act& act, const CrimeId& id,
                                               std::int64_t visibility) {
    constexpr auto all = static_cast<std::int64_t>(access::Visibility::secret);
    Crime crime = TRY(tx.one(sql::one_crime, {tx.force(), id, all, ","}, read_crime_row));
    if (crime.visibility < visibility) {
        TRY(narrow_one(tx, act, crime, visibility));
    }
    return crime.incident;
}

}  // namespace

Result<void> narrow(db::Transaction& tx, const Act& act, const incidents::Incident& incident) {
    // Drafts as well, of which the incident knows nothing yet.
    for (Crime& crime :
         TRY(tx.many(sql::wider_of_incident, {tx.force(), incident.id, incident.visibility}, read_crime_row))) {
        TRY(narrow_one(tx, act, crime, incident.visibility));
    }
    return {};
}

Result<void> narrow_record(db::Transaction& tx, const Act& act, const tasks::About& record, std::int64_t visibility) {
    std::optional<incidents::IncidentId> incident;
    if (record.kind == "incident") {
        incident = incidents::IncidentId(record.id);
    } else if (record.kind == "contact") {
        incident = TRY(contacts::narrow_contact(tx, act, contacts::ContactId(record.id), visibility));
    } else if (record.kind == "crime") {
        incident = TRY(narrow_crime(tx, act, CrimeId(record.id), visibility));
    }
    return incident ? incidents::narrow(tx, act, {contacts::narrow, narrow}, *incident, visibility) : Result<void>();
}

Result<void> out_of_sight(db::Transaction& tx, const Act& act, const Crime& crime, std::int64_t visibility) {
    TRY(journal::narrow(tx, crime.id.text(), visibility));
    return tell(tx, act, crime, "crime.restricted",
                {"For fewer to see from now on.", acting(act), {json::to_text(visibility)}});
}

}  // namespace bluelamp::crimes
