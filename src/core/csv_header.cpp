// SPDX-License-Identifier: Apache-2.0
#include "core/csv_header.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text.hpp"

namespace bluelamp {
namespace {

/// Shown in errors; a heading may be anything, so it is kept short.
std::string shown(const std::vector<std::string>& names) {
    constexpr std::size_t most = 40;
    std::vector<std::string> quoted;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
        quoted.push_back(fmt::format("\"{}\"", first_code_points(names[i], 60)));
    }
    return fmt::format("{}{}", fmt::join(quoted, ", "), names.size() > most ? ", ..." : "");
}

Result<std::vector<std::string>> read_names(CsvReader& reader) {
    CsvRow row;
    if (!TRY(reader.next(row))) {
        return fail(ErrorCode::invalid, reader.file(), "The file is empty; its first line must name the columns.");
    }
    if (row.refused()) {
        return fail(ErrorCode::invalid, fmt::format("{}:{}", reader.file(), row.line),
                    fmt::format("The heading cannot be read. {}", explain(row.fault)));
    }
    std::vector<std::string> names;
    for (const std::string_view field : row.fields) {
        names.emplace_back(trim(field));
    }
    return names;
}

struct Findings {
    std::vector<std::string> missing, repeated, unknown;
};

Result<void> judge(const CsvReader& reader, const Findings& found, const std::vector<std::string>& names) {
    if (!found.missing.empty()) {
        return fail(ErrorCode::invalid, reader.file(),
                    fmt::format("There is no column {}. The file has: {}.", shown(found.missing), shown(names)));
    }
    if (!found.repeated.empty()) {
        return fail(ErrorCode::invalid, reader.file(),
                    fmt::format("The column {} stands there more than once; take one away.", shown(found.repeated)));
    }
    if (!found.unknown.empty()) {
        return fail(
            ErrorCode::invalid, reader.file(),
            fmt::format("The column {} is not known here; take it away or check its name.", shown(found.unknown)));
    }
    return {};
}

}  // namespace

std::string_view CsvHeader::get(const CsvRow& row, std::size_t wanted) const {
    const auto position = positions_[wanted];
    return position ? trim(row.fields[*position]) : std::string_view();
}

Result<CsvHeader> read_csv_header(CsvReader& reader, std::span<const CsvColumn> wanted, UnknownColumns unknown) {
    const std::vector<std::string> names = TRY(read_names(reader));
    std::vector<std::string> folded;
    std::transform(names.begin(), names.end(), std::back_inserter(folded), fold);
    std::vector<bool> used(names.size(), false);
    std::vector<std::optional<std::size_t>> positions;
    Findings found;
    for (const CsvColumn& column : wanted) {
        const auto at = std::find(folded.begin(), folded.end(), fold(column.name));
        positions.push_back(at == folded.end() ? std::nullopt
                                               : std::optional(static_cast<std::size_t>(at - folded.begin())));
        if (at == folded.end()) {
            if (column.presence == Presence::required) {
                found.missing.emplace_back(column.name);
            }
            continue;
        }
        used[static_cast<std::size_t>(at - folded.begin())] = true;
        if (std::find(at + 1, folded.end(), *at) != folded.end()) {
            found.repeated.emplace_back(column.name);
        }
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!used[i] && unknown == UnknownColumns::refuse) {
            found.unknown.push_back(names[i]);
        }
    }
    TRY(judge(reader, found, names));
    reader.expect_columns(names.size());
    return CsvHeader(std::move(positions));
}

}  // namespace bluelamp
