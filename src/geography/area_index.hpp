// SPDX-License-Identifier: Apache-2.0
/// Which of many shapes holds a position, in about a microsecond.
///
/// Promises: shapes that share a border (the same vertices) split it between them, so that a position on it belongs to
/// exactly one; on an outer border it belongs to the shape; where shapes overlap the first given wins. The answer never
/// depends on chance. Edges are straight in degrees, as GeoJSON has them. No shape crosses the 180th meridian.
/// Built once, then read from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/position.hpp"
#include "geography/geojson.hpp"

namespace bluelamp::geography {

/// A rectangle of degrees.
struct Bounds {
    double south = 90, west = 180, north = -90, east = -180;

    void include(LatLon at);
    [[nodiscard]] bool empty() const { return south > north; }
    [[nodiscard]] bool holds(LatLon at) const;
};

[[nodiscard]] Bounds bounds(const Shape& shape);

/// Size on the WGS 84 ellipsoid, holes taken off.
[[nodiscard]] double area_km2(const Shape& shape);

class AreaIndex {
   public:
    /// The shapes are copied into a form of its own.
    explicit AreaIndex(const std::vector<const Shape*>& shapes);

    /// The number (in the list given) of the shape that holds `at`.
    [[nodiscard]] std::optional<std::size_t> at(LatLon at) const;

   private:
    /// An edge with its lower end first, so that both shapes of a shared border compute the same with it.
    struct Edge {
        LatLon low, high;
    };
    /// The edges of one shape, sorted into slabs of latitude so that few need looking at.
    struct Outline {
        Bounds box;
        std::vector<Edge> edges;
        std::vector<std::uint32_t> slab_edges;   // numbers of edges, slab after slab
        std::vector<std::uint32_t> slab_begins;  // where each slab starts in slab_edges, and the end
    };

    static Outline outline(const Shape& shape);
    static bool holds(const Outline& outline, LatLon at);
    static bool touches(const Outline& outline, LatLon at);
    static std::size_t slab_of(const Outline& outline, double latitude);
    [[nodiscard]] std::size_t column_of(double longitude) const;
    [[nodiscard]] std::size_t row_of(double latitude) const;

    std::vector<Outline> outlines_;
    Bounds box_;
    std::size_t side_ = 1;                           // the box is cut into side_ x side_ cells
    std::vector<std::vector<std::uint32_t>> cells_;  // numbers of the shapes whose bounds touch the cell, in order
};

}  // namespace bluelamp::geography
