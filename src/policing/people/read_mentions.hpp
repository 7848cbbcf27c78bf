// SPDX-License-Identifier: Apache-2.0
/// Who was named in a record, for those who may see the record. Known to this desk only.
#pragma once

#include "policing/people/people.hpp"

namespace bluelamp::people {

struct MentionsQuery {
    json::Text<60> record;  ///< id of a contact, an incident or a crime
};
BOOST_DESCRIBE_STRUCT(MentionsQuery, (), (record))

struct Mentions {
    std::vector<Mention> items;  ///< in the order they were said; none where the record is not for this reader
};
BOOST_DESCRIBE_STRUCT(Mentions, (), (items))

Result<Mentions> read_mentions(db::Reader& reader, const Act& act, const MentionsQuery& query);

}  // namespace bluelamp::people
