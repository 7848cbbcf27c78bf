// SPDX-License-Identifier: Apache-2.0
#include "tasks/tasks.hpp"

namespace bluelamp::tasks {

Result<Ownership> count_unowned(db::Reader& reader, const Act& act, const std::vector<Unowned>& desks) {
    TRY(act.require(Permission::do_tasks));
    Ownership ownership;
    for (const Unowned& desk : desks) {
        const std::int64_t nobody = TRY(desk.count(reader, act.force, act.now));
        ownership.nobody += nobody;
        ownership.kinds.push_back({desk.kind, nobody});
    }
    return ownership;
}

void add_routes(api::Router& router, std::vector<Unowned> desks) {
    router.get("/api/v1/inbox", Permission::do_tasks,
               "What you, your teams and your roles were told; what nobody has seen stands first.", read_inbox);
    router.post("/api/v1/notices/{id}/seen", Permission::do_tasks, "You have seen this notice.", see_notice);
    router.get("/api/v1/tasks", Permission::do_tasks,
               "Open tasks, the earliest due first: yours unless asked for your teams' or all.", list_tasks);
    router.get("/api/v1/tasks/{id}", Permission::do_tasks, "One task.", read_task).quick = true;
    router.post("/api/v1/tasks/{id}/finish", Permission::do_tasks, "Finishes a task and says what came of it.",
                finish_task);
    router.post("/api/v1/tasks/{id}/give", Permission::do_tasks, "Gives a task to a person or a team.", give_task);
    router
        .get<api::Nothing, Ownership>(
            "/api/v1/ownership", Permission::do_tasks, "How many records are owned by nobody: always 0.",
            [desks = std::move(desks)](db::Reader& reader, const Act& act, const api::Nothing&) {
                return count_unowned(reader, act, desks);
            })
        .counts = true;
    router.topic("inbox", "notice", Permission::do_tasks);
    router.topic("tasks", "task", Permission::do_tasks);
}

}  // namespace bluelamp::tasks
