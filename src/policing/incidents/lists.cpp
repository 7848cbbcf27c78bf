// SPDX-License-Identifier: Apache-2.0
// What stands beside an incident on its page. Whoever may see the incident may see all of it.
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

template <class Enum>
Enum enum_of(std::string_view text) {
    const auto value = json::Format<Enum>::parse(text, "");
    invariant(value.has_value(), "a stored name is not in its list");
    return *value;
}

Answer read_answer(const db::Row& row) {
    return {row.bigint(0),     row.string(1),  row.maybe_text(2),
            row.maybe_text(3), row.instant(4), {row.string(5), row.string(6)}};
}

Assessment read_assessment(const db::Row& row) {
    auto said = json::from_text<Facets>(row.text(1));
    invariant(said.has_value(), "a stored assessment is damaged");
    return {row.bigint(0), *std::move(said), row.instant(2), {row.string(3), row.string(4)}};
}

KnownPlace read_place(const db::Row& row) {
    return {row.bigint(0),
            enum_of<PlaceKind>(row.text(1)),
            {{row.string(2)}, row.maybe_real(3), row.maybe_real(4)},
            enum_of<PlaceSource>(row.text(5)),
            enum_of<Confidence>(row.text(6)),
            row.bigint(7) != 0,
            false,
            row.instant(8),
            {row.string(9), row.string(10)}};
}

GradeChange read_grade_change(const db::Row& row) {
    GradeChange change;
    change.id = row.id<GradeChangeId>(0);
    change.from = {row.string(1), row.string(2)};
    change.to = {row.string(3), row.string(4)};
    change.reason = row.text(5);
    change.state = enum_of<ChangeState>(row.text(6));
    change.asked_by = {row.string(7), row.string(8)};
    change.asked_at = row.instant(9);
    if (!row.null(10)) {
        change.decided_by = Named{row.string(10), row.string(11)};
    }
    change.decided_at = row.maybe_instant(12);
    change.decision_reason = row.maybe_text(13);
    change.policy_version = row.text(14);
    return change;
}

Named read_named(const db::Row& row) { return {row.string(0), row.string(1)}; }

Result<std::vector<Incident>> joined_to(db::Reader& reader, const Act& act, const IncidentId& id) {
    const auto& clearance = act.actor.clearance;
    return reader.many(sql::joined_to, {act.force, clearance.level, clearance.owners, id}, read_incident_row);
}

/// The contacts of one log, as those of the log that `joined_from` was joined to where it is one.
Result<void> add_contacts(db::Reader& reader, const Act& act, const Incident& incident,
                          const std::optional<Named>& joined_from, std::vector<ReportedBy>& into) {
    const auto found = TRY(reader.many(sql::contacts_of, {act.force, incident.id}, [&](const db::Row& row) {
        const bool first = row.bigint(3) != 0 && !joined_from;
        return ReportedBy{
            {row.string(0), row.string(1)}, first ? "caller" : "possible witness", joined_from, row.instant(2)};
    }));
    into.insert(into.end(), found.begin(), found.end());
    return {};
}

}  // namespace

Result<std::vector<Answer>> answers_of(db::Reader& reader, const ForceId& force, const IncidentId& id) {
    return reader.many(sql::answers_of, {force, id}, read_answer);
}

Result<std::vector<Assessment>> assessments_of(db::Reader& reader, const ForceId& force, const IncidentId& id) {
    return reader.many(sql::assessments_of, {force, id}, read_assessment);
}

Result<std::vector<GradeChange>> grade_changes_of(db::Reader& reader, const ForceId& force, const IncidentId& id) {
    return reader.many(sql::grade_changes_of, {force, id}, read_grade_change);
}

Result<std::vector<Named>> crimes_of(db::Reader& reader, const ForceId& force, const IncidentId& id) {
    return reader.many(sql::crimes_of, {force, id}, read_named);
}

Result<api::Page<Answer>> list_answers(db::Reader& reader, const Act& act, const OneIncident& query) {
    TRY(read_incident(reader, act, query));
    return api::Page<Answer>{TRY(answers_of(reader, act.force, query.id)), {}};
}

Result<api::Page<Assessment>> list_assessments(db::Reader& reader, const Act& act, const OneIncident& query) {
    TRY(read_incident(reader, act, query));
    return api::Page<Assessment>{TRY(assessments_of(reader, act.force, query.id)), {}};
}

Result<api::Page<GradeChange>> list_grade_changes(db::Reader& reader, const Act& act, const OneIncident& query) {
    TRY(read_incident(reader, act, query));
    return api::Page<GradeChange>{TRY(grade_changes_of(reader, act.force, query.id)), {}};
}

Result<api::Page<Named>> list_crimes(db::Reader& reader, const Act& act, const OneIncident& query) {
    TRY(read_incident(reader, act, query));
    return api::Page<Named>{TRY(crimes_of(reader, act.force, query.id)), {}};
}

Result<api::Page<Incident>> list_joined(db::Reader& reader, const Act& act, const OneIncident& query) {
    TRY(read_incident(reader, act, query));
    return api::Page<Incident>{TRY(joined_to(reader, act, query.id)), {}};
}

Result<api::Page<KnownPlace>> list_places(db::Reader& reader, const Act& act, const OneIncident& query) {
    const Incident incident = TRY(read_incident(reader, act, query));
    api::Page<KnownPlace> page;
    page.items = TRY(reader.many(sql::places_of, {act.force, query.id}, read_place));
    const auto is_incident = [](const KnownPlace& place) { return place.kind == PlaceKind::incident; };
    if (std::ranges::none_of(page.items, is_incident)) {
        page.items.insert(page.items.begin(), opening_place(incident));
    }
    std::map<PlaceKind, KnownPlace*> newest;
    for (KnownPlace& place : page.items) {
        newest[place.kind] = &place;
    }
    for (auto& [kind, place] : newest) {
        place->in_force = true;
    }
    return page;
}

Result<api::Page<ReportedBy>> list_contacts(db::Reader& reader, const Act& act, const OneIncident& query) {
    const Incident incident = TRY(read_incident(reader, act, query));
    api::Page<ReportedBy> page;
    TRY(add_contacts(reader, act, incident, {}, page.items));
    for (const Incident& duplicate : TRY(joined_to(reader, act, incident.id))) {
        TRY(add_contacts(reader, act, duplicate, Named{duplicate.id.text(), duplicate.reference}, page.items));
    }
    return page;
}

}  // namespace bluelamp::incidents
