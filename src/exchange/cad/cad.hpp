// SPDX-License-Identifier: Apache-2.0
/// Dispatch history of other command-and-control systems, brought in as incidents of origin `imported`.
///
/// Owns maps (what the columns of a system's file mean) and what may be concluded from its clocks. Does not own the
/// incidents it makes: the incidents desk stores them.
///
/// Promises: an incident is known by the map's source and its own id, so the same file again changes nothing and a
/// corrected file changes only what it corrects, with the journal keeping what was. Times without a date that run over
/// midnight are put on the next day. A clock that ran backwards is kept as given, listed, and measured nowhere. A file
/// of dates without times gives incidents without instants, so that no response time is ever computed from it. Rows
/// come in by small pieces, each with the act that tells of it in its own transaction (incidents::import_incidents), so
/// that none is ever here untold. One more act tells of the whole file, in the transaction of its last rows; when the
/// file breaks off, it tells what stood before the break. An import that is killed leaves pieces that are told and
/// count; importing the file again finds them unchanged, adds the rest and ends with the file's act. Memory does not
/// grow with the number of rows, but for eight bytes for each id. Refuses: columns that are neither mapped nor ignored;
/// rows that are broken, without id or with one the file had before, or whose times cannot be read (each counted by
/// reason, the file goes on).
/// Times are the wall clock of the map's zone; stored instants are UTC. Start reading at import_cad.cpp.
#pragma once

#include <filesystem>
#include <functional>

#include "access/act.hpp"
#include "db/database.hpp"
#include "exchange/cad/report.hpp"
#include "geography/areas.hpp"

namespace bluelamp::cad {

/// How far an import is. Bytes are those on disk; known at the start and at the end only.
struct Progress {
    std::int64_t bytes = 0, bytes_in_all = 0;
    std::int64_t rows = 0;
};

/// Who imports, into what, and what he wants to be told.
struct Importer {
    db::Database& database;
    const geography::Areas& areas;
    std::function<Act()> act;  ///< a fresh act of the same actor
    std::function<void(const Progress&)> progress = {};
};

/// Imports one file (plain or gzip) as the map says. Needs Permission::import_records.
Result<ImportReport> import_cad(const Importer& importer, const std::filesystem::path& file,
                                const std::filesystem::path& map);

}  // namespace bluelamp::cad
