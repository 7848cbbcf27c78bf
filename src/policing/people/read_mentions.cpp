// SPDX-License-Identifier: Apache-2.0
#include "policing/people/read_mentions.hpp"

#include <limits>

#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {
namespace {

Result<std::vector<Mention>> as_seen(db::Reader& reader, const ForceId& force, std::string_view record_id,
                                     const access::Clearance& clearance) {
    return reader.many(sql::mentions_of_record, {force, record_id, clearance.level, clearance.owners},
                       [](const db::Row& row) { return read_mention_row(row).mention; });
}

}  // namespace

Result<std::vector<Mention>> mentions_of(db::Reader& reader, const ForceId& force, std::string_view record_id) {
    return as_seen(reader, force, record_id, {static_cast<std::int64_t>(access::Visibility::secret), ","});
}

Result<Mentions> read_mentions(db::Reader& reader, const Act& act, const MentionsQuery& query) {
    TRY(act.require(Permission::read_people));
    return Mentions{TRY(as_seen(reader, act.force, query.record.text, act.actor.clearance))};
}

}  // namespace bluelamp::people
