// SPDX-License-Identifier: Apache-2.0
/// What the journal is told about one imported file.
#pragma once

#include "exchange/police_uk/report.hpp"

namespace bluelamp::police_uk {

inline constexpr std::string_view file_imported = "published_file.imported";
inline constexpr std::string_view file_kind = "published_file";

/// Content of the act. Its record is FileKey::text().
struct FileAct {
    std::string file;  ///< name without folders
    std::int64_t file_id = 0;
    std::int64_t vintage = 0;
    std::string sha256;
    std::int64_t bytes = 0;
    std::int64_t rows_in = 0, rows_stored = 0, rows_changed = 0, rows_unchanged = 0, rows_refused = 0,
                 rows_withdrawn = 0;
    std::int64_t rows_kept = 0;  ///< rows of the vintage, over which the root stands
    Counts refusals;
    Counts changes;
    std::string root;
};
BOOST_DESCRIBE_STRUCT(FileAct, (),
                      (file, file_id, vintage, sha256, bytes, rows_in, rows_stored, rows_changed, rows_unchanged,
                       rows_refused, rows_withdrawn, rows_kept, refusals, changes, root))

}  // namespace bluelamp::police_uk
