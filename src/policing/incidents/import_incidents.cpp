// SPDX-License-Identifier: Apache-2.0
#include "core/digest_sum.hpp"
#include "policing/incidents/imported.hpp"
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

enum class Stored { added, changed, unchanged };

struct Before {
    Given given;
    std::string digest;
};

std::optional<std::string> grade_text(const Imported& row) {
    return row.grade ? std::optional(std::string(json::Format<Grade>::name(*row.grade))) : std::nullopt;
}

Result<Given> add(db::Transaction& tx, const Act& act, const Imported& row, const std::string& digest) {
    const std::string day = iso(in_london(row.opened_at).date);
    db::Register& numbers = TRY(tx.keep("incident " + day));
    const Given given{act.new_id<IncidentId>().text(), day, ++numbers.number, act.actor.id.text()};
    const Intervals& at = row.intervals;
    TRY(tx.execute(sql::insert_imported, {tx.force(),
                                          given.id,
                                          given.opened_on,
                                          given.number,
                                          grade_text(row),
                                          row.summary,
                                          row.place.text,
                                          row.place.latitude,
                                          row.place.longitude,
                                          row.place.ward,
                                          row.place.borough,
                                          row.opened_at,
                                          given.opened_by,
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
                                          at.closed_at,
                                          row.grade ? limit_s(*row.grade) : std::nullopt}));
    return given;
}

Result<void> replace(db::Transaction& tx, const Imported& row, const Given& given, const std::string& digest) {
    const Intervals& at = row.intervals;
    return tx.execute(sql::replace_imported, {tx.force(),
                                              given.id,
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
                                              at.closed_at,
                                              row.grade ? limit_s(*row.grade) : std::nullopt});
}

/// What one row did, and what it puts into the sum over all of them.
Result<Stored> store(db::Transaction& tx, const Act& act, const Imported& row, DigestSum& sum) {
    const auto before =
        TRY(tx.maybe(sql::imported_before, {tx.force(), row.source, row.source_id}, [](const db::Row& found) {
            return Before{{found.string(0), found.string(1), found.bigint(2), found.string(3)}, found.string(4)};
        }));
    const std::string digest = digest_of(row);
    if (before && before->digest == digest) {
        return Stored::unchanged;
    }
    if (!before) {
        sum.add(leaf_of(TRY(add(tx, act, row, digest)), row, digest));
        return Stored::added;
    }
    const Incident was = TRY(tx.one(sql::one_incident, {tx.force(), before->given.id, 2, ","}, read_incident_row));
    TRY(replace(tx, row, before->given, digest));
    sum.subtract(leaf_of(before->given, row, before->digest));
    sum.add(leaf_of(before->given, row, digest));
    TRY(act.record(tx, {.action = "incident.reimported",
                        .kind = "incident",
                        .record = before->given.id,
                        .happened_at = act.now,
                        .content = json::to_text(was),
                        .owner = was.owner.id}));
    return Stored::changed;
}

}  // namespace

Result<ImportCounts> import_incidents(db::Transaction& tx, const Act& act, std::span<const Imported> rows) {
    TRY(act.require(Permission::import_records));
    invariant(!act.actor.teams.empty(), "imports are made by a member of the importing team");
    db::Register& kept = TRY(tx.keep(sum_register));
    auto sum = DigestSum::from_hex(kept.text);
    if (!sum) {
        return fail(ErrorCode::internal, "",
                    "What is kept to verify imported incidents is damaged; run bluelamp verify.");
    }
    ImportCounts counts;
    for (const Imported& row : rows) {
        const Stored stored = TRY(store(tx, act, row, *sum));
        counts.added += stored == Stored::added ? 1 : 0;
        counts.changed += stored == Stored::changed ? 1 : 0;
        counts.unchanged += stored == Stored::unchanged ? 1 : 0;
    }
    if (counts.added + counts.changed == 0) {
        return counts;
    }
    kept.number += counts.added;
    kept.text = sum->hex();
    const ImportAct told{rows.front().source, counts.added, counts.changed, kept.number, sum->fingerprint()};
    TRY(act.record(tx, {.action = "imported_incidents.stored",
                        .kind = "imported_incidents",
                        .record = import_record,
                        .happened_at = act.now,
                        .content = json::to_text(told),
                        .owner = access::OwnerId::team(act.actor.teams.front()).text}));
    return counts;
}

}  // namespace bluelamp::incidents
