// SPDX-License-Identifier: Apache-2.0
#include "policing/people/profiles.hpp"
#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {
namespace {

struct Owned {
    std::string kind, id;
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
        return Owned{row.string(0), row.string(1), row.bigint(2)};
    }));
    const std::string content = json::to_text(Moved{from.text, to.text});
    for (const Owned& each : owned) {
        TRY(act.record(tx, {.action = each.kind + ".owner_changed",
                            .kind = each.kind,
                            .record = each.id,
                            .happened_at = act.now,
                            .content = content,
                            .visibility = each.visibility,
                            .owner = to.text}));
    }
    TRY(touch_owned(tx, from.text));
    for (const db::Query& give : {sql::give_persons, sql::give_markers, sql::give_records}) {
        TRY(tx.execute(give, {tx.force(), from.text, to.text}));
    }
    return static_cast<std::int64_t>(owned.size());
}

}  // namespace bluelamp::people
