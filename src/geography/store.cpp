// SPDX-License-Identifier: Apache-2.0
#include "geography/store.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text.hpp"
#include "geography/area_index.hpp"
#include "geography/store.sql.hpp"

namespace bluelamp::geography {
namespace {

/// An area as its row holds it: the outline is text, so that two can be compared to the byte.
struct AreaRow {
    std::string layer, code, name, aliases;
    std::optional<std::string> parent_layer, parent_code;
    std::string valid_from;
    std::optional<std::string> valid_to;
    std::optional<std::string> geometry;
    std::optional<double> km2;

    /// valid_to is ours: a later edition sets it, the file does not.
    [[nodiscard]] bool says_the_same(const AreaRow& other) const {
        return name == other.name && aliases == other.aliases && same_parent(other) && geometry == other.geometry;
    }
    [[nodiscard]] bool same_parent(const AreaRow& other) const {
        return parent_layer == other.parent_layer && parent_code == other.parent_code;
    }
};

AreaRow read_row(const db::Row& row) {
    return {row.string(0),     row.string(1), row.string(2),     row.string(3),     row.maybe_text(4),
            row.maybe_text(5), row.string(6), row.maybe_text(7), row.maybe_text(8), row.maybe_real(9)};
}

AreaRow to_row(const Area& area) {
    AreaRow row;
    row.layer = area.key.layer;
    row.code = area.key.code;
    row.name = area.name;
    row.aliases = fmt::format("{}", fmt::join(area.aliases, ";"));
    if (area.parent) {
        row.parent_layer = area.parent->layer;
        row.parent_code = area.parent->code;
    }
    row.valid_from = iso(area.valid_from);
    if (area.valid_to) {
        row.valid_to = iso(*area.valid_to);
    }
    if (!area.shape.empty()) {
        row.geometry = write_geometry(area.shape);
        row.km2 = area.km2;
    }
    return row;
}

std::vector<std::string> cut_aliases(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find(';', from), text.size());
        out.emplace_back(text.substr(from, end - from));
        from = end + 1;
    }
    return out;
}

Result<Area> to_area(const AreaRow& row) {
    Area area;
    area.key = {row.layer, row.code};
    area.name = row.name;
    area.aliases = cut_aliases(row.aliases);
    if (row.parent_layer && row.parent_code) {
        area.parent = AreaKey{*row.parent_layer, *row.parent_code};
    }
    area.valid_from = TRY(parse_date(row.valid_from));
    if (row.valid_to) {
        area.valid_to = TRY(parse_date(*row.valid_to));
    }
    if (row.geometry) {
        Geometry geometry = TRY(parse_geometry(*row.geometry));
        area.shape = std::move(std::get<Shape>(geometry));
        area.km2 = row.km2.value_or(0);
    }
    return area;
}

Result<void> upsert(db::Transaction& tx, const AreaRow& row, const Shape& shape) {
    std::optional<double> south, west, north, east;
    if (!shape.empty()) {
        const Bounds box = bounds(shape);
        south = box.south;
        west = box.west;
        north = box.north;
        east = box.east;
    }
    return tx.execute(sql::upsert_area, {tx.force(), row.layer, row.code, row.valid_from, row.valid_to, row.name,
                                         fold(row.name), row.aliases, row.parent_layer, row.parent_code, row.geometry,
                                         south, west, north, east, row.km2});
}

/// Larger layers are loaded first, so the parent already knows what it is a part of.
Result<void> look_up_parents(db::Transaction& tx, const AreaRow& row) {
    TRY(tx.execute(sql::forget_lookups, {tx.force(), row.layer, row.code}));
    if (!row.parent_layer || !row.parent_code) {
        return {};
    }
    TRY(tx.execute(sql::look_up_parent, {tx.force(), row.layer, row.code, *row.parent_layer, *row.parent_code}));
    TRY(tx.execute(sql::look_up_beyond_parent, {tx.force(), row.layer, row.code, *row.parent_layer, *row.parent_code}));
    return tx.execute(sql::look_up_again_below, {tx.force(), row.layer, row.code});
}

/// What the database holds of some areas of one layer and day, by code.
Result<std::map<std::string, AreaRow>> areas_before(db::Transaction& tx, std::span<const Area> areas) {
    std::map<std::string, AreaRow> before;
    if (areas.empty()) {
        return before;
    }
    invariant(areas.size() <= rows_of_step, "a step stores at most rows_of_step areas");
    const std::string day = iso(areas.front().valid_from);
    std::vector<db::Value> asked{tx.force(), areas.front().key.layer, day};
    for (std::size_t i = 0; i < rows_of_step; ++i) {
        asked.emplace_back(areas[std::min(i, areas.size() - 1)].key.code);
    }
    TRY(tx.each(sql::areas_before, std::span<const db::Value>(asked), [&](const db::Row& row) {
        AreaRow read = read_row(row);
        before.emplace(read.code, std::move(read));
    }));
    return before;
}

Result<Outcome> store_area(db::Transaction& tx, const Area& area, const AreaRow* before) {
    AreaRow row = to_row(area);
    if (before != nullptr && before->says_the_same(row)) {
        return Outcome::unchanged;
    }
    if (before != nullptr) {
        row.valid_to = before->valid_to;
    }
    TRY(upsert(tx, row, area.shape));
    if (before == nullptr || !before->same_parent(row)) {
        TRY(look_up_parents(tx, row));
    }
    return before != nullptr ? Outcome::changed : Outcome::stored;
}

Result<Outcome> store_population(db::Transaction& tx, const Population& population) {
    struct Before {
        std::int64_t count;
        std::string source;
    };
    const auto before =
        TRY(tx.maybe(sql::one_population, {tx.force(), population.area.layer, population.area.code, population.year},
                     [](const db::Row& row) {
                         return Before{row.bigint(0), row.string(1)};
                     }));
    if (before && before->count == population.count && before->source == population.source) {
        return Outcome::unchanged;
    }
    TRY(tx.execute(sql::upsert_population, {tx.force(), population.area.layer, population.area.code, population.year,
                                            population.count, population.source}));
    return before ? Outcome::changed : Outcome::stored;
}

}  // namespace

Result<void> store_areas(db::Transaction& tx, std::span<const Area> areas, Counts& counts) {
    const auto before = TRY(areas_before(tx, areas));
    for (const Area& area : areas) {
        const auto known = before.find(area.key.code);
        count(counts, TRY(store_area(tx, area, known == before.end() ? nullptr : &known->second)));
    }
    return {};
}

Result<void> store_populations(db::Transaction& tx, std::span<const Population> populations, Counts& counts) {
    for (const Population& population : populations) {
        count(counts, TRY(store_population(tx, population)));
    }
    return {};
}

Result<std::optional<LayerFile>> find_layer_file(db::Reader& reader, const ForceId& force, std::string_view layer) {
    struct Found {
        LayerFile file;
        std::string valid_from;
    };
    const auto found = TRY(reader.maybe(sql::layer_file, {force, layer}, [&](const db::Row& row) {
        const Layer facts{std::string(layer), row.string(2), row.bigint(3)};
        return Found{{facts, {}, row.string(0), row.bigint(4)}, row.string(1)};
    }));
    if (!found) {
        return std::optional<LayerFile>();
    }
    LayerFile file = found->file;
    file.valid_from = TRY(parse_date(found->valid_from));
    return std::optional(file);
}

Result<void> store_layer_file(db::Transaction& tx, const LayerFile& file, Instant now) {
    const std::string day = iso(file.valid_from);
    TRY(tx.execute(sql::close_older_areas, {tx.force(), file.layer.layer, day}));
    return tx.execute(sql::upsert_layer, {tx.force(), file.layer.layer, file.layer.title, file.layer.position, day,
                                          file.sha256, file.rows, now});
}

Result<std::vector<Layer>> all_layers(db::Reader& reader, const ForceId& force) {
    return reader.many(sql::all_layers, {force}, [](const db::Row& row) {
        return Layer{row.string(0), row.string(1), row.bigint(2)};
    });
}

Result<std::vector<Area>> all_areas(db::Reader& reader, const ForceId& force) {
    const auto rows = TRY(reader.many(sql::all_areas, {force}, read_row));
    std::vector<Area> areas;
    areas.reserve(rows.size());
    for (const AreaRow& row : rows) {
        areas.push_back(TRY(to_area(row)));
    }
    return areas;
}

Result<std::vector<Population>> all_populations(db::Reader& reader, const ForceId& force) {
    return reader.many(sql::all_populations, {force}, [](const db::Row& row) {
        return Population{
            {row.string(0), row.string(1)}, static_cast<int>(row.bigint(2)), row.bigint(3), row.string(4)};
    });
}

}  // namespace bluelamp::geography
