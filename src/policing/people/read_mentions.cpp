// SPDX-License-Identifier: Apache-2.0
#include "policing/people/read_mentions.hpp"

#include <limits>

#include "policing/people/never_link.hpp"
#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {
namespace {

Result<std::vector<Mention>> as_seen(db::Reader& reader, const ForceId& force, std::string_view record_id,
                                     const access::Clearance& clearance) {
    return reader.many(sql::mentions_of_record, {force, record_id, clearance.level, clearance.owners},
                       [](const db::Row& row) { return read_mention_row(row).mention; });
}

/// The record stays; where somebody relocated is, and by which number reached, is not for everybody who may read it.
void say_no_place(Mention& mention) {
    mention.said.phone.reset();
    mention.said.email.reset();
    mention.said.address.reset();
    mention.said.postcode.reset();
    mention.phone.reset();
    mention.address.reset();
}

}  // namespace

Result<std::vector<Mention>> mentions_of(db::Reader& reader, const ForceId& force, std::string_view record_id) {
    return as_seen(reader, force, record_id, {static_cast<std::int64_t>(access::Visibility::secret), ","});
}

Result<std::vector<Mention>> mentions_seen(db::Reader& reader, const Act& act, std::string_view record_id) {
    auto mentions = TRY(as_seen(reader, act.force, record_id, act.actor.clearance));
    const bool file = !mentions.empty() && mentions.front().record.kind == imported_file;
    const auto of_file = file ? TRY(mentions_to_hide(reader, act, record_id)) : std::set<MentionId>();
    const bool all = !file && TRY(leads_to_hidden(reader, act, record_id));
    for (Mention& mention : mentions) {
        if (all || of_file.contains(mention.id)) {
            say_no_place(mention);
        }
    }
    return mentions;
}

Result<Mentions> read_mentions(db::Reader& reader, const Act& act, const MentionsQuery& query) {
    TRY(act.require(Permission::read_people));
    return Mentions{TRY(mentions_seen(reader, act, query.record.text))};
}

}  // namespace bluelamp::people
