// SPDX-License-Identifier: Apache-2.0
/// Rows to types for tasks and notices; known to this folder only.
#pragma once

#include "tasks/tasks.hpp"

namespace bluelamp::tasks {

/// One row of the view task_rows.
Task read_task_row(const db::Row& row);
Notice read_notice_row(const db::Row& row);

/// The name of a person or team that exists; `invalid` on `field` otherwise.
Result<std::string> need_owner(db::Reader& reader, const ForceId& force, const access::OwnerId& owner,
                               std::string_view field);

/// The task with that id, open; `not_found` where the reader may not see it, `conflict` when it is finished, `stale`
/// when another version was read, `forbidden` unless it is the actor's, his team's, or he supervises.
Result<Task> open_task(db::Transaction& tx, const Act& act, const TaskId& id);

/// The unseen notices of `from`, to `to`; answers how many.
Result<std::int64_t> move_notices(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                  const access::OwnerId& to);

/// Journals one act on a task, whose content is the task as it is now.
Result<void> note(db::Transaction& tx, const Act& act, std::string_view action, const Task& task);

}  // namespace bluelamp::tasks
