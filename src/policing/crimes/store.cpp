// SPDX-License-Identifier: Apache-2.0
#include "policing/crimes/store.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {
namespace {

std::optional<Classified> classified(const db::Row& row, int first) {
    if (row.null(first)) {
        return std::nullopt;
    }
    return Classified{row.string(first), row.string(first + 1), row.maybe_text(first + 2)};
}

Linked read_linked(const db::Row& row) {
    Linked out;
    out.mention = row.id<people::MentionId>(0);
    out.part = enum_of<Part>(row.text(1));
    if (!row.null(2)) {
        out.state = enum_of<SuspectState>(row.text(2));
    }
    if (!row.null(3)) {
        out.entitled = enum_of<EntitledAs>(row.text(3));
    }
    out.because = row.maybe_text(4);
    out.set_by = {row.string(5), row.string(6)};
    out.set_at = row.instant(7);
    return out;
}

Outcome read_outcome(const db::Row& row) {
    Outcome out;
    out.number = row.bigint(0);
    out.outcome = row.string(1);
    out.name = row.string(2);
    out.state = enum_of<OutcomeState>(row.text(3));
    out.rules_version = row.string(4);
    auto evidence = json::from_text<Evidence>(row.text(5));
    invariant(evidence.has_value(), "stored evidence cannot be read");
    out.evidence = *std::move(evidence);
    out.proposed_by = {row.string(6), row.string(7)};
    out.proposed_at = row.instant(8);
    if (!row.null(9)) {
        out.finalised_by = Named{row.string(9), row.string(10)};
    }
    out.finalised_at = row.maybe_instant(11);
    out.victim_informed_at = row.maybe_instant(12);
    out.not_informed_because = row.maybe_text(13);
    return out;
}

Cancellation read_cancellation(const db::Row& row) {
    Cancellation out;
    out.number = row.bigint(0);
    out.ground = enum_of<Ground>(row.text(1));
    out.evidence = row.string(2);
    if (!row.null(3)) {
        out.other_crime = row.id<CrimeId>(3);
    }
    out.victim_informed_at = row.maybe_instant(4);
    out.not_informed_because = row.maybe_text(5);
    out.cancelled_by = {row.string(6), row.string(7)};
    out.cancelled_at = row.instant(8);
    if (!row.null(9)) {
        out.reinstated_by = Named{row.string(9), row.string(10)};
    }
    out.reinstated_at = row.maybe_instant(11);
    out.reinstated_because = row.maybe_text(12);
    return out;
}

}  // namespace

// Columns count as in the view: 0 force_id, 1 id, 2 reference, ...
Crime read_crime_row(const db::Row& row) {
    Crime out;
    out.id = row.id<CrimeId>(1);
    out.reference = row.string(2);
    out.status = enum_of<Status>(row.text(5));
    if (!row.null(6)) {
        out.incident = row.id<IncidentId>(6);
    }
    out.incident_reference = row.maybe_text(7);
    out.offence = classified(row, 8);
    out.initial_offence = classified(row, 11);
    if (!row.null(14)) {
        out.counted_as = enum_of<CountedAs>(row.text(14));
    }
    out.state_victim = row.bigint(15) != 0;
    out.summary = row.string(16);
    out.place = {row.string(17), row.maybe_real(18), row.maybe_real(19), row.maybe_text(20), row.maybe_text(21)};
    out.occurred_from = row.instant(22);
    out.occurred_to = row.instant(23);
    out.received_at = row.instant(24);
    out.raised_at = row.instant(25);
    out.raised_by = {row.string(26), row.string(27)};
    out.recorded_at = row.maybe_instant(28);
    if (!row.null(29)) {
        out.recorded_by = Named{row.string(29), row.string(30)};
    }
    out.late = row.bigint(31) != 0;
    out.exercise = row.bigint(32) != 0;
    out.policy_version = row.string(33);
    out.visibility = row.bigint(34);
    out.owner = {row.string(35), row.string(36)};
    out.version = row.bigint(37);
    out.victims = row.bigint(38);
    out.current_suspects = row.bigint(39);
    out.outcome = row.maybe_text(40);
    out.last_seq = row.bigint(41);
    if (out.status == Status::draft) {
        out.gaps = gaps_of(out);
    }
    return out;
}

Result<void> insert(db::Transaction& tx, const Crime& crime, std::int64_t number) {
    const std::optional<std::string> incident =
        crime.incident ? std::optional(crime.incident->text()) : std::optional<std::string>();
    const incidents::Where& place = crime.place;
    return tx.execute(sql::insert_crime, {tx.force(),
                                          crime.id,
                                          crime.reference,
                                          fold(crime.reference),
                                          number,
                                          incident,
                                          crime.incident_reference,
                                          crime.summary,
                                          place.text,
                                          place.latitude,
                                          place.longitude,
                                          place.ward,
                                          place.borough,
                                          crime.occurred_from,
                                          crime.occurred_to,
                                          crime.received_at,
                                          crime.raised_at,
                                          crime.raised_by.id,
                                          crime.exercise ? 1 : 0,
                                          crime.policy_version,
                                          crime.visibility,
                                          crime.owner.id});
}

Result<Crime> find_crime(db::Reader& reader, const Act& act, const CrimeId& id) {
    const auto& clearance = act.actor.clearance;
    auto found = TRY(reader.maybe(sql::one_crime, {act.force, id, clearance.level, clearance.owners}, read_crime_row));
    if (!found) {
        return fail(ErrorCode::not_found, "id", "There is no such crime, or it is not for you to see.");
    }
    return *std::move(found);
}

Result<Crime> to_change(db::Reader& reader, const Act& act, const CrimeId& id) {
    Crime crime = TRY(find_crime(reader, act, id));
    if (crime.status == Status::cancelled) {
        return fail(ErrorCode::conflict, "status", "This crime is cancelled; have it reinstated before changing it.");
    }
    return crime;
}

Result<std::vector<Outcome>> outcomes_of(db::Reader& reader, const ForceId& force, const CrimeId& id) {
    return reader.many(sql::outcomes_of, {force, id}, read_outcome);
}

Result<std::vector<Cancellation>> cancellations_of(db::Reader& reader, const ForceId& force, const CrimeId& id) {
    return reader.many(sql::cancellations_of, {force, id}, read_cancellation);
}

Result<WholeCrime> whole(db::Reader& reader, const Act& act, const Catalogue& catalogue, Crime crime) {
    WholeCrime out;
    out.crime = std::move(crime);
    out.version = out.crime.version;
    const CrimeId& id = out.crime.id;
    if (out.crime.offence) {
        if (const Counting* counting = catalogue.counting(out.crime.offence->code)) {
            out.counting = *counting;
        }
    }
    out.mentions = TRY(people::mentions_seen(reader, act, id.text()));
    out.people = TRY(reader.many(sql::people_of, {act.force, id}, read_linked));
    for (Linked& each : out.people) {
        const auto said = std::find_if(out.mentions.begin(), out.mentions.end(),
                                       [&](const people::Mention& mention) { return mention.id == each.mention; });
        each.name = said == out.mentions.end() ? std::string() : name_of(said->said);
    }
    out.flags = TRY(reader.many(sql::flags_of, {act.force, id}, [](const db::Row& row) {
        return Flagged{enum_of<Flag>(row.text(0)), {row.string(1), row.string(2)}, row.instant(3)};
    }));
    out.outcomes = TRY(outcomes_of(reader, act.force, id));
    out.cancellations = TRY(cancellations_of(reader, act.force, id));
    return out;
}

}  // namespace bluelamp::crimes
