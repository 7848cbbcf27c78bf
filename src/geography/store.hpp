// SPDX-License-Identifier: Apache-2.0
/// Areas and populations: rows to types. Private to geography.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "geography/area.hpp"
#include "geography/loading.hpp"

namespace bluelamp::geography {

/// Writes those areas (of one layer and day, at most rows_of_step) that are new or differ, and what they are parts of.
Result<void> store_areas(db::Transaction& tx, std::span<const Area> areas, Counts& counts);
Result<void> store_populations(db::Transaction& tx, std::span<const Population> populations, Counts& counts);

/// The file that a layer was last loaded from.
struct LayerFile {
    Layer layer;
    LocalDate valid_from;
    std::string sha256;
    std::int64_t rows = 0;
};
Result<std::optional<LayerFile>> find_layer_file(db::Reader& reader, const ForceId& force, std::string_view layer);
/// Remembers the file and ends the areas of an earlier edition.
Result<void> store_layer_file(db::Transaction& tx, const LayerFile& file, Instant now);

Result<std::vector<Layer>> all_layers(db::Reader& reader, const ForceId& force);
Result<std::vector<Area>> all_areas(db::Reader& reader, const ForceId& force);
Result<std::vector<Population>> all_populations(db::Reader& reader, const ForceId& force);

}  // namespace bluelamp::geography
