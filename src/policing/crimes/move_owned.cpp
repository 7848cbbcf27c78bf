// SPDX-License-Identifier: Apache-2.0
#include "policing/crimes/store.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {

Result<std::int64_t> move_owned(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                const access::OwnerId& to) {
    const auto owned = TRY(tx.many(sql::owned_by_person, {tx.force(), from.text}, [&](const db::Row& row) {
        Crime crime;
        crime.id = row.id<CrimeId>(0);
        crime.reference = row.string(1);
        crime.visibility = row.bigint(2);
        crime.owner.id = to.text;
        return crime;
    }));
    for (const Crime& crime : owned) {
        TRY(tx.execute(sql::set_owner, {tx.force(), crime.id, to.text}));
        TRY(deadlines::follow(tx, act, subject_of(crime)));
        TRY(people::follow(tx, act, about(crime), to.text, crime.visibility));
        TRY(tell(tx, act, crime, "crime.owner_changed",
                 {"Given to its owner's team.", acting(act), {json::to_text(from.text)}}));
    }
    return static_cast<std::int64_t>(owned.size());
}

tasks::Unowned unowned_crimes() {
    return {"crime", [](db::Reader& reader, const ForceId& force, Instant) {
                return reader.one(sql::unowned, {force}, [](const db::Row& row) { return row.bigint(0); });
            }};
}

}  // namespace bluelamp::crimes
