// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "policing/people/merge.hpp"
#include "policing/people/profiles.hpp"
#include "policing/people/search.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

/// What was named with one record of the person, where none of his others did so already.
Result<void> add_used(db::Reader& reader, const Act& act, const SubjectId& record, std::vector<Used>& into) {
    const auto& clearance = act.actor.clearance;
    return reader.each(sql::used_by, {act.force, clearance.level, clearance.owners, record}, [&](const db::Row& row) {
        Used used{enum_of<SubjectKind>(row.text(0)), row.id<SubjectId>(1), row.string(3), row.instant(2)};
        const auto there = std::ranges::find(into, used.subject, &Used::subject);
        if (there == into.end()) {
            into.push_back(std::move(used));
        } else {
            there->last_at = std::max(there->last_at, used.last_at);
        }
    });
}

}  // namespace

Result<Person> read_person(db::Reader& reader, const Act& act, const policy::Policy& policy, const OnePerson& wanted) {
    TRY(act.require(Permission::read_people));
    Person person = TRY(find_person(reader, act, wanted.id, "id")).person;
    for (const SubjectId& record : TRY(one_as_seen(reader, act, wanted.id))) {
        TRY(add_used(reader, act, record, person.used));
        const auto names = TRY(names_of(reader, act.force, record));
        person.names.insert(person.names.end(), names.begin(), names.end());
    }
    std::ranges::stable_sort(person.used, [](const Used& a, const Used& b) { return b.last_at < a.last_at; });
    person.markers = TRY(markers_of(reader, act, policy, wanted.id));
    Story story = TRY(story_of(reader, act, policy, SubjectKind::person, wanted.id));
    person.history = std::move(story.history);
    person.times = story.times;
    person.repeat = story.repeat;
    person.repeat_why = std::move(story.repeat_why);
    return person;
}

}  // namespace bluelamp::people
