// SPDX-License-Identifier: Apache-2.0
/// Published data of data.police.uk: street-level crime, outcomes, and stop and search.
///
/// Owns the published tables: every row of every file as published, with the vintages of each file
/// (docs/decisions/0008). Nothing here ever enters a force's own crimes; a measure says which of the two it counts.
///
/// Promises: a file counts as a whole or not at all: its rows become visible in the transaction of its one journal act,
/// and an import that is killed leaves nothing that counts. The same bytes again change nothing. A month published
/// again supersedes what changed; every earlier vintage can be read again. Rows of one Crime ID are paired; rows
/// without one are compared as a multiset. Memory does not grow with the number of rows, and the write lane is held for
/// less than 5 ms at a time. Refuses: rows that are broken (each counted by reason, the file goes on), files with
/// missing or unknown columns, two different publications of one month in one folder.
/// Months are those of the file, for searches in Europe/London; positions WGS 84 of six decimals.
/// Start reading at import_police_uk.cpp.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "access/act.hpp"
#include "db/database.hpp"
#include "exchange/police_uk/report.hpp"
#include "geography/areas.hpp"

namespace bluelamp::police_uk {

/// How far an import is. Bytes are those on disk.
struct Progress {
    std::int64_t bytes = 0, bytes_in_all = 0;
    std::int64_t files = 0, files_in_all = 0;
    std::int64_t rows = 0;
    std::string file;  ///< being read
};

/// Who imports, into what, and what he wants to be told.
struct Importer {
    db::Database& database;
    const geography::Areas& areas;
    std::function<Act()> act;  ///< a fresh act of the same actor: `now` is when a file was complete
    std::function<void(const Progress&)> progress = {};
    std::int64_t rows_compared_at_once = 50'000;  ///< bounds the memory of comparing a month with its last publication
};

/// Imports every published file in `folder` and the folders in it (or the one file it names). Needs
/// Permission::import_records.
Result<ImportReport> import_police_uk(const Importer& importer, const std::filesystem::path& folder);

/// Something that no longer is what was imported.
struct Altered {
    std::string file;       ///< "2021-06-city-of-london-street"
    std::int64_t position;  ///< of the journal act that tells otherwise
    std::string what;       ///< "row 17 was changed after import"
};

struct FilesVerified {
    std::int64_t files = 0;
    std::int64_t rows = 0;
    std::vector<Altered> altered;  ///< one for each altered vintage, the first few
};

/// Computes the digest of every row and the root of every vintage again, and compares with the journal's acts.
Result<FilesVerified> verify_files(db::Database& database, const ForceId& force);

}  // namespace bluelamp::police_uk
