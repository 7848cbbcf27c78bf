// SPDX-License-Identifier: Apache-2.0
/// Finding the columns of a CSV file by name, whatever their order.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/csv.hpp"
#include "core/result.hpp"

namespace bluelamp {

enum class Presence { required, optional };
enum class UnknownColumns { refuse, ignore };

struct CsvColumn {
    std::string_view name;
    Presence presence = Presence::required;
};

/// Where each wanted column stands in a file.
class CsvHeader {
   public:
    explicit CsvHeader(std::vector<std::optional<std::size_t>> positions) : positions_(std::move(positions)) {}

    [[nodiscard]] bool has(std::size_t wanted) const { return positions_[wanted].has_value(); }
    /// The field of the wanted column (by its index in the list given to read_csv_header), trimmed of spaces at its
    /// ends; empty when the file has no such column. Only for rows that are not refused.
    [[nodiscard]] std::string_view get(const CsvRow& row, std::size_t wanted) const;

   private:
    std::vector<std::optional<std::size_t>> positions_;
};

/// Reads the first row as the heading and makes the reader refuse rows of another width. Names are compared folded and
/// trimmed ("crime id" is "Crime ID"). Refuses a missing required column, a wanted column that stands there twice and,
/// when asked, columns that are not in the list; the error names them and the file's own.
[[nodiscard]] Result<CsvHeader> read_csv_header(CsvReader& reader, std::span<const CsvColumn> wanted,
                                                UnknownColumns unknown = UnknownColumns::refuse);

}  // namespace bluelamp
