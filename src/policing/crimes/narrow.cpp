// SPDX-License-Identifier: Apache-2.0
#include "policing/crimes/store.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {

Result<void> narrow(db::Transaction& tx, const Act& act, const incidents::Incident& incident) {
    // Drafts as well, of which the incident knows nothing yet.
    for (Crime& crime :
         TRY(tx.many(sql::wider_of_incident, {tx.force(), incident.id, incident.visibility}, read_crime_row))) {
        TRY(out_of_sight(tx, act, crime, incident.visibility));
        crime.visibility = incident.visibility;
        TRY(tx.execute(sql::set_visibility, {tx.force(), crime.id, crime.visibility}));
        const deadlines::Subject subject = subject_of(crime);
        TRY(deadlines::follow(tx, act, subject));
        TRY(tasks::follow(tx, subject.about, subject.visibility));
        TRY(people::follow(tx, act, subject.about, subject.owner, subject.visibility));
    }
    return {};
}

Result<void> out_of_sight(db::Transaction& tx, const Act& act, const Crime& crime, std::int64_t visibility) {
    TRY(journal::narrow(tx, crime.id.text(), visibility));
    return tell(tx, act, crime, "crime.restricted",
                {"For fewer to see from now on.", acting(act), {json::to_text(visibility)}});
}

}  // namespace bluelamp::crimes
