// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "policing/people/plain.hpp"
#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {

Result<std::vector<Marker>> markers_behind(db::Reader& reader, const ForceId& force, const policy::Policy& policy,
                                           std::string_view phone, Instant now) {
    std::vector<Marker> markers;
    const std::string number = plain_number(phone);
    if (number.empty()) {
        return markers;
    }
    const auto subjects = TRY(reader.many(sql::subjects_behind, {force, subject_named(SubjectKind::phone, number)},
                                          [](const db::Row& row) { return row.id<SubjectId>(0); }));
    Act all{force, {}, {}, now, nullptr, {}, {}, {}};
    all.actor.clearance.level = static_cast<std::int64_t>(access::Visibility::secret);
    std::set<MarkerId> seen;
    for (const SubjectId& subject : subjects) {
        for (Marker& marker : TRY(markers_of(reader, all, policy, subject))) {
            if (seen.insert(marker.id).second) {
                markers.push_back(std::move(marker));
            }
        }
    }
    return markers;
}

Result<std::optional<KnownPlace>> last_place_of(db::Reader& reader, const ForceId& force, std::string_view phone) {
    const std::string number = plain_number(phone);
    if (number.empty()) {
        return std::optional<KnownPlace>();
    }
    return reader.maybe(sql::last_place, {force, subject_named(SubjectKind::phone, number)}, [](const db::Row& row) {
        return KnownPlace{row.string(0), row.maybe_real(1), row.maybe_real(2), row.instant(3), row.bigint(4)};
    });
}

}  // namespace bluelamp::people
