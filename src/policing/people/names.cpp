// SPDX-License-Identifier: Apache-2.0
// Names beside the one a person goes by. A misspelt name that somebody gave in a call is a profile, by which he is
// found; only a decision makes a name of it.
#include <algorithm>

#include "policing/people/plain.hpp"
#include "policing/people/profiles.hpp"
#include "policing/people/profiles.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

/// What the journal tells of a name.
struct NameAct {
    SubjectId person;
    PersonName name;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(NameAct, (), (person, name, reason))

std::optional<std::string> text_or_nothing(const std::optional<json::Text<200>>& text) {
    return text ? std::optional(text->text) : std::nullopt;
}

std::string key_of(const std::optional<std::string>& given, const std::optional<std::string>& others,
                   const std::optional<std::string>& family) {
    const auto keys = name_keys(given, others, family);
    return keys.empty() ? "" : keys.front().key;
}

Result<void> sensible(const Act& act, const AddName& wanted) {
    if (wanted.kind == NameKind::own) {
        return fail(ErrorCode::invalid, "kind",
                    "The own name is what was said when the person was recorded; choose alias, former or married.");
    }
    const LocalDate today = in_london(act.now).date;
    if (wanted.from && *wanted.from > today) {
        return fail(ErrorCode::invalid, "from", "Nobody uses a name from a day to come; give today or earlier.");
    }
    if (wanted.from && wanted.until && *wanted.until < *wanted.from) {
        return fail(ErrorCode::invalid, "until", "A name ends after it began; exchange the two dates.");
    }
    return {};
}

/// Writes what follows from the names of a person: keys, version, journal.
Result<void> keep(db::Transaction& tx, const Act& act, const KeptPerson& kept, std::string_view action,
                  const NameAct& told) {
    const auto names = TRY(names_of(tx, tx.force(), kept.person.id));
    TRY(write_name_keys(tx, kept.person, names));
    TRY(tx.execute(sql::person_changed, {tx.force(), kept.person.id}));
    TRY(act.record(tx, {.action = action,
                        .kind = "person",
                        .record = kept.person.id.text(),
                        .happened_at = act.now,
                        .content = json::to_text(told),
                        .visibility = kept.person.visibility,
                        .owner = kept.owner}));
    return {};
}

Result<PersonName> find_name(db::Reader& reader, const Act& act, const SubjectId& person, std::int64_t number) {
    const auto names = TRY(names_of(reader, act.force, person));
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const PersonName& name) { return name.name == number; });
    if (found == names.end()) {
        return fail(ErrorCode::not_found, "name", "This person has no such name; read the person again.");
    }
    return *found;
}

/// Changes the row of a name; off_at takes it off.
Result<void> change(db::Transaction& tx, const PersonName& name, std::optional<Instant> off_at) {
    const std::optional<std::string> until = name.until ? std::optional(iso(*name.until)) : std::nullopt;
    return tx.execute(sql::end_name, {tx.force(), name.name, TRY(next_change(tx)), until, off_at});
}

}  // namespace

Result<PersonName> add_name(db::Transaction& tx, const Act& act, const AddName& wanted) {
    TRY(act.require(Permission::record_people));
    TRY(sensible(act, wanted));
    const KeptPerson kept = TRY(find_person(tx, act, wanted.id, "id"));
    const Person& person = kept.person;
    PersonName name{0,
                    wanted.kind,
                    text_or_nothing(wanted.given_name),
                    text_or_nothing(wanted.other_names),
                    text_or_nothing(wanted.family_name),
                    wanted.from,
                    wanted.until};
    const std::string key = key_of(name.given_name, name.other_names, name.family_name);
    if (key.empty()) {
        return fail(ErrorCode::invalid, "family_name", "Give the name: a family name, a given name or both.");
    }
    bool known = key_of(person.given_name, person.other_names, person.family_name) == key;
    for (const PersonName& other : TRY(names_of(tx, tx.force(), person.id))) {
        known = known || key_of(other.given_name, other.other_names, other.family_name) == key;
    }
    if (known) {
        return fail(ErrorCode::conflict, "family_name", "This name of the person is recorded already.");
    }
    name.name = TRY(next_change(tx));
    const auto iso_of = [](const std::optional<LocalDate>& day) {
        return day ? std::optional(iso(*day)) : std::optional<std::string>();
    };
    TRY(tx.execute(sql::insert_profile, {tx.force(),
                                         name.name,
                                         person.id,
                                         text_of(name.kind),
                                         name.given_name.value_or(""),
                                         name.other_names.value_or(""),
                                         name.family_name.value_or(""),
                                         "",
                                         iso_of(name.from),
                                         iso_of(name.until),
                                         iso_of(person.date_of_birth).value_or(""),
                                         person.sex.value_or(""),
                                         "",
                                         "",
                                         "",
                                         "",
                                         "",
                                         "",
                                         "",
                                         "",
                                         ""}));
    TRY(keep(tx, act, kept, "person.name_added", {person.id, name, wanted.reason.text}));
    return name;
}

Result<PersonName> end_name(db::Transaction& tx, const Act& act, const EndName& wanted) {
    TRY(act.require(Permission::record_people));
    const KeptPerson kept = TRY(find_person(tx, act, wanted.id, "id"));
    PersonName name = TRY(find_name(tx, act, wanted.id, wanted.name));
    if (name.from && wanted.until < *name.from) {
        return fail(ErrorCode::invalid, "until",
                    "The name was used from " + in_words(*name.from) + "; give that day or a later one.");
    }
    if (wanted.until > in_london(act.now).date) {
        return fail(ErrorCode::invalid, "until", "Give today or the day on which the name was last used.");
    }
    name.until = wanted.until;
    TRY(change(tx, name, {}));
    TRY(keep(tx, act, kept, "person.name_ended", {wanted.id, name, wanted.reason.text}));
    return name;
}

Result<PersonName> remove_name(db::Transaction& tx, const Act& act, const RemoveName& wanted) {
    TRY(act.require(Permission::record_people));
    const KeptPerson kept = TRY(find_person(tx, act, wanted.id, "id"));
    const PersonName name = TRY(find_name(tx, act, wanted.id, wanted.name));
    TRY(change(tx, name, act.now));
    TRY(keep(tx, act, kept, "person.name_removed", {wanted.id, name, wanted.reason.text}));
    return name;
}

}  // namespace bluelamp::people
