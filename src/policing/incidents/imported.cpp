// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/imported.hpp"

#include <bit>

#include "core/sha256.hpp"

namespace bluelamp::incidents {
namespace {

void add(Sha256& digest, std::string_view text) { digest.field(text); }
void add(Sha256& digest, Instant at) { digest.field(at.ms); }
void add(Sha256& digest, Grade grade) { digest.field(json::Format<Grade>::name(grade)); }
/// Adding nothing makes -0 0: SQLite keeps no sign of it.
void add(Sha256& digest, double degrees) { digest.field(std::bit_cast<std::int64_t>(degrees + 0.0)); }

template <class T>
void add(Sha256& digest, const std::optional<T>& maybe) {
    digest.field(maybe ? 1 : 0);
    if (maybe) {
        add(digest, *maybe);
    }
}

}  // namespace

std::string digest_of(const Imported& row) {
    Sha256 digest;
    digest.field(row.type).field(row.unit).field(row.summary).field(row.place.text);
    add(digest, row.place.latitude);
    add(digest, row.place.longitude);
    add(digest, row.place.ward);
    add(digest, row.place.borough);
    add(digest, row.grade);
    Intervals at = row.intervals;
    at.created_at = row.opened_at;  // one column holds both
    boost::mp11::mp_for_each<json::Members<Intervals>>([&](auto member) { add(digest, at.*member.pointer); });
    return digest.field(row.clock_fault ? 1 : 0).field(row.exercise ? 1 : 0).hex();
}

std::string leaf_of(const Given& given, const Imported& row, std::string_view digest) {
    Sha256 leaf;
    leaf.field(given.id).field(given.opened_on).field(given.number).field(given.opened_by);
    return leaf.field(row.source).field(row.source_id).field(digest).hex();
}

}  // namespace bluelamp::incidents
