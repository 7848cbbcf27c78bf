// SPDX-License-Identifier: Apache-2.0
#include "core/sha256.hpp"
#include "policing/incidents/incidents.hpp"
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

struct Before {
    std::string id;
    std::string digest;
    std::int64_t version = 0;
};

/// Everything the source told, so that a row that says the same again is known to be unchanged.
std::string digest_of(const Imported& row) {
    Sha256 digest;
    digest.field(row.type)
        .field(row.unit)
        .field(row.summary)
        .field(json::to_text(row.place))
        .field(json::to_text(row.grade));
    digest.field(row.opened_at.ms)
        .field(json::to_text(row.intervals))
        .field(row.clock_fault ? 1 : 0)
        .field(row.exercise ? 1 : 0);
    return digest.hex();
}

std::optional<std::string> grade_text(const Imported& row) {
    return row.grade ? std::optional(std::string(json::Format<Grade>::name(*row.grade))) : std::nullopt;
}

Result<void> add(db::Transaction& tx, const Act& act, const Imported& row, const std::string& digest) {
    invariant(!act.actor.teams.empty(), "imports are made by a member of the importing team");
    const LocalDate day = in_london(row.opened_at).date;
    db::Register& numbers = TRY(tx.keep("incident " + iso(day)));
    const Intervals& at = row.intervals;
    return tx.execute(sql::insert_imported, {tx.force(),
                                             act.new_id<IncidentId>(),
                                             iso(day),
                                             ++numbers.number,
                                             grade_text(row),
                                             row.summary,
                                             row.place.text,
                                             row.place.latitude,
                                             row.place.longitude,
                                             row.place.ward,
                                             row.place.borough,
                                             row.opened_at,
                                             act.actor.id,
                                             access::OwnerId::team(act.actor.teams.front()).text,
                                             row.exercise ? 1 : 0,
                                             row.source,
                                             row.source_id,
                                             row.type,
                                             row.unit,
                                             digest,
                                             row.clock_fault ? 1 : 0,
                                             at.called_at,
                                             at.answered_at,
                                             at.graded_at,
                                             at.dispatched_at,
                                             at.mobile_at,
                                             at.arrived_at,
                                             at.cleared_at,
                                             at.closed_at});
}

Result<void> replace(db::Transaction& tx, const Imported& row, const Before& before, const std::string& digest) {
    const Intervals& at = row.intervals;
    return tx.execute(sql::replace_imported, {tx.force(),
                                              before.id,
                                              grade_text(row),
                                              row.summary,
                                              row.place.text,
                                              row.place.latitude,
                                              row.place.longitude,
                                              row.place.ward,
                                              row.place.borough,
                                              row.opened_at,
                                              row.exercise ? 1 : 0,
                                              row.type,
                                              row.unit,
                                              digest,
                                              row.clock_fault ? 1 : 0,
                                              at.called_at,
                                              at.answered_at,
                                              at.graded_at,
                                              at.dispatched_at,
                                              at.mobile_at,
                                              at.arrived_at,
                                              at.cleared_at,
                                              at.closed_at});
}

}  // namespace

Result<Stored> import_incident(db::Transaction& tx, const Act& act, const Imported& row) {
    TRY(act.require(Permission::import_records));
    const auto before =
        TRY(tx.maybe(sql::imported_before, {tx.force(), row.source, row.source_id}, [](const db::Row& found) {
            return Before{found.string(0), found.string(1), found.bigint(2)};
        }));
    const std::string digest = digest_of(row);
    if (!before) {
        TRY(add(tx, act, row, digest));
        return Stored::added;
    }
    if (before->digest == digest) {
        return Stored::unchanged;
    }
    const Incident was = TRY(tx.one(sql::one_incident, {tx.force(), before->id, 2, ","}, read_incident_row));
    TRY(replace(tx, row, *before, digest));
    TRY(act.record(tx, {.action = "incident.reimported",
                        .kind = "incident",
                        .record = before->id,
                        .happened_at = act.now,
                        .content = json::to_text(was),
                        .owner = was.owner.id}));
    return Stored::changed;
}

}  // namespace bluelamp::incidents
