// SPDX-License-Identifier: Apache-2.0
#include "policing/people/search.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {

Result<Person> read_person(db::Reader& reader, const Act& act, const policy::Policy& policy, const OnePerson& wanted) {
    TRY(act.require(Permission::read_people));
    Person person = TRY(find_person(reader, act, wanted.id, "id")).person;
    const auto& clearance = act.actor.clearance;
    person.used = TRY(
        reader.many(sql::used_by, {act.force, clearance.level, clearance.owners, wanted.id}, [](const db::Row& row) {
            return Used{enum_of<SubjectKind>(row.text(0)), row.id<SubjectId>(1), row.string(3), row.instant(2)};
        }));
    person.markers = TRY(markers_of(reader, act, policy, wanted.id));
    Story story = TRY(story_of(reader, act, policy, SubjectKind::person, wanted.id));
    person.history = std::move(story.history);
    person.times = story.times;
    person.repeat = story.repeat;
    person.repeat_why = std::move(story.repeat_why);
    return person;
}

}  // namespace bluelamp::people
