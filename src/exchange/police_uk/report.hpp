// SPDX-License-Identifier: Apache-2.0
/// What an import found and did, as counts that add up.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.hpp"

namespace bluelamp::police_uk {

/// How often each word was counted.
struct Counts {
    std::map<std::string, std::int64_t, std::less<>> by;

    void add(std::string_view word, std::int64_t times = 1);
    void add(const Counts& other);
    [[nodiscard]] std::int64_t total() const;
    friend bool operator==(const Counts&, const Counts&) = default;
};

/// What is particular about rows that are sound. Each is kept; these say what a reader of figures must know.
struct Traps {
    std::int64_t no_crime_id = 0;         ///< anti-social behaviour never has one
    std::int64_t repeated_crime_ids = 0;  ///< rows whose Crime ID stood before in the same file
    std::int64_t no_position = 0;
    std::int64_t unknown_lsoa = 0;        ///< LSOA codes that the areas loaded here do not know; placed by position
    std::int64_t outside_every_area = 0;  ///< a position that no area loaded here holds
    std::int64_t outside_force = 0;       ///< a place that is not in the publisher's force
    std::int64_t month_differs = 0;       ///< another month than the file's
    std::int64_t last_utc_hour_before =
        0;  ///< searches dated in the month before in UTC, in the file's month in London
    std::int64_t capital_street_names = 0;
    std::int64_t vocabulary_to_2017 = 0;  ///< outcomes of searches in the words used to the end of 2017
    std::int64_t no_outcome = 0;
    std::int64_t unknown_crime_type = 0;
    std::int64_t unknown_outcome = 0;

    void add(const Traps& other);
    friend bool operator==(const Traps&, const Traps&) = default;
};
BOOST_DESCRIBE_STRUCT(Traps, (),
                      (no_crime_id, repeated_crime_ids, no_position, unknown_lsoa, outside_every_area, outside_force,
                       month_differs, last_utc_hour_before, capital_street_names, vocabulary_to_2017, no_outcome,
                       unknown_crime_type, unknown_outcome))

/// What reading a file once found. Kept with its vintage, to be told again when the same bytes are offered again.
struct Findings {
    std::int64_t rows_in = 0;
    Counts refusals;
    std::vector<std::string> refusal_examples;  ///< "file:line reason", the first few
    Traps traps;

    void add(const Findings& other);
};
BOOST_DESCRIBE_STRUCT(Findings, (), (rows_in, refusals, refusal_examples, traps))

/// What became of the rows of a file or a folder.
struct Tally {
    std::int64_t stored = 0;   ///< new here
    std::int64_t changed = 0;  ///< the same record with other content; what it said before is kept
    std::int64_t unchanged = 0;
    std::int64_t withdrawn = 0;  ///< rows of the publication before that this one no longer has
    Counts changes;              ///< of changed rows, by column

    void add(const Tally& other);
};

struct RefusedFile {
    std::string file;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(RefusedFile, (), (file, message))

/// A folder's import. rows_stored + rows_changed + rows_unchanged + rows_refused = rows_in.
struct ImportReport {
    std::int64_t rows_in = 0, rows_stored = 0, rows_changed = 0, rows_unchanged = 0, rows_refused = 0;
    Counts refusals;
    std::vector<std::string> refusal_examples;
    std::int64_t rows_withdrawn = 0;
    Counts changes;
    Traps traps;
    std::int64_t files = 0;  ///< with the names of published files
    std::int64_t files_new = 0;
    std::int64_t files_restated = 0;  ///< published again with other bytes
    std::int64_t files_unchanged = 0;
    std::int64_t files_twice = 0;  ///< the same bytes of the same month met twice in the folder
    std::vector<RefusedFile> files_refused;
    std::vector<std::string> files_skipped;
    std::int64_t bytes = 0;  ///< unpacked
    double seconds = 0;

    void add(const Findings& findings, const Tally& tally);
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (rows_in, rows_stored, rows_changed, rows_unchanged, rows_refused, refusals, refusal_examples,
                       rows_withdrawn, changes, traps, files, files_new, files_restated, files_unchanged, files_twice,
                       files_refused, files_skipped, bytes, seconds))

}  // namespace bluelamp::police_uk

namespace bluelamp::json {

/// {"word": times, …} in order of words.
template <>
struct Format<police_uk::Counts> {
    static void write(std::string& out, const police_uk::Counts& value);
    static Result<police_uk::Counts> read(const Value& value, const std::string& path);
    static Object schema(Components&) {
        return {{"type", "object"}, {"additionalProperties", {{"type", "integer"}, {"format", "int64"}}}};
    }
};

}  // namespace bluelamp::json
