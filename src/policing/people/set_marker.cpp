// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/text.hpp"
#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {
namespace {

Result<const policy::MarkerKind*> known_kind(const policy::Policy& policy, std::string_view code) {
    const policy::MarkerKind* kind = policy.marker(code);
    if (kind == nullptr) {
        return fail(ErrorCode::invalid, "marker", "The policy knows no such marker; choose one of its list.");
    }
    return kind;
}

Result<void> sensible(const NewMarker& wanted, LocalDate today) {
    if (trim(wanted.source.text).empty()) {
        return fail(ErrorCode::invalid, "source", "Say where this is known from; a marker without source is hearsay.");
    }
    if (wanted.review_on && *wanted.review_on < today) {
        return fail(ErrorCode::invalid, "review_on", "A review lies ahead; give today or a later day.");
    }
    if (wanted.expires_on && *wanted.expires_on < today) {
        return fail(ErrorCode::invalid, "expires_on", "This marker would have expired already; give a later day.");
    }
    if (wanted.person_at && wanted.kind != SubjectKind::address) {
        return fail(ErrorCode::invalid, "person_at",
                    "Only a marker of an address is about a person there; leave it out.");
    }
    if (wanted.visibility && (*wanted.visibility < 0 || *wanted.visibility > 2)) {
        return fail(ErrorCode::invalid, "visibility", "Give 0 (everyone), 1 (restricted) or 2 (secret).");
    }
    return {};
}

/// How widely the subject itself is known; `not_found` where this actor does not know of it.
Result<std::int64_t> visibility_of(db::Reader& reader, const Act& act, const NewMarker& wanted) {
    const auto& clearance = act.actor.clearance;
    std::int64_t visibility = 0;
    const auto seen = TRY(reader.maybe(
        sql::subject_seen, {act.force, wanted.subject, clearance.level, clearance.owners, text_of(wanted.kind)},
        [](const db::Row& row) { return row.bigint(0); }));
    if (!seen) {
        return fail(
            ErrorCode::not_found, "subject",
            fmt::format("There is no such {}, or it is not for you to see; look it up again.", text_of(wanted.kind)));
    }
    visibility = *seen;
    if (wanted.person_at) {
        visibility =
            std::max(visibility, TRY(find_person(reader, act, *wanted.person_at, "person_at")).person.visibility);
    }
    return std::max(visibility, wanted.visibility.value_or(0));
}

Result<void> insert(db::Transaction& tx, const Act& act, const KeptMarker& kept) {
    const Marker& marker = kept.marker;
    const std::optional<std::string> expires_on =
        marker.expires_on ? std::optional(iso(*marker.expires_on)) : std::nullopt;
    return tx.execute(sql::insert_marker,
                      {tx.force(), marker.id, text_of(marker.kind), marker.subject, marker.marker, marker.title,
                       marker.high_risk ? 1 : 0, marker.vulnerable ? 1 : 0, marker.warning ? 1 : 0, marker.text,
                       marker.source, marker.person_at, marker.set_at, act.actor.id, iso(marker.review_on), expires_on,
                       marker.visibility, kept.owner});
}

}  // namespace

Result<Marker> set_marker(db::Transaction& tx, const Act& act, const policy::Policy& policy, const NewMarker& wanted) {
    TRY(act.require(Permission::set_markers));
    const policy::MarkerKind* kind = TRY(known_kind(policy, wanted.marker));
    const LocalDate today = in_london(act.now).date;
    TRY(sensible(wanted, today));
    KeptMarker kept;
    Marker& marker = kept.marker;
    marker.visibility = TRY(visibility_of(tx, act, wanted));
    marker.id = act.new_id<MarkerId>();
    marker.kind = wanted.kind;
    marker.subject = wanted.subject;
    marker.marker = kind->code;
    marker.title = kind->title;
    marker.text = wanted.text.text;
    marker.source = wanted.source.text;
    marker.high_risk = kind->high_risk;
    marker.vulnerable = kind->vulnerable;
    marker.warning = kind->warning;
    marker.person_at = wanted.person_at;
    marker.set_at = act.now;
    marker.set_by = act.actor.name;
    marker.review_on = wanted.review_on.value_or(plus_days(today, static_cast<int>(kind->review_days)));
    marker.expires_on = wanted.expires_on;
    kept.owner = act.actor.teams.empty() ? access::OwnerId::person(act.actor.id).text
                                         : access::OwnerId::team(act.actor.teams.front()).text;
    TRY(insert(tx, act, kept));
    TRY(record_marker(tx, act, "marker.set", kept, json::to_text(marker)));
    return marker;
}

}  // namespace bluelamp::people
