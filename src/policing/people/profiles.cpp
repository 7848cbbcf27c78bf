// SPDX-License-Identifier: Apache-2.0
#include "policing/people/profiles.hpp"

#include <set>

#include "policing/people/plain.hpp"
#include "policing/people/profiles.sql.hpp"
#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {
namespace {

constexpr std::string_view counter = "profiles";
/// Keys of recorded names come after all keys of the own name: whoever has several is found once by his birthday.
constexpr std::int64_t recorded_nth = 8;

std::optional<std::string> unless_empty(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}
std::optional<LocalDate> maybe_date(const db::Row& row, int column) {
    return row.null(column) ? std::nullopt : std::optional(date_of(row.text(column)));
}

}  // namespace

Result<std::int64_t> next_change(db::Transaction& tx) {
    db::Register& kept = TRY(tx.keep(counter));
    return ++kept.number;
}

Result<void> say_profile(db::Transaction& tx, const MentionId& mention) {
    const auto number = [](const db::Row& row) { return row.bigint(0); };
    const std::int64_t change = TRY(next_change(tx));
    const auto same = TRY(tx.maybe(sql::same_profile, {tx.force(), mention}, number));
    TRY(same ? tx.execute(sql::profile_again, {tx.force(), *same, change})
             : tx.execute(sql::profile_from_link, {tx.force(), mention, change}));
    return tx.execute(sql::link_profile, {tx.force(), mention, same.value_or(change)});
}

Result<std::optional<std::int64_t>> said_profile(db::Transaction& tx, const MentionId& mention) {
    return tx.maybe(sql::profile_of_link, {tx.force(), mention}, [](const db::Row& row) { return row.bigint(0); });
}

Result<void> unsay_profile(db::Transaction& tx, const Act& act, std::int64_t profile) {
    return tx.execute(sql::profile_unsaid, {tx.force(), profile, TRY(next_change(tx)), act.now});
}

Result<void> take_profiles_off(db::Transaction& tx, const Act& act, const SubjectId& person) {
    return tx.execute(sql::profiles_off, {tx.force(), person, TRY(next_change(tx)), act.now});
}

Result<void> touch_person(db::Transaction& tx, const SubjectId& person) {
    return tx.execute(sql::touch_profiles_of_person, {tx.force(), person, TRY(next_change(tx))});
}

Result<void> touch_record(db::Transaction& tx, std::string_view record) {
    return tx.execute(sql::touch_profiles_of_record, {tx.force(), record, TRY(next_change(tx))});
}

Result<void> touch_owned(db::Transaction& tx, std::string_view owner) {
    return tx.execute(sql::touch_profiles_owned, {tx.force(), owner, TRY(next_change(tx))});
}

Result<std::vector<PersonName>> names_of(db::Reader& reader, const ForceId& force, const SubjectId& person) {
    return reader.many(sql::names_of, {force, person}, [](const db::Row& row) {
        return PersonName{row.bigint(0),
                          enum_of<NameKind>(row.text(1)),
                          unless_empty(row.string(2)),
                          unless_empty(row.string(3)),
                          unless_empty(row.string(4)),
                          maybe_date(row, 5),
                          maybe_date(row, 6)};
    });
}

Result<void> write_name_keys(db::Transaction& tx, const Person& person, const std::vector<PersonName>& names) {
    TRY(tx.execute(sql::delete_person_names, {tx.force(), person.id}));
    const std::string born = person.date_of_birth ? iso(*person.date_of_birth) : "";
    std::set<std::pair<std::string, std::string>> written;
    const auto write = [&](const std::vector<NameKey>& keys, bool own) -> Result<void> {
        std::int64_t nth = own ? 0 : recorded_nth;
        for (const NameKey& key : keys) {
            if (written.emplace(key.key, key.written).second) {
                TRY(tx.execute(sql::insert_person_name, {tx.force(), key.key, key.written, person.id, nth, born}));
            }
            nth += own ? 1 : 0;
        }
        return {};
    };
    TRY(write(name_keys(person.given_name, person.other_names, person.family_name), true));
    for (const PersonName& name : names) {
        TRY(write(name_keys(name.given_name, name.other_names, name.family_name), false));
    }
    return {};
}

}  // namespace bluelamp::people
