// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/incidents.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

struct Owned {
    std::string id;
    std::int64_t visibility = 0;
};

struct Moved {
    std::string from, to;
};
BOOST_DESCRIBE_STRUCT(Moved, (), (from, to))

}  // namespace

Result<std::int64_t> move_owned(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                const access::OwnerId& to) {
    const auto owned = TRY(tx.many(sql::owned_by_person, {tx.force(), from.text}, [](const db::Row& row) {
        return Owned{row.string(0), row.bigint(1)};
    }));
    const std::string content = json::to_text(Moved{from.text, to.text});
    for (const Owned& incident : owned) {
        TRY(tx.execute(sql::set_owner, {tx.force(), incident.id, to.text}));
        TRY(act.record(tx, {.action = "incident.owner_changed",
                            .kind = "incident",
                            .record = incident.id,
                            .happened_at = act.now,
                            .content = content,
                            .visibility = incident.visibility,
                            .owner = to.text}));
    }
    return static_cast<std::int64_t>(owned.size());
}

tasks::Unowned unowned_incidents() {
    return {"incident", [](db::Reader& reader, const ForceId& force, Instant) {
                return reader.one(sql::unowned_incidents, {force}, [](const db::Row& row) { return row.bigint(0); });
            }};
}

}  // namespace bluelamp::incidents
