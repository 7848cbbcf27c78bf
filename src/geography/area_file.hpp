// SPDX-License-Identifier: Apache-2.0
/// Files of areas: GeoJSON with outlines, or CSV with names only, plain or gzipped, and the list of layers that names
/// them.
///
/// A feature or row has `code` and `name`; and may have `aliases` (between semicolons), `parent_layer` and `parent`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "geography/area.hpp"

namespace bluelamp::geography {

/// One line of layers.csv: layer, title, file (beside it), valid_from.
struct AreaFile {
    Layer layer;
    std::filesystem::path path;
    LocalDate valid_from;
};

/// The areas of one file, in its order, and the fingerprint of its (unpacked) bytes.
struct ReadAreas {
    std::vector<Area> areas;
    std::string sha256;
};

/// Reads `folder`/layers.csv. The order of its lines is the order of size.
[[nodiscard]] Result<std::vector<AreaFile>> read_layers(const std::filesystem::path& folder);

/// Reads every area of a file. Refuses the whole file, naming the feature or line, when one is broken, has no code or
/// name, or a code stands there twice: half a map misleads.
[[nodiscard]] Result<ReadAreas> read_area_file(const AreaFile& file);

/// Reads layer, code, year, population, source.
[[nodiscard]] Result<std::vector<Population>> read_populations(const std::filesystem::path& path);

}  // namespace bluelamp::geography
