// SPDX-License-Identifier: Apache-2.0
#include "geography/area_index.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bluelamp::geography {
namespace {

/// > 0 when `at` lies west of the edge going up from `low` to `high`, 0 on its line.
double side_of(LatLon low, LatLon high, LatLon at) {
    return (high.longitude - low.longitude) * (at.latitude - low.latitude) -
           (at.longitude - low.longitude) * (high.latitude - low.latitude);
}

/// Snyder, Map projections: a working manual (USGS 1395, 1987), equation 3-12: the function q whose differences measure
/// area between parallels of an ellipsoid.
double authalic_q(double latitude) {
    constexpr double a = 6378137.0;
    constexpr double b = 6356752.3142;
    constexpr double e2 = (a * a - b * b) / (a * a);
    static const double e = std::sqrt(e2);
    const double s = std::sin(latitude * std::numbers::pi / 180);
    return (1 - e2) * (s / (1 - e2 * s * s) - std::log((1 - e * s) / (1 + e * s)) / (2 * e));
}

double ring_km2(const Ring& ring) {
    constexpr double a_km = 6378.137;
    double twice = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const double turn = (ring[i].longitude - ring[i - 1].longitude) * std::numbers::pi / 180;
        twice += turn * (authalic_q(ring[i].latitude) + authalic_q(ring[i - 1].latitude)) / 2;
    }
    return std::abs(twice) * a_km * a_km / 2;
}

std::size_t cut(double value, double from, double to, std::size_t parts) {
    if (!(to > from)) {
        return 0;
    }
    const double share = (value - from) / (to - from) * static_cast<double>(parts);
    return std::min(static_cast<std::size_t>(std::max(share, 0.0)), parts - 1);
}

}  // namespace

void Bounds::include(LatLon at) {
    south = std::min(south, at.latitude);
    north = std::max(north, at.latitude);
    west = std::min(west, at.longitude);
    east = std::max(east, at.longitude);
}

bool Bounds::holds(LatLon at) const {
    return at.latitude >= south && at.latitude <= north && at.longitude >= west && at.longitude <= east;
}

Bounds bounds(const Shape& shape) {
    Bounds box;
    for (const Polygon& polygon : shape) {
        for (const LatLon at : polygon.front()) {
            box.include(at);
        }
    }
    return box;
}

double area_km2(const Shape& shape) {
    double sum = 0;
    for (const Polygon& polygon : shape) {
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            sum += (i == 0 ? 1 : -1) * ring_km2(polygon[i]);
        }
    }
    return sum;
}

AreaIndex::AreaIndex(const std::vector<const Shape*>& shapes) {
    for (const Shape* shape : shapes) {
        outlines_.push_back(outline(*shape));
        if (!outlines_.back().box.empty()) {
            box_.include({outlines_.back().box.south, outlines_.back().box.west});
            box_.include({outlines_.back().box.north, outlines_.back().box.east});
        }
    }
    side_ =
        std::clamp<std::size_t>(2 * static_cast<std::size_t>(std::sqrt(static_cast<double>(shapes.size()))), 1, 256);
    cells_.resize(side_ * side_);
    for (std::uint32_t i = 0; i < outlines_.size(); ++i) {
        const Bounds& box = outlines_[i].box;
        if (box.empty()) {
            continue;
        }
        for (std::size_t row = row_of(box.south); row <= row_of(box.north); ++row) {
            for (std::size_t column = column_of(box.west); column <= column_of(box.east); ++column) {
                cells_[row * side_ + column].push_back(i);
            }
        }
    }
}

AreaIndex::Outline AreaIndex::outline(const Shape& shape) {
    Outline out;
    out.box = bounds(shape);
    for (const Polygon& polygon : shape) {
        for (const Ring& ring : polygon) {
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const bool up = std::pair(ring[i - 1].latitude, ring[i - 1].longitude) <
                                std::pair(ring[i].latitude, ring[i].longitude);
                out.edges.push_back(up ? Edge{ring[i - 1], ring[i]} : Edge{ring[i], ring[i - 1]});
            }
        }
    }
    const std::size_t slabs = std::clamp<std::size_t>(out.edges.size() / 4, 1, 4096);
    out.slab_begins.resize(slabs + 1);
    std::vector<std::vector<std::uint32_t>> in_slab(slabs);
    for (std::uint32_t i = 0; i < out.edges.size(); ++i) {
        const std::size_t last = slab_of(out, out.edges[i].high.latitude);
        for (std::size_t slab = slab_of(out, out.edges[i].low.latitude); slab <= last; ++slab) {
            in_slab[slab].push_back(i);
        }
    }
    for (std::size_t slab = 0; slab < slabs; ++slab) {
        out.slab_edges.insert(out.slab_edges.end(), in_slab[slab].begin(), in_slab[slab].end());
        out.slab_begins[slab + 1] = static_cast<std::uint32_t>(out.slab_edges.size());
    }
    return out;
}

std::size_t AreaIndex::slab_of(const Outline& outline, double latitude) {
    return cut(latitude, outline.box.south, outline.box.north, outline.slab_begins.size() - 1);
}

std::size_t AreaIndex::column_of(double longitude) const { return cut(longitude, box_.west, box_.east, side_); }

std::size_t AreaIndex::row_of(double latitude) const { return cut(latitude, box_.south, box_.north, side_); }

/// Counts the edges that a line from `at` to the east crosses; odd means inside, and a hole's edges count like any
/// other. An edge holds its lower end but not its upper one, and a position on an edge counts as west of it: the same
/// for both neighbours.
bool AreaIndex::holds(const Outline& outline, LatLon at) {
    const std::size_t slab = slab_of(outline, at.latitude);
    bool inside = false;
    for (std::uint32_t i = outline.slab_begins[slab]; i < outline.slab_begins[slab + 1]; ++i) {
        const Edge& edge = outline.edges[outline.slab_edges[i]];
        const bool spans = edge.low.latitude <= at.latitude && at.latitude < edge.high.latitude;
        if (spans && side_of(edge.low, edge.high, at) >= 0) {
            inside = !inside;
        }
    }
    return inside;
}

bool AreaIndex::touches(const Outline& outline, LatLon at) {
    const std::size_t slab = slab_of(outline, at.latitude);
    for (std::uint32_t i = outline.slab_begins[slab]; i < outline.slab_begins[slab + 1]; ++i) {
        const Edge& edge = outline.edges[outline.slab_edges[i]];
        const auto [west, east] = std::minmax(edge.low.longitude, edge.high.longitude);
        const bool beside = at.latitude >= edge.low.latitude && at.latitude <= edge.high.latitude &&
                            at.longitude >= west && at.longitude <= east;
        if (beside && side_of(edge.low, edge.high, at) == 0) {
            return true;
        }
    }
    return false;
}

std::optional<std::size_t> AreaIndex::at(LatLon at) const {
    if (box_.empty() || !box_.holds(at)) {
        return std::nullopt;
    }
    const auto& candidates = cells_[row_of(at.latitude) * side_ + column_of(at.longitude)];
    for (const std::uint32_t i : candidates) {
        if (outlines_[i].box.holds(at) && holds(outlines_[i], at)) {
            return i;
        }
    }
    for (const std::uint32_t i : candidates) {
        if (outlines_[i].box.holds(at) && touches(outlines_[i], at)) {
            return i;
        }
    }
    return std::nullopt;
}

}  // namespace bluelamp::geography
