// SPDX-License-Identifier: Apache-2.0
#include "tasks/store.hpp"

#include "tasks/owners.hpp"
#include "tasks/store.sql.hpp"

namespace bluelamp::tasks {

std::vector<std::string> owners_in(const access::Clearance& clearance, std::string_view kind) {
    std::vector<std::string> found;
    std::string_view rest = clearance.owners;
    while (!rest.empty()) {
        const std::string_view owner = rest.substr(0, rest.find(','));
        if (!owner.empty() && owner.starts_with(kind)) {
            found.emplace_back(owner);
        }
        rest.remove_prefix(std::min(rest.size(), owner.size() + 1));
    }
    return found;
}

// Columns count as in the view: 0 force_id, 1 id, 2 kind, ...
Task read_task_row(const db::Row& row) {
    Task task;
    task.id = row.id<TaskId>(1);
    task.kind = row.text(2);
    task.title = row.text(3);
    task.about = {row.string(4), row.string(5), row.string(6)};
    task.raised_at = row.instant(7);
    task.raised_by = row.text(8);
    task.due_at = row.maybe_instant(9);
    task.done_at = row.maybe_instant(10);
    task.done_by = row.maybe_text(11);
    task.outcome = row.maybe_text(12);
    task.visibility = row.bigint(13);
    task.owner = row.text(14);
    task.owner_name = row.text(15);
    task.version = row.bigint(16);
    return task;
}

Notice read_notice_row(const db::Row& row) {
    const auto kind = json::Format<NoticeKind>::parse(row.text(2), "");
    invariant(kind.has_value(), "a stored kind of notice is not in the list");
    Notice notice;
    notice.id = row.id<NoticeId>(0);
    notice.addressee = row.text(1);
    notice.kind = *kind;
    notice.text = row.text(3);
    notice.about = {row.string(4), row.string(5), row.string(6)};
    notice.at = row.instant(7);
    notice.seen_at = row.maybe_instant(8);
    notice.seen_by = row.maybe_text(9);
    if (!row.null(10)) {
        notice.replaced_by = row.id<NoticeId>(10);
    }
    notice.settled_at = row.maybe_instant(11);
    return notice;
}

Result<std::string> need_owner(db::Reader& reader, const ForceId& force, const access::OwnerId& owner,
                               std::string_view field) {
    const std::string_view text = owner.text;
    const std::string_view person = text.starts_with("person:") ? text.substr(7) : "";
    const std::string_view team = text.starts_with("team:") ? text.substr(5) : "";
    auto name =
        TRY(reader.maybe(sql::owner_name, {force, person, team}, [](const db::Row& row) { return row.string(0); }));
    if (!name) {
        return fail(ErrorCode::invalid, std::string(field),
                    "Give a person whose account is not disabled (person:…) or a team that there is (team:…).");
    }
    return *std::move(name);
}

Result<Task> open_task(db::Transaction& tx, const Act& act, const TaskId& id) {
    const auto& clearance = act.actor.clearance;
    auto task = TRY(tx.maybe(sql::one_task, {tx.force(), id, clearance.level, clearance.owners}, read_task_row));
    if (!task) {
        return fail(ErrorCode::not_found, "id", "There is no such task, or it is not for you to see.");
    }
    if (task->done_at) {
        return fail(ErrorCode::conflict, "id", "This task is finished already; raise another one.");
    }
    if (act.if_match) {
        TRY(act.expect_version(task->version));
    }
    const bool own = access::Clearance{-1, clearance.owners}.sees(0, task->owner);
    if (!own && !act.require(Permission::supervise)) {
        return fail(ErrorCode::forbidden, "id",
                    "This task is " + task->owner_name + "'s; ask them or somebody who supervises.");
    }
    return *std::move(task);
}

Result<void> note(db::Transaction& tx, const Act& act, std::string_view action, const Task& task) {
    TRY(act.record(tx, {.action = action,
                        .kind = "task",
                        .record = task.id.text(),
                        .seq = task.version,
                        .happened_at = act.now,
                        .content = json::to_text(task),
                        .visibility = task.visibility,
                        .owner = task.owner}));
    return {};
}

}  // namespace bluelamp::tasks
