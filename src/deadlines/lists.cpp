// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <limits>
#include <tuple>

#include "core/text.hpp"
#include "deadlines/store.hpp"
#include "deadlines/store.sql.hpp"
#include "tasks/owners.hpp"

namespace bluelamp::deadlines {
namespace {

using namespace std::chrono_literals;

/// What lies after `from` and falls due no later than `until`.
struct Span {
    std::int64_t from = std::numeric_limits<std::int64_t>::min();
    std::string id;
    Instant until;
};

Span span_of(List list, Instant now) {
    switch (list) {
        case List::day: return {now.ms + 1, "", now + 24h};
        case List::week: return {now.ms + 1, "", now + 7 * 24h};
        case List::late: break;
    }
    return {std::numeric_limits<std::int64_t>::min(), "", now};
}

/// `after` is due_at and id of the last one shown, as "1700000000000.0190…".
Result<Span> read_span(const ListQuery& query, Instant now) {
    Span span = span_of(query.list.value_or(List::late), now);
    if (query.after) {
        const std::size_t dot = query.after->find('.');
        const auto at = parse_int(std::string_view(*query.after).substr(0, dot));
        if (dot == std::string::npos || !at || !is_uuid(std::string_view(*query.after).substr(dot + 1))) {
            return fail(ErrorCode::invalid, "after", "Use the `next` of the page before, unchanged.");
        }
        span.from = *at;
        span.id = query.after->substr(dot + 1);
    }
    return span;
}

std::tuple<std::int64_t, std::string> place_of(const Promise& promise) {
    return {promise.due_at->ms, promise.id.text()};
}

}  // namespace

Result<api::Page<Promise>> list_promises(db::Reader& reader, const Act& act, const ListQuery& query) {
    TRY(act.require(Permission::read_deadlines));
    const std::int64_t limit = query.limit.value_or(50);
    if (limit < 1 || limit > 200) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 200.");
    }
    const Span span = TRY(read_span(query, act.now));
    const auto& clearance = act.actor.clearance;
    api::Page<Promise> page;
    if (query.owner.value_or(Whose::all) == Whose::all) {
        page.items = TRY(reader.many(
            sql::due_seen, {act.force, clearance.level, clearance.owners, span.from, span.id, span.until, limit + 1},
            promises_at(act.now)));
    } else {
        page.items = TRY(tasks::merged<Promise>(
            tasks::owners_in(clearance), static_cast<std::size_t>(limit) + 1,
            [&](const std::string& owner) {
                return reader.many(sql::due_of_owner, {act.force, owner, span.from, span.id, span.until, limit + 1},
                                   promises_at(act.now));
            },
            [](const Promise& a, const Promise& b) { return place_of(a) < place_of(b); }));
    }
    if (static_cast<std::int64_t>(page.items.size()) > limit) {
        page.items.pop_back();
        page.next = fmt::format("{}.{}", page.items.back().due_at->ms, page.items.back().id.text());
    }
    return page;
}

Result<std::vector<Promise>> of_record(db::Reader& reader, const Act& act, std::string_view record) {
    TRY(act.require(Permission::read_deadlines));
    const auto& clearance = act.actor.clearance;
    return reader.many(sql::of_record, {act.force, record, clearance.level, clearance.owners}, promises_at(act.now));
}

Result<std::vector<std::string>> paused_on(db::Reader& reader, const ForceId& force, std::string_view record) {
    return reader.many(sql::paused_on, {force, record}, [](const db::Row& row) { return row.string(0); });
}

}  // namespace bluelamp::deadlines
