// SPDX-License-Identifier: Apache-2.0
#include "policing/people/import_persons.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "policing/people/import_persons.sql.hpp"
#include "policing/people/plain.hpp"
#include "policing/people/profiles.hpp"
#include "policing/people/profiles.sql.hpp"
#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {
namespace {

using identity::Kind;

/// A file on its way in.
struct Begun {
    tasks::About record;
    std::int64_t rows_done = 0;
    Instant begun_at;
    bool done = false;
};

/// What the journal tells of a piece, and in the end of the file.
struct PieceAct {
    std::string file, sha256;
    std::int64_t rows_done = 0;  ///< of the file, with these
    std::int64_t persons = 0;    ///< made of these
};
BOOST_DESCRIBE_STRUCT(PieceAct, (), (file, sha256, rows_done, persons))

const std::string& text(const ImportedPerson& row, Kind kind) { return row.written[static_cast<std::size_t>(kind)]; }

Result<std::optional<Begun>> begun(db::Reader& reader, const ForceId& force, const PersonsFile& file) {
    return reader.maybe(sql::import_of, {force, file.sha256}, [](const db::Row& row) {
        return Begun{
            {std::string(imported_file), row.string(0), row.string(1)}, row.bigint(2), row.instant(3), !row.null(4)};
    });
}

struct Names {
    std::string given, others, family;
};

/// A full name's last word is taken for the family name: for showing and for finding it in either order; the engine
/// compares it as it was written.
Names names_in(const ImportedPerson& row) {
    Names names{text(row, Kind::given_name), text(row, Kind::middle_name), text(row, Kind::surname)};
    if (names.given.empty() && names.family.empty()) {
        const std::string_view full = trim(text(row, Kind::full_name));
        const std::size_t last = full.find_last_of(" \t");
        names.family = std::string(last == std::string_view::npos ? full : full.substr(last + 1));
        names.given = std::string(last == std::string_view::npos ? std::string_view() : trim(full.substr(0, last)));
    }
    return names;
}

/// Words written where nobody gave a name.
bool says_nothing(const Names& names) {
    static constexpr std::array<std::string_view, 10> nothing{"unknown",   "unk",  "nk",   "not",     "known",
                                                              "anonymous", "anon", "none", "refused", "na"};
    const std::vector<std::string> all = words(names.given + " " + names.others + " " + names.family);
    return std::all_of(all.begin(), all.end(), [](const std::string& word) {
        return std::find(nothing.begin(), nothing.end(), word) != nothing.end();
    });
}

/// Whether anything but a name and a sex is known.
bool says_more(const ImportedPerson& row) {
    static constexpr std::array<Kind, 5> of_name{Kind::given_name, Kind::middle_name, Kind::surname, Kind::full_name,
                                                 Kind::sex};
    for (std::size_t kind = 0; kind < identity::kinds; ++kind) {
        const bool name = std::find(of_name.begin(), of_name.end(), static_cast<Kind>(kind)) != of_name.end();
        if (!name && !trim(row.written[kind]).empty()) {
            return true;
        }
    }
    return false;
}

/// "1970-05-03", "1970-05" or "1970", as far as the parts are known.
std::string born_in(const ImportedPerson& row) {
    if (!text(row, Kind::date_of_birth).empty()) {
        return text(row, Kind::date_of_birth);
    }
    std::string born;
    for (const auto& [kind, width] : {std::pair(Kind::birth_year, 4), {Kind::birth_month, 2}, {Kind::birth_day, 2}}) {
        const auto number = parse_int(trim(text(row, kind)));
        if (!number || *number < 1) {
            break;
        }
        born += fmt::format("{}{:0{}}", born.empty() ? "" : "-", *number, width);
    }
    return born;
}

/// A whole date, where it is one that can be: others stay as they were written, for the engine alone.
std::optional<LocalDate> day_in(std::string_view born, LocalDate today) {
    std::string iso_text(trim(born));
    if (iso_text.size() == 8 && parse_int(iso_text)) {
        iso_text = iso_text.substr(0, 4) + "-" + iso_text.substr(4, 2) + "-" + iso_text.substr(6);
    }
    const auto day = parse_date(iso_text);
    return day && *day <= today ? std::optional(*day) : std::nullopt;
}

template <std::size_t Most>
void say(std::optional<json::Text<Most>>& into, std::string text) {
    if (!text.empty()) {
        into = json::Text<Most>{std::move(text)};
    }
}

Said said_in(const ImportedPerson& row, LocalDate today) {
    Said said;
    Names names = names_in(row);
    say(said.given_name, std::move(names.given));
    say(said.other_names, std::move(names.others));
    say(said.family_name, std::move(names.family));
    said.date_of_birth = day_in(born_in(row), today);
    say(said.sex, text(row, Kind::sex));
    say(said.phone, text(row, Kind::phone));
    say(said.email, text(row, Kind::email));
    const std::string& locality = text(row, Kind::locality);
    const std::string& address = text(row, Kind::address);
    say(said.address, address.empty() || locality.empty() ? address : address + ", " + locality);
    say(said.postcode, text(row, Kind::postcode));
    return said;
}

std::optional<std::string> plain(const std::optional<json::Text<200>>& text) {
    return text ? std::optional(text->text) : std::nullopt;
}

Result<void> write_profile(db::Transaction& tx, const ImportedPerson& row, const SubjectId& person,
                           std::int64_t number) {
    return tx.execute(sql::insert_profile, {tx.force(),
                                            number,
                                            person,
                                            "own",
                                            text(row, Kind::given_name),
                                            text(row, Kind::middle_name),
                                            text(row, Kind::surname),
                                            text(row, Kind::full_name),
                                            std::optional<std::string>(),
                                            std::optional<std::string>(),
                                            born_in(row),
                                            text(row, Kind::sex),
                                            text(row, Kind::phone),
                                            text(row, Kind::email),
                                            text(row, Kind::address),
                                            text(row, Kind::locality),
                                            text(row, Kind::postcode),
                                            text(row, Kind::place),
                                            text(row, Kind::identifier),
                                            text(row, Kind::other),
                                            row.id});
}

Result<void> import_one(db::Transaction& tx, const Act& act, const tasks::About& record, const ImportedPerson& row) {
    const access::OwnerId owner = access::OwnerId::team(act.actor.teams.front());
    const NewMention wanted{record, Role::other, said_in(row, in_london(act.now).date)};
    const Mention kept = TRY(mention(tx, act, wanted, owner.text, 0));
    Person person;
    person.id = act.new_id<SubjectId>();
    person.given_name = plain(wanted.said.given_name);
    person.other_names = plain(wanted.said.other_names);
    person.family_name = plain(wanted.said.family_name);
    const std::string born = wanted.said.date_of_birth ? iso(*wanted.said.date_of_birth) : "";
    TRY(tx.execute(sql::insert_person, {tx.force(), person.id, person.given_name, person.other_names,
                                        person.family_name, wanted.said.sex, born, act.now, 0, owner.text}));
    std::int64_t nth = 0;
    for (const NameKey& key : name_keys(person.given_name, person.other_names, person.family_name)) {
        TRY(tx.execute(sql::insert_person_name, {tx.force(), key.key, key.written, person.id, nth++, born}));
    }
    const std::int64_t profile = TRY(next_change(tx));
    TRY(write_profile(tx, row, person.id, profile));
    TRY(tx.execute(sql::insert_imported_link,
                   {tx.force(), act.new_id<LinkId>(), kept.id, person.id, "Imported with " + record.reference, act.now,
                    act.actor.id, kept.phone, profile}));
    return tx.execute(sql::insert_involvement, {tx.force(), person.id, record.id, text_of(Role::other), kept.id,
                                                text_of(SubjectKind::person), kept.said_at});
}

Result<void> record_piece(db::Transaction& tx, const Act& act, std::string_view action, const tasks::About& record,
                          const PieceAct& told) {
    TRY(act.record(tx, {.action = action,
                        .kind = imported_file,
                        .record = record.id,
                        .happened_at = act.now,
                        .content = json::to_text(told),
                        .owner = access::OwnerId::team(act.actor.teams.front()).text}));
    return {};
}

}  // namespace

std::string_view refusal_of(const ImportedPerson& row) {
    const Names names = names_in(row);
    if (name_keys(names.given, names.others, names.family).empty() || (says_nothing(names) && !says_more(row))) {
        return "no_name";
    }
    static constexpr std::size_t most_of[identity::kinds] = {200, 200, 200, 200, 40, 20,  20,  20, 20,
                                                             60,  200, 250, 100, 16, 200, 200, 500};
    for (std::size_t kind = 0; kind < identity::kinds; ++kind) {
        if (first_code_points(row.written[kind], most_of[kind]).size() < row.written[kind].size()) {
            return "too_long";
        }
    }
    return "";
}

Result<std::int64_t> begin_import(db::Transaction& tx, const Act& act, const PersonsFile& file) {
    TRY(act.require(Permission::import_records));
    invariant(!act.actor.teams.empty(), "imports are made by a member of the importing team");
    const auto known = TRY(begun(tx, tx.force(), file));
    if (known && known->done) {
        return fail(ErrorCode::conflict, file.name,
                    fmt::format("This file was imported on {}: all of its persons are here. Importing it again would "
                                "make each of them twice.",
                                in_words(in_london(known->begun_at).date)));
    }
    if (!known) {
        TRY(tx.execute(sql::insert_import, {tx.force(), file.sha256, act.ids->uuid(act.now), file.name, act.now}));
    }
    return known ? known->rows_done : 0;
}

Result<void> import_persons(db::Transaction& tx, const Act& act, const PersonsFile& file, const Piece& piece) {
    TRY(act.require(Permission::import_records));
    const auto known = TRY(begun(tx, tx.force(), file));
    if (!known || known->done || known->rows_done != piece.rows_before) {
        return fail(ErrorCode::conflict, file.name,
                    "Somebody else is importing this file, or rows before these could not be stored; import it again: "
                    "it goes on where it stopped.");
    }
    for (const ImportedPerson& row : piece.rows) {
        TRY(import_one(tx, act, known->record, row));
    }
    const std::int64_t done = piece.rows_before + piece.rows_here;
    TRY(tx.execute(sql::import_got_to, {tx.force(), file.sha256, done, std::optional<Instant>()}));
    return record_piece(tx, act, "people_file.piece_imported", known->record,
                        {file.name, file.sha256, done, static_cast<std::int64_t>(piece.rows.size())});
}

Result<void> finish_import(db::Transaction& tx, const Act& act, const PersonsFile& file) {
    TRY(act.require(Permission::import_records));
    const auto known = TRY(begun(tx, tx.force(), file));
    invariant(known.has_value(), "an import that ends has begun");
    TRY(tx.execute(sql::import_got_to, {tx.force(), file.sha256, known->rows_done, std::optional(act.now)}));
    return record_piece(tx, act, "people_file.imported", known->record, {file.name, file.sha256, known->rows_done, 0});
}

Result<void> known_sources(db::Database& database, const ForceId& force, const PersonsFile& file,
                           const std::function<void(std::string_view source)>& visit) {
    constexpr std::int64_t page_rows = 5'000;  // each page by a reader of its own: no read lives long
    std::string record, mention;
    for (bool last = false; !last;) {
        const auto read = database.read([&](db::Reader& reader) -> Result<void> {
            std::int64_t rows = 0;
            TRY(reader.each(sql::sources_of, {force, file.name, file.sha256, record, mention, page_rows},
                            [&](const db::Row& row) {
                                record = row.string(0);
                                mention = row.string(1);
                                visit(row.text(2));
                                ++rows;
                            }));
            last = rows < page_rows;
            return {};
        });
        TRY(read);
    }
    return {};
}

Result<void> gather_statistics(db::Database& database, const ForceId& force) {
    return database.write(force, [](db::Transaction& tx) { return tx.execute(sql::gather_statistics, {}); });
}

}  // namespace bluelamp::people
