// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/store.hpp"

#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

template <class Enum>
std::string text_of(Enum value) {
    return std::string(json::Format<Enum>::name(value));
}

/// The database's own CHECK lists hold these names, so another one is a broken invariant.
template <class Enum>
Enum enum_of(std::string_view text) {
    const auto value = json::Format<Enum>::parse(text, "");
    invariant(value.has_value(), "a stored name is not in its list");
    return *value;
}

Intervals read_intervals(const db::Row& row, Instant opened_at) {
    Intervals at;
    at.called_at = row.maybe_instant(25);
    at.answered_at = row.maybe_instant(26);
    at.created_at = opened_at;
    at.graded_at = row.maybe_instant(27);
    at.dispatched_at = row.maybe_instant(28);
    at.mobile_at = row.maybe_instant(29);
    at.arrived_at = row.maybe_instant(30);
    at.cleared_at = row.maybe_instant(31);
    at.closed_at = row.maybe_instant(32);
    return at;
}

}  // namespace

// Columns count as in the view: 0 force_id, 1 id, 2 opened_on, ...
Incident read_incident_row(const db::Row& row) {
    Incident out;
    out.id = row.id<IncidentId>(1);
    const auto day = parse_date(row.text(2));
    invariant(day.has_value(), "opened_on is not a date");
    out.opened_on = *day;
    out.number = row.bigint(3);
    out.reference = reference_of(out.opened_on, out.number);
    out.status = enum_of<Status>(row.text(4));
    if (!row.null(5)) {
        out.grade = enum_of<Grade>(row.text(5));
        out.limit_s = limit_s(*out.grade);
    }
    out.category = row.maybe_text(6);
    out.summary = row.text(7);
    out.place = {row.string(8), row.maybe_real(9), row.maybe_real(10), row.maybe_text(11), row.maybe_text(12)};
    out.happened_at = row.instant(13);
    out.opened_at = row.instant(14);
    out.opened_by = {row.string(15), row.string(16)};
    out.owner = {row.string(17), row.string(18)};
    out.visibility = row.bigint(19);
    out.version = row.bigint(20);
    out.last_seq = row.bigint(21);
    out.origin = enum_of<Origin>(row.text(22));
    out.exercise = row.bigint(23) != 0;
    out.source = row.maybe_text(24);
    out.intervals = read_intervals(row, out.opened_at);
    return out;
}

Result<void> insert(db::Transaction& tx, const Incident& incident) {
    const std::string day = iso(incident.opened_on);
    const std::optional<std::string> grade = incident.grade ? std::optional(text_of(*incident.grade)) : std::nullopt;
    const Where& place = incident.place;
    return tx.execute(sql::insert_incident,
                      {tx.force(), incident.id, day, incident.number, grade, incident.category, incident.summary,
                       place.text, place.latitude, place.longitude, place.ward, place.borough, incident.happened_at,
                       incident.opened_at, incident.opened_by.id, incident.visibility, incident.owner.id});
}

}  // namespace bluelamp::incidents
