// SPDX-License-Identifier: Apache-2.0
/// Persons of another system, brought in by the file.
///
/// Promises: each row becomes a person, with his number and address in the register and one mention, said in the
/// file, that is linked to him: whatever works for a person of a call works for him. The file is a record of its own:
/// no event in anybody's history. Rows come in by pieces, each with its act in its own transaction; an import that
/// broke off goes on where it stopped. No row is taken for somebody who is on the register already: that is for review
/// to propose and for a person to decide; but `known_sources` tells which ids a file of the same name brought before.
/// Refuses: a file that was imported before (by its SHA-256), pieces out of order, and rows (each counted by reason)
/// that name nobody or whose fields are longer than the register takes.
#pragma once

#include <span>

#include "engine/identity/identity.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::people {

struct PersonsFile {
    std::string name;    ///< without folders
    std::string sha256;  ///< of its content
};

struct ImportedPerson {
    std::string id;  ///< in the other system
    std::array<std::string, identity::kinds> written;
};

/// Why a row cannot be taken: "no_name", "too_long"; empty when it can.
[[nodiscard]] std::string_view refusal_of(const ImportedPerson& row);

/// How many rows of the file are here already: 0, or where an import broke off. Needs Permission::import_records.
Result<std::int64_t> begin_import(db::Transaction& tx, const Act& act, const PersonsFile& file);
/// Rows of a file that follow each other.
struct Piece {
    std::int64_t rows_before = 0;  ///< stand before them in the file, refused ones counted
    std::int64_t rows_here = 0;    ///< these, with those refused among them
    std::span<const ImportedPerson> rows;
};
Result<void> import_persons(db::Transaction& tx, const Act& act, const PersonsFile& file, const Piece& piece);
/// Nothing more comes: the same file is refused from now on.
Result<void> finish_import(db::Transaction& tx, const Act& act, const PersonsFile& file);

/// Shows the ids of all persons whom other files of this name brought: the newer file of a system has them again.
Result<void> known_sources(db::Database& database, const ForceId& force, const PersonsFile& file,
                           const std::function<void(std::string_view source)>& visit);
/// After many rows at once: PostgreSQL plans by statistics that it would gather by itself only in a minute or more, and
/// until then reads the register as if it were small. SQLite plans without.
Result<void> gather_statistics(db::Database& database, const ForceId& force);

}  // namespace bluelamp::people
