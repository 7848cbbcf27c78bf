// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "policing/crimes/store.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {

Result<WholeCrime> give_crime(db::Transaction& tx, const Act& act, const Desk& desk, const GiveCrime& wanted) {
    TRY(act.require(Permission::record_crimes));
    Crime crime = TRY(to_change(tx, act, wanted.id));
    TRY(act.expect_version(crime.version));
    const std::string name = TRY(tasks::owner_who_may(tx, act, {wanted.to.text}, Permission::record_crimes, "to"));
    if (crime.owner.id == wanted.to.text) {
        return fail(ErrorCode::conflict, "to", name + " owns it already.");
    }
    const std::string text = fmt::format("Given by {} to {}: {}", crime.owner.name, name, wanted.reason.text);
    if (crime.visibility > 0) {
        TRY(out_of_sight(tx, act, crime, crime.visibility));  // of whoever sees it only as its owner
        ++crime.last_seq;
    }
    crime.owner = {wanted.to.text, name};
    TRY(tx.execute(sql::set_owner, {tx.force(), crime.id, crime.owner.id}));
    TRY(deadlines::follow(tx, act, subject_of(crime)));
    WholeCrime given = TRY(whole(tx, act, desk.catalogue, crime));  // while it is seen: soon the new owner alone may
    TRY(people::follow(tx, act, about(crime), crime.owner.id, crime.visibility));
    TRY(tell(tx, act, crime, "crime.given", {text, acting(act), {json::to_text(wanted)}}));
    TRY(tasks::tell_given(tx, act, {crime.owner.id}, about(crime), wanted.reason.text));
    ++crime.version;
    ++crime.last_seq;
    given.version = crime.version;
    given.crime = std::move(crime);
    return given;
}

}  // namespace bluelamp::crimes
