// SPDX-License-Identifier: Apache-2.0
#include "tasks/store.hpp"
#include "tasks/store.sql.hpp"

namespace bluelamp::tasks {

Result<std::int64_t> move_owned(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                const access::OwnerId& to) {
    const auto ids = TRY(
        tx.many(sql::open_task_ids_of, {tx.force(), from.text}, [](const db::Row& row) { return row.id<TaskId>(0); }));
    for (const TaskId& id : ids) {
        TRY(tx.execute(sql::set_task_owner, {tx.force(), id, to.text}));
        const Task task = TRY(tx.one(sql::one_task, {tx.force(), id, 0, "," + to.text + ","}, read_task_row));
        TRY(note(tx, act, "task.given", task));
    }
    return static_cast<std::int64_t>(ids.size()) + TRY(move_notices(tx, act, from, to));
}

Unowned unowned_tasks() {
    return {"task", [](db::Reader& reader, const ForceId& force, Instant) {
                return reader.one(sql::unowned_tasks, {force}, [](const db::Row& row) { return row.bigint(0); });
            }};
}

}  // namespace bluelamp::tasks
