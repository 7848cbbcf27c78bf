// SPDX-License-Identifier: Apache-2.0
#include "core/position.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bluelamp {

bool on_earth(LatLon where) {
    return std::isfinite(where.latitude) && std::isfinite(where.longitude) && std::abs(where.latitude) <= 90.0 &&
           std::abs(where.longitude) <= 180.0;
}

double distance_m(LatLon from, LatLon to) {
    constexpr double mean_radius_m = 6371008.8;
    constexpr double radians = std::numbers::pi / 180.0;
    const double half_north = std::sin((to.latitude - from.latitude) * radians / 2);
    const double half_east = std::sin((to.longitude - from.longitude) * radians / 2);
    const double chord = half_north * half_north +
                         std::cos(from.latitude * radians) * std::cos(to.latitude * radians) * half_east * half_east;
    return 2 * mean_radius_m * std::asin(std::sqrt(std::min(1.0, chord)));
}

}  // namespace bluelamp
