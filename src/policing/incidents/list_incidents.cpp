// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <limits>

#include "core/text.hpp"
#include "policing/incidents/incidents.hpp"
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

/// Where a page ended: opened_at and id of its last incident, as "1700000000000.0190…".
struct Cursor {
    std::int64_t opened_at = std::numeric_limits<std::int64_t>::max();
    std::string id;
};

Result<Cursor> read_cursor(const std::optional<std::string>& text) {
    if (!text) {
        return Cursor{};
    }
    const std::size_t dot = text->find('.');
    const auto at = parse_int(std::string_view(*text).substr(0, dot));
    if (dot == std::string::npos || !at || !is_uuid(std::string_view(*text).substr(dot + 1))) {
        return fail(ErrorCode::invalid, "after", "Use the `next` of the page before, unchanged.");
    }
    return Cursor{*at, text->substr(dot + 1)};
}

/// "Log 345 of 20 November", "345 of 20 November", "345": the number and, where it is said, the day as "11-20".
struct Reference {
    std::int64_t number = 0;
    std::string month_and_day;
};

Result<Reference> read_reference(std::string_view text) {
    static constexpr std::string_view months[] = {"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};
    auto said = words(text);
    std::erase_if(said, [](const std::string& word) { return word == "log" || word == "of"; });
    const std::int64_t number = said.empty() ? 0 : parse_int(said[0]).value_or(0);
    const auto wrong =
        fail(ErrorCode::invalid, "reference", "Give a number, or a number and a day: 345 of 20 November.");
    if (number < 1 || said.size() == 2 || said.size() > 3) {
        return wrong;
    }
    if (said.size() == 1) {
        return Reference{number, ""};
    }
    const auto day = parse_int(said[1]);
    const auto month = std::find(std::begin(months), std::end(months), said[2]);
    if (!day || *day < 1 || *day > 31 || month == std::end(months)) {
        return wrong;
    }
    return Reference{number, fmt::format("{:02}-{:02}", month - std::begin(months) + 1, *day)};
}

}  // namespace

Result<api::Page<Incident>> list_incidents(db::Reader& reader, const Act& act, const ListQuery& query) {
    TRY(act.require(Permission::read_incidents));
    const std::int64_t limit = query.limit.value_or(50);
    if (limit < 1 || limit > 500) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 500.");
    }
    const auto& clearance = act.actor.clearance;
    api::Page<Incident> page;
    if (query.reference) {
        const Reference wanted = TRY(read_reference(query.reference->text));
        page.items =
            TRY(reader.many(sql::list_by_number,
                            {act.force, clearance.level, clearance.owners, wanted.number, wanted.month_and_day, limit},
                            read_incident_row));
        return page;
    }
    const Cursor from = TRY(read_cursor(query.after));
    const Shown shown = query.status.value_or(Shown::open);
    const std::string_view status = json::Format<Shown>::name(shown);
    if (query.grade) {
        page.items =
            TRY(reader.many(sql::list_graded,
                            {act.force, clearance.level, clearance.owners, json::Format<Grade>::name(*query.grade),
                             status, from.opened_at, from.id, limit + 1},
                            read_incident_row));
    } else if (shown == Shown::all) {
        page.items = TRY(reader.many(sql::list_all,
                                     {act.force, clearance.level, clearance.owners, from.opened_at, from.id, limit + 1},
                                     read_incident_row));
    } else {
        page.items =
            TRY(reader.many(sql::list_with_status,
                            {act.force, clearance.level, clearance.owners, status, from.opened_at, from.id, limit + 1},
                            read_incident_row));
    }
    if (static_cast<std::int64_t>(page.items.size()) > limit) {
        page.items.pop_back();
        page.next = fmt::format("{}.{}", page.items.back().opened_at.ms, page.items.back().id.text());
    }
    return page;
}

Result<Incident> read_incident(db::Reader& reader, const Act& act, const OneIncident& query) {
    TRY(act.require(Permission::read_incidents));
    return seen(reader, act, query.id);
}

}  // namespace bluelamp::incidents
