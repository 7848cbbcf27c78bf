// SPDX-License-Identifier: Apache-2.0
/// Profiles: rows of what the register knows of a person, written in the transaction of the decision that makes it
/// known. The memory copies (recognition.hpp) read them in the order of `changed`. Known to this desk only.
#pragma once

#include "policing/people/people.hpp"

namespace bluelamp::people {

/// The next number of a profile or of a change: growing, under the lane.
Result<std::int64_t> next_change(db::Transaction& tx);

/// The link of `mention` in force says a profile: the one that says the same already, or a new one.
Result<void> say_profile(db::Transaction& tx, const MentionId& mention);
/// The profile that the link of `mention` says; nothing when it says none.
Result<std::optional<std::int64_t>> said_profile(db::Transaction& tx, const MentionId& mention);
/// A link that said it is undone: off the register unless another says the same.
Result<void> unsay_profile(db::Transaction& tx, const Act& act, std::int64_t profile);
/// The person is off the register, and so is every name that somebody recorded of him.
Result<void> take_profiles_off(db::Transaction& tx, const Act& act, const SubjectId& person);

/// The person is joined with others than before: the copies read him again.
Result<void> touch_person(db::Transaction& tx, const SubjectId& person);
/// Others may see a record, or what `owner` owned: the copies read again whose persons are named there.
Result<void> touch_record(db::Transaction& tx, std::string_view record);
Result<void> touch_owned(db::Transaction& tx, std::string_view owner);

/// Names recorded of a person, in the order in which they were.
Result<std::vector<PersonName>> names_of(db::Reader& reader, const ForceId& force, const SubjectId& person);

/// Every order in which somebody may begin to type a name of a person is written anew: his own and those recorded.
Result<void> write_name_keys(db::Transaction& tx, const Person& person, const std::vector<PersonName>& names);

}  // namespace bluelamp::people
