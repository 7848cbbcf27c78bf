// SPDX-License-Identifier: Apache-2.0
/// Reading a file of people by a map, and the ids of its records.
///
/// Promises: one pass, flat memory for text (ids are kept, in one piece); every record once, in the order of the file.
/// A broken row, or one without an id, is refused by itself: counted by reason, the first ones named by line, and
/// reading goes on. Refuses as a whole: a file that cannot be read, an empty one, a missing column, and an id that
/// stands there twice, naming both lines - before any linking is done.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/csv_header.hpp"
#include "exchange/linkage/link_map.hpp"

namespace bluelamp::linkage {

/// Rows that could not be taken, over all files read.
struct Refusals {
    static constexpr std::size_t named_at_most = 20;
    std::uint64_t rows = 0;
    std::map<std::string, std::uint64_t> reasons;  ///< rows by short key: "not_utf8", "no_id"
    std::vector<std::string> first;                ///< "people.csv:17: The row is not UTF-8 text; ..."
};

/// One record. Views are good until the next call of `next`.
struct Record {
    std::uint64_t line = 0;
    std::string_view id;
    identity::Written written;
};

class RecordReader {
   public:
    /// Reads the heading and finds the columns of `map`, which must outlive the reader, as must `refusals`.
    [[nodiscard]] static Result<std::unique_ptr<RecordReader>> open(const std::filesystem::path& file,
                                                                    const LinkMap& map, Refusals& refusals);
    ~RecordReader();

    /// False at the end of the file.
    [[nodiscard]] Result<bool> next(Record& record);
    [[nodiscard]] double share() const;  ///< of the file read so far, 0 to 1, about

   private:
    struct Parts;
    explicit RecordReader(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

/// The ids of a file in the order of its records, in one piece of memory.
class Ids {
   public:
    /// Refuses an id that is there already, naming `file` and both lines.
    [[nodiscard]] Result<void> add(std::string_view id, std::uint64_t line, const std::string& file);
    [[nodiscard]] std::size_t size() const { return lines_.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t row) const;
    [[nodiscard]] std::uint64_t line(std::size_t row) const { return lines_[row]; }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;

   private:
    [[nodiscard]] std::size_t slot_of(std::string_view id) const;
    void grow();

    std::string text_;
    std::vector<std::uint64_t> ends_;
    std::vector<std::uint64_t> lines_;
    std::vector<std::uint32_t> slots_;  // open addressing; row + 1, 0 where nothing is
};

/// The files of one linkage, read: who is left and who is right, and the id of each row of `linkage`.
struct Files {
    identity::Linkage linkage;
    Ids left, right;
    Refusals refusals;

    [[nodiscard]] std::string_view id(std::uint32_t row) const {
        return row < left.size() ? left[row] : right[row - left.size()];
    }
    [[nodiscard]] std::size_t records() const { return left.size() + right.size(); }
};

/// `progress` is told the file and the share of it that is read.
using ReadingProgress = std::function<void(const std::string& file, double share, std::size_t records)>;

/// Reads `left` and, unless it is empty, `right`. Refuses files without a single record.
[[nodiscard]] Result<std::unique_ptr<Files>> read_files(const std::string& left, const std::string& right,
                                                        const LinkMap& map, const ReadingProgress& progress);

}  // namespace bluelamp::linkage
