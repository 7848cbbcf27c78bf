// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <limits>
#include <tuple>

#include "core/text.hpp"
#include "tasks/owners.hpp"
#include "tasks/store.hpp"
#include "tasks/store.sql.hpp"

namespace bluelamp::tasks {
namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

Result<std::int64_t> need_limit(const std::optional<std::int64_t>& wanted) {
    const std::int64_t limit = wanted.value_or(50);
    if (limit < 1 || limit > 500) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 500.");
    }
    return limit;
}

/// Where a page ended, as "1.1700000000000.0190…": whether unseen (0 in other lists), instant, id.
struct Cursor {
    std::int64_t unseen = 0, at = 0;
    std::string id;
};

Result<Cursor> read_cursor(const std::optional<std::string>& text, Cursor first) {
    if (!text) {
        return first;
    }
    const std::string_view whole = *text;
    const std::size_t dot = whole.find('.');
    const std::size_t second = whole.find('.', dot == std::string_view::npos ? dot : dot + 1);
    const auto unseen = parse_int(whole.substr(0, dot));
    if (second == std::string_view::npos || !unseen || !is_uuid(whole.substr(second + 1))) {
        return fail(ErrorCode::invalid, "after", "Use the `next` of the page before, unchanged.");
    }
    const auto at = parse_int(whole.substr(dot + 1, second - dot - 1));
    if (!at) {
        return fail(ErrorCode::invalid, "after", "Use the `next` of the page before, unchanged.");
    }
    return Cursor{*unseen, *at, std::string(whole.substr(second + 1))};
}

std::int64_t at_of(const Task& task) { return task.due_at ? task.due_at->ms : never; }

std::tuple<bool, std::int64_t, std::string> place_of(const Notice& notice) {
    return {!notice.seen_at, notice.at.ms, notice.id.text()};
}

}  // namespace

Result<Inbox> read_inbox(db::Reader& reader, const Act& act, const InboxQuery& query) {
    TRY(act.require(Permission::do_tasks));
    const std::int64_t limit = TRY(need_limit(query.limit));
    const Cursor from = TRY(read_cursor(query.after, {2, 0, ""}));
    const std::string& owners = act.actor.clearance.owners;
    const std::vector<std::string> own = owners_in(act.actor.clearance);
    Inbox inbox;
    inbox.items = TRY(merged<Notice>(
        own, static_cast<std::size_t>(limit) + 1,
        [&](const std::string& owner) {
            return reader.many(sql::notices_to, {act.force, owner, from.unseen, from.at, from.id, limit + 1, owners},
                               read_notice_row);
        },
        [](const Notice& a, const Notice& b) { return place_of(a) > place_of(b); }));
    if (static_cast<std::int64_t>(inbox.items.size()) > limit) {
        inbox.items.pop_back();
        const Notice& last = inbox.items.back();
        inbox.next = fmt::format("{}.{}.{}", last.seen_at ? 0 : 1, last.at.ms, last.id.text());
    }
    for (const std::string& owner : own) {
        inbox.unseen += TRY(
            reader.one(sql::unseen_to, {act.force, owner, owners}, [](const db::Row& row) { return row.bigint(0); }));
    }
    return inbox;
}

Result<Task> read_task(db::Reader& reader, const Act& act, const OneTask& query) {
    TRY(act.require(Permission::do_tasks));
    const auto& clearance = act.actor.clearance;
    auto found =
        TRY(reader.maybe(sql::one_task, {act.force, query.id, clearance.level, clearance.owners}, read_task_row));
    if (!found) {
        return fail(ErrorCode::not_found, "id", "There is no such task, or it is not for you to see.");
    }
    return *std::move(found);
}

Result<api::Page<Task>> list_tasks(db::Reader& reader, const Act& act, const TaskQuery& query) {
    TRY(act.require(Permission::do_tasks));
    const std::int64_t limit = TRY(need_limit(query.limit));
    const Cursor from = TRY(read_cursor(query.after, {0, std::numeric_limits<std::int64_t>::min(), ""}));
    const auto& clearance = act.actor.clearance;
    const Whose whose = query.whose.value_or(Whose::mine);
    api::Page<Task> page;
    if (whose == Whose::all) {
        TRY(act.require(Permission::supervise));
        page.items = TRY(reader.many(sql::open_tasks,
                                     {act.force, clearance.level, clearance.owners, from.at, from.id, limit + 1},
                                     read_task_row));
    } else {
        page.items = TRY(merged<Task>(
            owners_in(clearance, whose == Whose::mine ? "person:" : "team:"), static_cast<std::size_t>(limit) + 1,
            [&](const std::string& owner) {
                return reader.many(sql::open_tasks_of, {act.force, owner, from.at, from.id, limit + 1}, read_task_row);
            },
            [](const Task& a, const Task& b) {
                return std::tuple(at_of(a), a.id.text()) < std::tuple(at_of(b), b.id.text());
            }));
    }
    if (static_cast<std::int64_t>(page.items.size()) > limit) {
        page.items.pop_back();
        page.next = fmt::format("0.{}.{}", at_of(page.items.back()), page.items.back().id.text());
    }
    return page;
}

}  // namespace bluelamp::tasks
