// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "tasks/store.hpp"
#include "tasks/store.sql.hpp"

namespace bluelamp::tasks {

Result<Task> give_task(db::Transaction& tx, const Act& act, const GiveTask& wanted) {
    TRY(act.require(Permission::do_tasks));
    Task task = TRY(open_task(tx, act, wanted.id));
    if (trim(wanted.reason.text).empty()) {
        return fail(ErrorCode::invalid, "reason", "Say in a few words why it changes hands.");
    }
    if (wanted.to == task.owner) {
        return fail(ErrorCode::conflict, "to", "It is theirs already; name somebody else.");
    }
    task.owner_name = TRY(owner_who_may(tx, act, {wanted.to}, Permission::do_tasks, "to"));
    task.owner = wanted.to;
    ++task.version;
    TRY(tx.execute(sql::set_task_owner, {tx.force(), task.id, task.owner}));
    Act because = act;
    because.reason = trim(wanted.reason.text);
    TRY(note(tx, because, "task.given", task));
    if (task.owner != access::OwnerId::person(act.actor.id).text) {
        TRY(tell(tx, act, {task.owner}, NoticeKind::task, task.title, task.about));
    }
    return task;
}

}  // namespace bluelamp::tasks
