// SPDX-License-Identifier: Apache-2.0
#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {
namespace {

struct Shown {
    std::vector<SubjectId> subjects;
};
BOOST_DESCRIBE_STRUCT(Shown, (), (subjects))

}  // namespace

Result<void> shown(db::Transaction& tx, const Act& act, const tasks::About& record,
                   const std::vector<SubjectId>& subjects) {
    struct Seen {
        std::int64_t visibility = 0;
        std::string owner;
    };
    const auto known = TRY(tx.maybe(sql::known_record, {tx.force(), record.id}, [](const db::Row& row) {
        return Seen{row.bigint(0), row.string(1)};
    }));
    // Nobody named in it yet: then only who looked may see at whom he looked.
    const Seen seen = known.value_or(
        Seen{static_cast<std::int64_t>(access::Visibility::secret), access::OwnerId::person(act.actor.id).text});
    TRY(act.record(tx, {.action = "people.shown",
                        .kind = record.kind,
                        .record = record.id,
                        .happened_at = act.now,
                        .content = json::to_text(Shown{subjects}),
                        .visibility = seen.visibility,
                        .owner = seen.owner}));
    return {};
}

}  // namespace bluelamp::people
