// SPDX-License-Identifier: Apache-2.0
/// Names of published files: YYYY-MM-<force>[-burglary]-<street|outcomes|stop-and-search>.csv[.gz], in any folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "core/instant.hpp"
#include "core/result.hpp"

namespace bluelamp::police_uk {

enum class Kind { street, outcomes, stop_and_search };
BOOST_DESCRIBE_ENUM(Kind, street, outcomes, stop_and_search)

/// What a file is about: one month of one publisher and kind, the whole of it or a subset somebody cut out.
struct FileKey {
    Kind kind = Kind::street;
    Month month;
    std::string publisher;  ///< the force's police.uk name: "city-of-london"
    std::string subset;     ///< "" or "burglary"
    friend auto operator<=>(const FileKey&, const FileKey&) = default;

    /// "2021-06-metropolitan-burglary-street": the record its acts stand on in the journal.
    [[nodiscard]] std::string text() const;
};

/// Nothing when `name` is not that of a published file, or names a month that does not exist.
[[nodiscard]] std::optional<FileKey> parse_file_name(std::string_view name);

struct FoundFile {
    FileKey key;
    std::filesystem::path path;
};

struct Found {
    std::vector<FoundFile> files;      ///< oldest month first, then by publisher, subset, kind and path
    std::vector<std::string> skipped;  ///< files with other names
};

/// Looks through `folder` and the folders in it (or takes it as one file). Does not follow links to folders.
[[nodiscard]] Result<Found> find_files(const std::filesystem::path& folder);

}  // namespace bluelamp::police_uk
