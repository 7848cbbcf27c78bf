// SPDX-License-Identifier: Apache-2.0
/// The British National Grid: WGS 84 degrees ↔ metres on OSGB36, and grid references such as "TQ 3008 8045".
///
/// Positions agree with Ordnance Survey's to about 5 metres, because one set of seven parameters stands for the whole
/// country (Ordnance Survey, A guide to coordinate systems in Great Britain, section 6.6). Good enough to find an
/// address or a ward; not for surveying, which needs the OSTN15 grid of shifts.
/// Pure functions; safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/position.hpp"
#include "core/result.hpp"

namespace bluelamp::geography {

/// A Helmert transformation from WGS 84 to another datum: metres, parts per million, seconds of arc.
struct DatumShift {
    double tx_m, ty_m, tz_m;
    double scale_ppm;
    double rx_s, ry_s, rz_s;
};

/// WGS 84 → OSGB36, as published in the guide above, section 6.6. Some libraries carry ty = 124.157, a copying error
/// that puts everything 1 m off; a test holds ours to 125.157.
inline constexpr DatumShift osgb36{-446.448, 125.157, -542.060, 20.4894, -0.1502, -0.2470, -0.8421};

/// WGS 84 → grid. Meant for Great Britain; far from it the figures lose their meaning.
[[nodiscard]] GridPosition to_grid(LatLon where, const DatumShift& shift = osgb36);

/// Grid → WGS 84; the inverse of `to_grid` to better than a millimetre.
[[nodiscard]] LatLon from_grid(GridPosition where);

/// The map projection alone: OSGB36 latitude and longitude (Airy 1830 ellipsoid) → grid.
[[nodiscard]] GridPosition project(LatLon osgb36_degrees);

/// A square of the grid, as a grid reference names it.
struct GridSquare {
    GridPosition corner;  ///< its south-west corner
    double side_m = 0;    ///< 1 (ten digits) to 10,000 (two digits): the uncertainty of the position

    [[nodiscard]] GridPosition centre() const { return {corner.easting + side_m / 2, corner.northing + side_m / 2}; }
};

/// Reads "TQ 30080 80450", "TQ3080", "tq 300 804": two letters, then 2 to 10 digits, as many for the easting as for the
/// northing.
[[nodiscard]] Result<GridSquare> parse_grid_reference(std::string_view text);

/// Writes the square of `digits` digits (2, 4, 6, 8 or 10) that holds a position: "TQ 3008 8045". Refuses positions off
/// the grid.
[[nodiscard]] Result<std::string> grid_reference(GridPosition where, int digits = 8);

/// True within the 700 km by 1,300 km that lettered squares cover.
[[nodiscard]] bool on_grid(GridPosition where);

}  // namespace bluelamp::geography
