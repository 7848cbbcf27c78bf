// SPDX-License-Identifier: Apache-2.0
/// How files become rows without holding the write lane: many small commands, the last of which writes the act.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "access/act.hpp"
#include "core/result.hpp"
#include "db/database.hpp"

namespace bluelamp::geography {

/// A command that may be run again: it starts from nothing each time.
using Step = std::function<Result<void>(db::Transaction&, const Act&)>;

/// Runs one command in the force's write lane with a fresh Act and waits for it.
using Lane = std::function<Result<void>(const Step&)>;

/// What became of the rows of a file: in = stored + changed + unchanged + refused.
struct Counts {
    std::int64_t rows_in = 0, stored = 0, changed = 0, unchanged = 0, refused = 0;
    std::map<std::string, std::int64_t> refusals;  ///< reason → rows

    void refuse(std::string_view why);
    Counts& operator+=(const Counts& other);
};

enum class Outcome { stored, changed, unchanged };
void count(Counts& counts, Outcome outcome);

/// Rows stored by one command: few, because each costs up to 0.2 ms of the lane with its words or its outline.
inline constexpr std::size_t rows_of_step = 20;

/// A loaded file, as its act tells it.
struct LoadedFile {
    std::string_view kind;    ///< "area_file", "gazetteer_file"
    std::string_view record;  ///< what the file is about: a layer, a source
    std::string file;         ///< its name without the folder
    std::string sha256;
};

/// Writes the act of a whole file.
Result<void> record_load(db::Transaction& tx, const Act& act, const LoadedFile& file, const Counts& counts);

}  // namespace bluelamp::geography
