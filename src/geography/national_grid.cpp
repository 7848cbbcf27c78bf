// SPDX-License-Identifier: Apache-2.0
// Formulas: Ordnance Survey, A guide to coordinate systems in Great Britain, annexes B (ellipsoids, Helmert) and C
// (projection). Their symbols are kept: φ phi, λ lambda, ν nu, ρ rho, η² eta2, M the arc of meridian; the Roman
// numerals are the guide's.
#include "geography/national_grid.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include <fmt/format.h>

#include "core/text.hpp"

namespace bluelamp::geography {
namespace {

constexpr double radians = std::numbers::pi / 180;

struct Ellipsoid {
    double a, b;  // semi-axes, metres
    [[nodiscard]] constexpr double e2() const { return (a * a - b * b) / (a * a); }
};
constexpr Ellipsoid wgs84{6378137.000, 6356752.3142};
constexpr Ellipsoid airy1830{6377563.396, 6356256.909};

// The projection's constants.
constexpr double f0 = 0.9996012717;    // scale on the central meridian
constexpr double phi0 = 49 * radians;  // true origin
constexpr double lambda0 = -2 * radians;
constexpr double e0 = 400'000;  // false origin
constexpr double n0 = -100'000;

struct Cartesian {
    double x, y, z;
};

Cartesian to_cartesian(LatLon degrees, const Ellipsoid& on) {
    const double phi = degrees.latitude * radians;
    const double lambda = degrees.longitude * radians;
    const double nu = on.a / std::sqrt(1 - on.e2() * std::sin(phi) * std::sin(phi));
    return {nu * std::cos(phi) * std::cos(lambda), nu * std::cos(phi) * std::sin(lambda),
            (1 - on.e2()) * nu * std::sin(phi)};
}

LatLon to_degrees(const Cartesian& at, const Ellipsoid& on) {
    const double p = std::hypot(at.x, at.y);
    double phi = std::atan2(at.z, p * (1 - on.e2()));
    for (int i = 0; i < 8; ++i) {  // gains three digits a round; eight reach the limit of a double
        const double nu = on.a / std::sqrt(1 - on.e2() * std::sin(phi) * std::sin(phi));
        phi = std::atan2(at.z + on.e2() * nu * std::sin(phi), p);
    }
    return {phi / radians, std::atan2(at.y, at.x) / radians};
}

Cartesian shifted(const Cartesian& from, const DatumShift& by) {
    const double s = 1 + by.scale_ppm * 1e-6;
    const double rx = by.rx_s / 3600 * radians;
    const double ry = by.ry_s / 3600 * radians;
    const double rz = by.rz_s / 3600 * radians;
    return {by.tx_m + s * from.x - rz * from.y + ry * from.z, by.ty_m + rz * from.x + s * from.y - rx * from.z,
            by.tz_m - ry * from.x + rx * from.y + s * from.z};
}

constexpr DatumShift reversed(const DatumShift& shift) {
    return {-shift.tx_m, -shift.ty_m, -shift.tz_m, -shift.scale_ppm, -shift.rx_s, -shift.ry_s, -shift.rz_s};
}

/// Developed arc of the meridian from φ0 to φ, metres (equation C3).
double meridian_arc(double phi) {
    constexpr double n = (airy1830.a - airy1830.b) / (airy1830.a + airy1830.b);
    constexpr double n2 = n * n;
    constexpr double n3 = n * n * n;
    const double minus = phi - phi0;
    const double plus = phi + phi0;
    return airy1830.b * f0 *
           ((1 + n + 1.25 * n2 + 1.25 * n3) * minus - (3 * n + 3 * n2 + 2.625 * n3) * std::sin(minus) * std::cos(plus) +
            (1.875 * n2 + 1.875 * n3) * std::sin(2 * minus) * std::cos(2 * plus) -
            35.0 / 24 * n3 * std::sin(3 * minus) * std::cos(3 * plus));
}

struct Curvature {
    double nu, rho, eta2;
};

Curvature curvature(double phi) {
    const double within = 1 - airy1830.e2() * std::sin(phi) * std::sin(phi);
    const double nu = airy1830.a * f0 / std::sqrt(within);
    const double rho = airy1830.a * f0 * (1 - airy1830.e2()) / (within * std::sqrt(within));
    return {nu, rho, nu / rho - 1};
}

/// Grid → OSGB36 degrees (annex C.2).
LatLon unproject(GridPosition where) {
    double phi = phi0 + (where.northing - n0) / (airy1830.a * f0);
    for (int i = 0; i < 20; ++i) {
        const double missing = where.northing - n0 - meridian_arc(phi);
        phi += missing / (airy1830.a * f0);
        if (std::abs(missing) < 1e-6) {
            break;
        }
    }
    const auto [nu, rho, eta2] = curvature(phi);
    const double t = std::tan(phi);
    const double t2 = t * t;
    const double t4 = t2 * t2;
    const double sec = 1 / std::cos(phi);
    const double d = (where.easting - e0) / nu;
    const double d2 = d * d;
    const double vii = t / 2 * nu / rho;
    const double viii = t / 24 * nu / rho * (5 + 3 * t2 + eta2 - 9 * t2 * eta2);
    const double ix = t / 720 * nu / rho * (61 + 90 * t2 + 45 * t4);
    const double xi = sec / 6 * (nu / rho + 2 * t2);
    const double xii = sec / 120 * (5 + 28 * t2 + 24 * t4);
    const double xiia = sec / 5040 * (61 + 662 * t2 + 1320 * t4 + 720 * t4 * t2);
    return {(phi + d2 * (-vii + d2 * (viii - d2 * ix))) / radians,
            (lambda0 + d * (sec + d2 * (-xi + d2 * (xii - d2 * xiia)))) / radians};
}

/// Squares carry 25 letters: the alphabet without I.
std::optional<int> letter_index(char letter) {
    const char upper = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    if (upper < 'A' || upper > 'Z' || upper == 'I') {
        return std::nullopt;
    }
    return upper - 'A' - (upper > 'I' ? 1 : 0);
}

char index_letter(int index) { return static_cast<char>('A' + index + (index >= 8 ? 1 : 0)); }

constexpr int columns_of_squares = 7;
constexpr int rows_of_squares = 13;

tl::unexpected<Error> refused(std::string_view why) {
    return fail(ErrorCode::invalid, "grid_reference",
                fmt::format("{} Write two letters and an even number of digits, for example TQ 3008 8045.", why));
}

struct ReferenceParts {
    std::string letters, digits;
    std::vector<std::size_t> groups;  // digits typed together
};

Result<ReferenceParts> take_apart(std::string_view text) {
    ReferenceParts parts;
    bool in_group = false;
    for (const char c : trim(text)) {
        const bool digit = c >= '0' && c <= '9';
        if (digit) {
            if (!in_group) {
                parts.groups.push_back(0);
            }
            ++parts.groups.back();
            parts.digits += c;
        } else if (c != ' ' && parts.digits.empty()) {
            parts.letters += c;
        } else if (c != ' ') {
            return refused("A grid reference has only digits behind its letters.");
        }
        in_group = digit;
    }
    return parts;
}

}  // namespace

GridPosition project(LatLon osgb36_degrees) {
    const double phi = osgb36_degrees.latitude * radians;
    const auto [nu, rho, eta2] = curvature(phi);
    const double s = std::sin(phi);
    const double c = std::cos(phi);
    const double t2 = s * s / (c * c);
    const double t4 = t2 * t2;
    const double d = osgb36_degrees.longitude * radians - lambda0;
    const double d2 = d * d;
    const double i = meridian_arc(phi) + n0;
    const double ii = nu / 2 * s * c;
    const double iii = nu / 24 * s * c * c * c * (5 - t2 + 9 * eta2);
    const double iiia = nu / 720 * s * std::pow(c, 5) * (61 - 58 * t2 + t4);
    const double iv = nu * c;
    const double v = nu / 6 * c * c * c * (nu / rho - t2);
    const double vi = nu / 120 * std::pow(c, 5) * (5 - 18 * t2 + t4 + 14 * eta2 - 58 * t2 * eta2);
    return {e0 + d * (iv + d2 * (v + d2 * vi)), i + d2 * (ii + d2 * (iii + d2 * iiia))};
}

GridPosition to_grid(LatLon where, const DatumShift& shift) {
    return project(to_degrees(shifted(to_cartesian(where, wgs84), shift), airy1830));
}

LatLon from_grid(GridPosition where) {
    // Reversing the parameters is about a centimetre out, and heights are dropped on the way; so aim again by the miss.
    GridPosition aim = where;
    LatLon found;
    for (int i = 0; i < 4; ++i) {
        found = to_degrees(shifted(to_cartesian(unproject(aim), airy1830), reversed(osgb36)), wgs84);
        const GridPosition hit = to_grid(found);
        aim.easting += where.easting - hit.easting;
        aim.northing += where.northing - hit.northing;
    }
    return found;
}

bool on_grid(GridPosition where) {
    return where.easting >= 0 && where.easting < columns_of_squares * 100'000 && where.northing >= 0 &&
           where.northing < rows_of_squares * 100'000;
}

Result<GridSquare> parse_grid_reference(std::string_view text) {
    const ReferenceParts parts = TRY(take_apart(text));
    if (parts.letters.size() != 2) {
        return refused("A grid reference starts with two letters.");
    }
    const auto first = letter_index(parts.letters[0]);
    const auto second = letter_index(parts.letters[1]);
    if (!first || !second) {
        return refused("No square of the National Grid has these letters.");
    }
    const int column =
        (*first + 3) % 5 * 5 + *second % 5;  // V, at the false origin's south-west, is two columns to the left
    const int row = 19 - *first / 5 * 5 - *second / 5;
    if (column >= columns_of_squares || row < 0 || row >= rows_of_squares) {
        return refused("No square of the National Grid has these letters.");
    }
    const std::size_t digits = parts.digits.size();
    const bool uneven = parts.groups.size() == 2 && parts.groups[0] != parts.groups[1];
    if (digits < 2 || digits > 10 || digits % 2 != 0 || uneven || parts.groups.size() > 2) {
        return refused("Easting and northing need the same number of digits, one to five each.");
    }
    const std::size_t half = digits / 2;
    const double side = std::pow(10, 5 - static_cast<int>(half));
    const auto east = parse_int(std::string_view(parts.digits).substr(0, half));
    const auto north = parse_int(std::string_view(parts.digits).substr(half));
    return GridSquare{
        {column * 100'000 + static_cast<double>(*east) * side, row * 100'000 + static_cast<double>(*north) * side},
        side};
}

Result<std::string> grid_reference(GridPosition where, int digits) {
    invariant(digits >= 2 && digits <= 10 && digits % 2 == 0, "a grid reference has 2, 4, 6, 8 or 10 digits");
    if (!on_grid(where)) {
        return fail(ErrorCode::invalid, "position",
                    "This position is not in Great Britain; give it as latitude and longitude.");
    }
    const auto east = static_cast<long>(where.easting);
    const auto north = static_cast<long>(where.northing);
    const int column = static_cast<int>(east / 100'000);
    const int row = static_cast<int>(north / 100'000);
    const int first = (19 - row) / 5 * 5 + (column / 5 + 2) % 5;
    const int second = (19 - row) % 5 * 5 + column % 5;
    const int half = digits / 2;
    const auto side = static_cast<long>(std::pow(10, 5 - half));
    return fmt::format("{}{} {:0{}} {:0{}}", index_letter(first), index_letter(second), east % 100'000 / side, half,
                       north % 100'000 / side, half);
}

}  // namespace bluelamp::geography
