// SPDX-License-Identifier: Apache-2.0
/// Rows to types for people; known to this desk only.
#pragma once

#include "policing/people/people.hpp"

namespace bluelamp::people {

template <class Enum>
std::string_view text_of(Enum value) {
    return json::Format<Enum>::name(value);
}

/// The database's own CHECK lists hold these names, so another one is a broken invariant.
template <class Enum>
Enum enum_of(std::string_view text) {
    const auto value = json::Format<Enum>::parse(text, "");
    invariant(value.has_value(), "a stored name is not in its list");
    return *value;
}

[[nodiscard]] LocalDate date_of(std::string_view text);

/// A mention with what decides who may see it, as one of its records has it.
struct KeptMention {
    Mention mention;
    bool linked = false;  ///< also to a person the reader may not see
    std::int64_t visibility = 0;
    std::string owner;
};
KeptMention read_mention_row(const db::Row& row);

/// The mention, in a record that the actor may see; `not_found` else.
Result<KeptMention> find_mention(db::Reader& reader, const Act& act, const MentionId& id);

struct KeptPerson {
    Person person;
    std::string owner;
};
/// The person, if the actor may see him; `not_found` naming `field` else.
Result<KeptPerson> find_person(db::Reader& reader, const Act& act, const SubjectId& id, std::string_view field);
struct BothPersons {
    const KeptPerson &one, &other;
};
/// What somebody did with a pair of persons, journalled with the one of them whom fewer may see.
Result<void> record_of_pair(db::Transaction& tx, const Act& act, std::string_view action, const BothPersons& pair,
                            std::string_view content);

/// A decision which person a mention is, with the visibility and owner of what is told of it.
struct Linked {
    MentionId mention;
    tasks::About record;
    SubjectId person;
    std::int64_t visibility = 0;
    std::string owner;
};
/// Takes it back with what followed from it, and journals that.
Result<void> unlink(db::Transaction& tx, const Act& act, const Linked& linked, std::string_view reason);

/// "Ruth Example, born 3 May 1970".
[[nodiscard]] std::string title_of(const Person& person);
/// Of columns: given name, other names, family name, from `first` on; born after them.
[[nodiscard]] Person read_name(const db::Row& row, int first);

struct KeptMarker {
    Marker marker;
    std::string owner;
};
/// As `policy` sees the kind of marker now, or as it was when the policy knows it no more; on `today`.
KeptMarker read_marker_row(const db::Row& row, const policy::Policy& policy, LocalDate today);
Result<KeptMarker> find_marker(db::Reader& reader, const Act& act, const policy::Policy& policy, const MarkerId& id);
Result<std::vector<Marker>> markers_of(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                       const SubjectId& subject);
/// Journals what was done to a marker.
Result<void> record_marker(db::Transaction& tx, const Act& act, std::string_view action, const KeptMarker& kept,
                           std::string_view content);

/// The kind of record that an imported file of persons is.
inline constexpr std::string_view imported_file = "people_file";

/// As many records as are read of one subject, the newest: history_of, persons_with. More are not counted.
inline constexpr std::size_t most_records = 200;
/// "once", "3 times", "200 times or more" of what was counted up to there only.
[[nodiscard]] std::string times(std::int64_t count, bool or_more);

/// What the newest records tell of a subject.
struct Story {
    std::vector<Involved> history;
    std::int64_t times = 0;
    bool repeat = false;
    std::vector<std::string> repeat_why;
};
Result<Story> story_of(db::Reader& reader, const Act& act, const policy::Policy& policy, SubjectKind kind,
                       const SubjectId& subject);

}  // namespace bluelamp::people
