// SPDX-License-Identifier: Apache-2.0
#include "policing/crimes/store.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {
namespace {

Result<void> narrow_one(db::Transaction& tx, const Act& act, const std::string& id, std::int64_t visibility) {
    // Only what more may see than that: nobody's clearance counts here, and no owner's.
    auto wider = TRY(tx.maybe(sql::one_crime, {tx.force(), id, visibility - 1, ","}, read_crime_row));
    if (!wider) {
        return {};
    }
    TRY(journal::narrow(tx, id, visibility));
    TRY(tell(tx, act, *wider, "crime.restricted",
             {"For fewer to see from now on.", acting(act), {json::to_text(visibility)}}));
    wider->visibility = visibility;
    TRY(tx.execute(sql::set_visibility, {tx.force(), id, visibility}));
    const deadlines::Subject subject = subject_of(*wider);
    TRY(deadlines::follow(tx, act, subject));
    return people::follow(tx, act, subject.about, subject.owner, subject.visibility);
}

}  // namespace

Result<void> narrow(db::Transaction& tx, const Act& act, const incidents::Incident& incident) {
    for (const incidents::Named& crime : TRY(incidents::list_crimes(tx, act, {incident.id})).items) {
        TRY(narrow_one(tx, act, crime.id, incident.visibility));
    }
    return {};
}

}  // namespace bluelamp::crimes
