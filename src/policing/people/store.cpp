// SPDX-License-Identifier: Apache-2.0
#include "policing/people/store.hpp"

#include <fmt/format.h>

#include "policing/people/merge.hpp"
#include "policing/people/plain.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {
namespace {

template <class Text>
void take(std::optional<Text>& into, const db::Row& row, int column) {
    if (auto text = row.maybe_text(column)) {
        into = Text{*std::move(text)};
    }
}

std::optional<SubjectId> maybe_subject(const db::Row& row, int column) {
    return row.null(column) ? std::nullopt : std::optional(row.id<SubjectId>(column));
}

Said read_said(const db::Row& row) {
    Said said;
    take(said.given_name, row, 5);
    take(said.family_name, row, 6);
    take(said.other_names, row, 7);
    if (!row.null(8)) {
        said.date_of_birth = date_of(row.text(8));
    }
    take(said.sex, row, 9);
    take(said.phone, row, 10);
    take(said.email, row, 11);
    take(said.address, row, 12);
    take(said.postcode, row, 13);
    take(said.registration, row, 14);
    take(said.description, row, 15);
    return said;
}

}  // namespace

LocalDate date_of(std::string_view text) {
    const auto date = parse_date(text);
    invariant(date.has_value(), "a stored date is not a date");
    return *date;
}

KeptMention read_mention_row(const db::Row& row) {
    KeptMention kept;
    Mention& out = kept.mention;
    out.id = row.id<MentionId>(0);
    out.record = {row.string(1), row.string(2), row.string(3)};
    out.role = enum_of<Role>(row.text(4));
    out.said = read_said(row);
    out.anonymous = row.bigint(16) != 0;
    out.said_at = row.instant(17);
    out.said_by = row.string(18);
    out.address = maybe_subject(row, 19);
    out.phone = maybe_subject(row, 20);
    out.vehicle = maybe_subject(row, 21);
    out.person = maybe_subject(row, 22);
    kept.linked = row.bigint(23) != 0;
    kept.visibility = row.bigint(24);
    kept.owner = row.string(25);
    return kept;
}

Result<KeptMention> find_mention(db::Reader& reader, const Act& act, const MentionId& id) {
    const auto& clearance = act.actor.clearance;
    auto found =
        TRY(reader.maybe(sql::one_mention, {act.force, id, clearance.level, clearance.owners}, read_mention_row));
    if (!found) {
        return fail(ErrorCode::not_found, "mention", "There is no such mention, or it is not for you to see.");
    }
    return *std::move(found);
}

Person read_name(const db::Row& row, int first) {
    Person person;
    person.given_name = row.maybe_text(first);
    person.other_names = row.maybe_text(first + 1);
    person.family_name = row.maybe_text(first + 2);
    if (const std::string_view born = row.text(first + 3); !born.empty()) {
        person.date_of_birth = date_of(born);
    }
    person.title = title_of(person);
    return person;
}

std::string title_of(const Person& person) {
    std::string title = full_name(person.given_name, person.other_names, person.family_name);
    if (person.date_of_birth) {
        title += ", born " + in_words(*person.date_of_birth);
    }
    return title;
}

Result<KeptPerson> find_person(db::Reader& reader, const Act& act, const SubjectId& id, std::string_view field) {
    const auto& clearance = act.actor.clearance;
    auto found =
        TRY(reader.maybe(sql::one_person, {act.force, id, clearance.level, clearance.owners}, [](const db::Row& row) {
            KeptPerson kept{read_name(row, 1), row.string(7)};
            kept.person.id = row.id<SubjectId>(0);
            kept.person.sex = row.maybe_text(5);
            kept.person.visibility = row.bigint(6);
            kept.person.version = row.bigint(8);
            return kept;
        }));
    if (!found) {
        return fail(ErrorCode::not_found, std::string(field),
                    "There is no such person, or not one for you to see; look him up again.");
    }
    return *std::move(found);
}

KeptMarker read_marker_row(const db::Row& row, const policy::Policy& policy, LocalDate today) {
    KeptMarker kept;
    Marker& out = kept.marker;
    out.id = row.id<MarkerId>(0);
    out.kind = enum_of<SubjectKind>(row.text(1));
    out.subject = row.id<SubjectId>(2);
    out.marker = row.string(3);
    const policy::MarkerKind* kind = policy.marker(out.marker);
    out.title = kind != nullptr ? kind->title : row.string(4);
    out.high_risk = kind != nullptr ? kind->high_risk : row.bigint(5) != 0;
    out.vulnerable = kind != nullptr ? kind->vulnerable : row.bigint(6) != 0;
    out.warning = kind != nullptr ? kind->warning : row.bigint(7) != 0;
    out.text = row.string(8);
    out.source = row.string(9);
    out.person_at = maybe_subject(row, 10);
    out.set_at = row.instant(11);
    out.set_by = row.string(12);
    out.review_on = date_of(row.text(13));
    if (!row.null(14)) {
        out.expires_on = date_of(row.text(14));
    }
    out.removed_at = row.maybe_instant(15);
    if (out.review_on < today && !out.removed_at) {
        out.overdue = "Its review was due on " + in_words(out.review_on) + ".";
    }
    out.visibility = row.bigint(16);
    out.version = row.bigint(17);
    kept.owner = row.string(18);
    return kept;
}

Result<KeptMarker> find_marker(db::Reader& reader, const Act& act, const policy::Policy& policy, const MarkerId& id) {
    const auto& clearance = act.actor.clearance;
    const LocalDate today = in_london(act.now).date;
    auto found = TRY(reader.maybe(sql::one_marker, {act.force, id, clearance.level, clearance.owners},
                                  [&](const db::Row& row) { return read_marker_row(row, policy, today); }));
    if (!found) {
        return fail(ErrorCode::not_found, "id", "There is no such marker, or it is not for you to see.");
    }
    if (found->marker.removed_at) {
        return fail(ErrorCode::conflict, "id", "This marker was removed already; set a new one if it is needed again.");
    }
    return *std::move(found);
}

Result<std::vector<Marker>> markers_of(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                       const SubjectId& subject) {
    const auto& clearance = act.actor.clearance;
    const LocalDate today = in_london(act.now).date;
    std::vector<Marker> markers;
    for (const SubjectId& record : TRY(one_as_seen(reader, act, subject))) {
        TRY(reader.each(sql::markers_of, {act.force, record, clearance.level, clearance.owners, iso(today)},
                        [&](const db::Row& row) { markers.push_back(read_marker_row(row, policy, today).marker); }));
    }
    return markers;
}

Result<void> record_marker(db::Transaction& tx, const Act& act, std::string_view action, const KeptMarker& kept,
                           std::string_view content) {
    TRY(act.record(tx, {.action = action,
                        .kind = "marker",
                        .record = kept.marker.id.text(),
                        .happened_at = act.now,
                        .content = content,
                        .visibility = kept.marker.visibility,
                        .owner = kept.owner}));
    return {};
}

Result<void> record_of_pair(db::Transaction& tx, const Act& act, std::string_view action, const BothPersons& pair,
                            std::string_view content) {
    const KeptPerson& narrow = pair.other.person.visibility > pair.one.person.visibility ? pair.other : pair.one;
    TRY(act.record(tx, {.action = action,
                        .kind = "person",
                        .record = narrow.person.id.text(),
                        .happened_at = act.now,
                        .content = content,
                        .visibility = narrow.person.visibility,
                        .owner = narrow.owner}));
    return {};
}

}  // namespace bluelamp::people
