// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "deadlines/store.hpp"
#include "deadlines/store.sql.hpp"

namespace bluelamp::deadlines {
namespace {

struct Given {
    PromiseId promise;
    std::string rule, text, from, to;
};
BOOST_DESCRIBE_STRUCT(Given, (), (promise, rule, text, from, to))

}  // namespace

Result<void> follow(db::Transaction& tx, const Act&, const Subject& subject) {
    return tx.execute(sql::follow,
                      {tx.force(), subject.about.id, subject.owner, subject.visibility, subject.about.reference});
}

Result<std::int64_t> move_owned(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                const access::OwnerId& to) {
    const auto open = TRY(tx.many(sql::open_of, {tx.force(), from.text}, [&](const db::Row& row) {
        Promise promise;
        promise.id = row.id<PromiseId>(0);
        promise.rule = row.text(1);
        promise.title = row.text(2);
        promise.about = {row.string(3), row.string(4), {}};
        promise.visibility = row.bigint(5);
        promise.owner = to.text;
        return promise;
    }));
    for (const Promise& promise : open) {
        TRY(tx.execute(sql::set_promise_owner, {tx.force(), promise.id, to.text}));
        TRY(note(tx, act, "deadline.owner_changed", promise,
                 Given{promise.id, promise.rule, fmt::format("{}: given to its owner's team.", promise.title),
                       from.text, to.text}));
    }
    return static_cast<std::int64_t>(open.size());
}

tasks::Unowned unowned_promises() {
    return {"deadline", [](db::Reader& reader, const ForceId& force, Instant) {
                return reader.one(sql::unowned_promises, {force}, [](const db::Row& row) { return row.bigint(0); });
            }};
}

}  // namespace bluelamp::deadlines
