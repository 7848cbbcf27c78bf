// SPDX-License-Identifier: Apache-2.0
/// Positions: WGS 84 degrees as latitude and longitude, and metres on the British National Grid.
#pragma once

namespace bluelamp {

/// WGS 84 degrees. Latitude first, as said aloud; GeoJSON writes longitude first and is turned at the reader.
struct LatLon {
    double latitude = 0;
    double longitude = 0;
    friend bool operator==(const LatLon&, const LatLon&) = default;
};

/// Metres east and north of the false origin of the British National Grid (OSGB36).
struct GridPosition {
    double easting = 0;
    double northing = 0;
    friend bool operator==(const GridPosition&, const GridPosition&) = default;
};

/// True when both are finite and within ±90 and ±180 degrees.
[[nodiscard]] bool on_earth(LatLon where);

/// Great-circle distance in metres on a sphere of 6,371,008.8 m (IUGG mean radius); within 0.5 % of the ellipsoid.
[[nodiscard]] double distance_m(LatLon from, LatLon to);

}  // namespace bluelamp
