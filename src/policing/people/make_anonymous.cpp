// SPDX-License-Identifier: Apache-2.0
#include "policing/people/anonymous.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

struct Caller {
    MentionId mention;
    std::optional<Linked> linked;
};

}  // namespace

Result<void> make_anonymous(db::Transaction& tx, const Act& act, const tasks::About& record) {
    const auto callers = TRY(tx.many(sql::callers_of, {tx.force(), record.id}, [&](const db::Row& row) {
        Caller caller{row.id<MentionId>(0), {}};
        if (!row.null(1)) {
            const bool of_person = row.bigint(2) > row.bigint(4);
            caller.linked = Linked{caller.mention, record, row.id<SubjectId>(1), row.bigint(of_person ? 2 : 4),
                                   row.string(of_person ? 3 : 5)};
        }
        return caller;
    }));
    for (const Caller& caller : callers) {
        if (caller.linked) {
            TRY(unlink(tx, act, *caller.linked, "Whoever called stays anonymous."));
        }
        TRY(tx.execute(sql::forget_involvements, {tx.force(), caller.mention}));
        TRY(tx.execute(sql::set_anonymous, {tx.force(), caller.mention}));
    }
    return {};
}

}  // namespace bluelamp::people
