// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "tasks/store.hpp"
#include "tasks/store.sql.hpp"

namespace bluelamp::tasks {

Result<Task> finish_task(db::Transaction& tx, const Act& act, const FinishTask& wanted) {
    TRY(act.require(Permission::do_tasks));
    Task task = TRY(open_task(tx, act, wanted.id));
    task.outcome = std::string(trim(wanted.outcome.text));
    if (task.outcome->empty()) {
        return fail(ErrorCode::invalid, "outcome", "Say what came of it, also when nothing did.");
    }
    task.done_at = act.now;
    task.done_by = act.actor.name;
    ++task.version;
    TRY(tx.execute(sql::set_done, {tx.force(), task.id, act.now, act.actor.id, task.outcome}));
    TRY(note(tx, act, "task.finished", task));
    return task;
}

}  // namespace bluelamp::tasks
