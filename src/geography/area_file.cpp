// SPDX-License-Identifier: Apache-2.0
#include "geography/area_file.hpp"

#include <functional>
#include <set>

#include <fmt/format.h>

#include "core/csv_header.hpp"
#include "core/file.hpp"
#include "core/sha256.hpp"
#include "core/text.hpp"
#include "geography/area_index.hpp"

namespace bluelamp::geography {
namespace {

constexpr std::size_t longest_file = std::size_t{64} << 20;

std::vector<std::string> split_aliases(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        if (const auto alias = trim(text.substr(0, end)); !alias.empty()) {
            out.emplace_back(alias);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// The words of one area, wherever they were written.
struct Words {
    std::string_view code, name, aliases, parent_layer, parent;
};

Result<Area> make_area(const AreaFile& file, const Words& words, const std::string& place) {
    if (words.code.empty() || words.name.empty()) {
        return fail(ErrorCode::invalid, place, "An area needs a code and a name.");
    }
    if (words.parent.empty() != words.parent_layer.empty()) {
        return fail(ErrorCode::invalid, place, "Give parent and parent_layer together, or neither.");
    }
    Area area;
    area.key = {file.layer.layer, std::string(words.code)};
    area.name = words.name;
    area.aliases = split_aliases(words.aliases);
    if (!words.parent.empty()) {
        area.parent = AreaKey{std::string(words.parent_layer), std::string(words.parent)};
    }
    area.valid_from = file.valid_from;
    return area;
}

Result<std::vector<Area>> read_features(const AreaFile& file, std::string_view text) {
    auto features = parse_geojson(text);
    if (!features) {
        Error error = std::move(features).error();
        error.field = fmt::format("{}: {}", file.path.string(), error.field);
        return tl::unexpected(std::move(error));
    }
    std::vector<Area> areas;
    for (Feature& feature : *features) {
        const std::string place = fmt::format("{}: features[{}]", file.path.string(), areas.size());
        const Words words{feature.get("code"), feature.get("name"), feature.get("aliases"), feature.get("parent_layer"),
                          feature.get("parent")};
        Area area = TRY(make_area(file, words, place));
        if (auto* shape = std::get_if<Shape>(&feature.geometry)) {
            area.shape = std::move(*shape);
            area.km2 = area_km2(area.shape);
        }
        areas.push_back(std::move(area));
    }
    return areas;
}

/// The line of a CSV file, for errors.
std::string line_of(const CsvReader& reader, const CsvRow& row) {
    return fmt::format("{}:{}", reader.file(), row.line);
}

using TakeRow = std::function<Result<void>(const CsvRow&)>;

/// Shows every row to `take`; these are small files of our own making, so the first broken row refuses the file.
Result<void> each_row(CsvReader& reader, const TakeRow& take) {
    CsvRow row;
    while (TRY(reader.next(row))) {
        if (row.refused()) {
            return fail(ErrorCode::invalid, line_of(reader, row), std::string(explain(row.fault)));
        }
        TRY(take(row));
    }
    return {};
}

Result<std::vector<Area>> read_rows(const AreaFile& file, std::string_view text) {
    static constexpr CsvColumn columns[] = {{"code"},
                                            {"name"},
                                            {"aliases", Presence::optional},
                                            {"parent_layer", Presence::optional},
                                            {"parent", Presence::optional}};
    MemorySource source(text);
    CsvReader reader(source, file.path.string());
    const CsvHeader header = TRY(read_csv_header(reader, columns, UnknownColumns::ignore));
    std::vector<Area> areas;
    const TakeRow take = [&](const CsvRow& row) -> Result<void> {
        const Words words{header.get(row, 0), header.get(row, 1), header.get(row, 2), header.get(row, 3),
                          header.get(row, 4)};
        areas.push_back(TRY(make_area(file, words, line_of(reader, row))));
        return {};
    };
    TRY(each_row(reader, take));
    return areas;
}

Result<void> refuse_repeats(const AreaFile& file, const std::vector<Area>& areas) {
    std::set<std::string_view> seen;
    for (const Area& area : areas) {
        if (!seen.insert(area.key.code).second) {
            return fail(ErrorCode::invalid, file.path.string(),
                        fmt::format("The code {} stands there twice; take one away.", area.key.code));
        }
    }
    return {};
}

}  // namespace

Result<std::vector<AreaFile>> read_layers(const std::filesystem::path& folder) {
    static constexpr CsvColumn columns[] = {{"layer"}, {"title"}, {"file"}, {"valid_from"}};
    const auto list = folder / "layers.csv";
    const auto source = TRY(open_file(list));
    CsvReader reader(*source, list.string());
    const CsvHeader header = TRY(read_csv_header(reader, columns));
    std::vector<AreaFile> files;
    const TakeRow take = [&](const CsvRow& row) -> Result<void> {
        const auto valid_from = parse_date(header.get(row, 3));
        if (!valid_from) {
            return fail(ErrorCode::invalid, line_of(reader, row), "valid_from is not a date; write it as 2025-05-01.");
        }
        const Layer layer{std::string(header.get(row, 0)), std::string(header.get(row, 1)),
                          static_cast<std::int64_t>(files.size())};
        files.push_back({layer, folder / std::string(header.get(row, 2)), *valid_from});
        return {};
    };
    TRY(each_row(reader, take));
    return files;
}

Result<ReadAreas> read_area_file(const AreaFile& file) {
    const std::string text = TRY(read_all(file.path, longest_file));
    const bool json =
        text.find_first_not_of(" \t\r\n") != std::string::npos && text[text.find_first_not_of(" \t\r\n")] == '{';
    ReadAreas read;
    read.areas = json ? TRY(read_features(file, text)) : TRY(read_rows(file, text));
    TRY(refuse_repeats(file, read.areas));
    read.sha256 = sha256_hex(text);
    return read;
}

Result<std::vector<Population>> read_populations(const std::filesystem::path& path) {
    static constexpr CsvColumn columns[] = {{"layer"}, {"code"}, {"year"}, {"population"}, {"source"}};
    const auto source = TRY(open_file(path));
    CsvReader reader(*source, path.string());
    const CsvHeader header = TRY(read_csv_header(reader, columns));
    std::vector<Population> out;
    const TakeRow take = [&](const CsvRow& row) -> Result<void> {
        const auto year = parse_int(header.get(row, 2));
        const auto count = parse_int(header.get(row, 3));
        if (!year || *year < 1801 || *year > 2999 || !count || *count < 0) {
            return fail(ErrorCode::invalid, line_of(reader, row),
                        "A population needs a year and a whole number of people.");
        }
        out.push_back({{std::string(header.get(row, 0)), std::string(header.get(row, 1))},
                       static_cast<int>(*year),
                       *count,
                       std::string(header.get(row, 4))});
        return {};
    };
    TRY(each_row(reader, take));
    return out;
}

}  // namespace bluelamp::geography
