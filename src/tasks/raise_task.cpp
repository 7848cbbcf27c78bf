// SPDX-License-Identifier: Apache-2.0
#include "tasks/store.hpp"
#include "tasks/store.sql.hpp"

namespace bluelamp::tasks {

Result<TaskId> raise_task(db::Transaction& tx, const Act& act, const NewTask& wanted) {
    Task task;
    task.owner_name = TRY(need_owner(tx, tx.force(), wanted.owner, "owner"));
    task.id = act.new_id<TaskId>();
    task.kind = wanted.kind;
    task.title = wanted.title;
    task.about = wanted.about;
    task.owner = wanted.owner.text;
    task.raised_at = act.now;
    task.raised_by = act.actor.name;
    task.due_at = wanted.due_at;
    task.visibility = wanted.visibility;
    TRY(tx.execute(sql::insert_task,
                   {tx.force(), task.id, task.kind, task.title, task.about.kind, task.about.id, task.about.reference,
                    act.now, act.actor.id, task.due_at, task.visibility, task.owner}));
    TRY(note(tx, act, "task.raised", task));
    TRY(tell(tx, act, wanted.owner, NoticeKind::task, task.title, task.about));
    return task.id;
}

Result<void> follow(db::Transaction& tx, const About& about, std::int64_t visibility) {
    const auto wider = TRY(tx.many(sql::wider_tasks_about, {tx.force(), about.id, visibility},
                                   [](const db::Row& row) { return row.id<TaskId>(0); }));
    for (const TaskId& id : wider) {
        TRY(tx.execute(sql::set_task_visibility, {tx.force(), id, visibility}));
        TRY(journal::narrow(tx, id.text(), visibility));
    }
    return {};
}

}  // namespace bluelamp::tasks
