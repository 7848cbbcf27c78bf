// SPDX-License-Identifier: Apache-2.0
/// GeoJSON (RFC 7946): feature collections of polygons and points, as areas and map layers arrive.
///
/// Refuses, naming the feature by its number from 0: rings that are open, have fewer than four positions or no size;
/// positions that are not two finite numbers on Earth; empty or unknown geometries. Does not check that rings cross
/// nothing. Degrees are WGS 84; GeoJSON writes longitude first, and here they are turned to LatLon.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/position.hpp"
#include "core/result.hpp"

namespace bluelamp::geography {

/// A closed line: the last position repeats the first.
using Ring = std::vector<LatLon>;

/// The first ring is the outline, the others are holes in it.
using Polygon = std::vector<Ring>;

/// What an area covers: one polygon or several apart from each other. Empty when only its name is known.
using Shape = std::vector<Polygon>;

/// No place, one position, or a shape.
using Geometry = std::variant<std::monostate, LatLon, Shape>;

struct Feature {
    Geometry geometry;
    std::map<std::string, std::string, std::less<>>
        properties;  ///< strings, numbers and flags as text; nested ones are left out

    /// The property, or an empty string.
    [[nodiscard]] std::string_view get(std::string_view property) const;
};

struct GeoJsonLimits {
    std::size_t bytes = std::size_t{64} << 20;
    std::size_t features = 100'000;
    std::size_t positions = 4'000'000;
};

[[nodiscard]] Result<std::vector<Feature>> parse_geojson(std::string_view text, const GeoJsonLimits& limits = {});

/// One geometry object ({"type":"Polygon",...}), as areas are stored.
[[nodiscard]] Result<Geometry> parse_geometry(std::string_view text);

/// The shape as a GeoJSON geometry; 7 digits behind the point (about a centimetre).
[[nodiscard]] std::string write_geometry(const Shape& shape);

}  // namespace bluelamp::geography
