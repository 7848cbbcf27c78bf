// SPDX-License-Identifier: Apache-2.0
/// Streets as published crimes name them: "On or near Wormwood Street", each with the map points it was given.
///
/// A map point is the middle of a street or of a place such as "Supermarket", never where the crime was; so a street's
/// position is the mean of its different points within one census area, and says only "about here".
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.hpp"
#include "core/position.hpp"
#include "core/result.hpp"
#include "db/database.hpp"

namespace bluelamp::geography {

/// The street of a published location: "On or near WORMWOOD STREET" → "Wormwood Street". Empty for "No location" and
/// empty texts. Names in mixed case are kept as they are.
[[nodiscard]] std::string street_name(std::string_view location);

/// One published location.
struct StreetPoint {
    std::string_view location;  ///< "On or near Wormwood Street"
    std::string_view lsoa_code;
    LatLon position;
};

/// Keeps the points that are new. Part of the import of a file, which writes the journal; needs
/// Permission::import_records.
Result<void> keep_streets(db::Transaction& tx, const Act& act, std::span<const StreetPoint> points);

struct Street {
    std::string name;
    std::string lsoa_code;
    LatLon position;  ///< mean of its points
    std::int64_t points = 0;
};

/// At most `most` streets whose name is, or begins with, what was typed; exact ones first.
[[nodiscard]] Result<std::vector<Street>> search_streets(db::Reader& reader, const ForceId& force,
                                                         std::string_view text, std::size_t most = 20);

}  // namespace bluelamp::geography
