// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <limits>

#include "core/text.hpp"
#include "policing/crimes/store.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {
namespace {

/// Where a page ended: raised_at and id of its last crime, as "1700000000000.0190…".
struct Cursor {
    std::int64_t raised_at = std::numeric_limits<std::int64_t>::max();
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

Result<std::vector<Crime>> rows_of(db::Reader& reader, const Act& act, const ListQuery& query, std::int64_t rows) {
    const Cursor from = TRY(read_cursor(query.after));
    const auto& [level, owners] = act.actor.clearance;
    const std::string status = query.status ? text_of(*query.status) : std::string();
    if (query.reference) {
        const std::string wanted = fold(query.reference->text);
        auto found = TRY(reader.many(sql::list_by_reference, {act.force, level, owners, wanted, rows}, read_crime_row));
        const auto number = parse_int(wanted);
        if (!found.empty() || !number) {
            return found;
        }
        return reader.many(sql::list_by_number, {act.force, level, owners, *number, rows}, read_crime_row);
    }
    if (query.incident) {
        return reader.many(sql::list_of_incident,
                           {act.force, level, owners, from.raised_at, from.id, rows, status, *query.incident},
                           read_crime_row);
    }
    if (query.status) {
        return reader.many(sql::list_with_status, {act.force, level, owners, from.raised_at, from.id, rows, status},
                           read_crime_row);
    }
    return reader.many(sql::list_newest, {act.force, level, owners, from.raised_at, from.id, rows}, read_crime_row);
}

}  // namespace

Result<api::Page<Crime>> list_crimes(db::Reader& reader, const Act& act, const ListQuery& query) {
    TRY(act.require(Permission::read_crimes));
    const std::int64_t limit = query.limit.value_or(50);
    if (limit < 1 || limit > 500) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 500.");
    }
    api::Page<Crime> page;
    page.items = TRY(rows_of(reader, act, query, query.reference ? limit : limit + 1));
    if (static_cast<std::int64_t>(page.items.size()) > limit) {
        page.items.pop_back();
        page.next = fmt::format("{}.{}", page.items.back().raised_at.ms, page.items.back().id.text());
    }
    return page;
}

Result<WholeCrime> read_crime(db::Reader& reader, const Act& act, const Catalogue& catalogue, const OneCrime& query) {
    TRY(act.require(Permission::read_crimes));
    Crime crime = TRY(find_crime(reader, act, query.id));
    return whole(reader, act, catalogue, std::move(crime));
}

}  // namespace bluelamp::crimes
