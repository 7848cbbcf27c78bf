// SPDX-License-Identifier: Apache-2.0
/// Areas: named places with an outline, in layers (force, csp, borough, ward, lsoa, and what a force adds), each true
/// from a day on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/instant.hpp"
#include "geography/geojson.hpp"

namespace bluelamp::geography {

/// How an area is named by records. Forces carry their police.uk name, all others their GSS code or the force's own.
struct AreaKey {
    std::string layer;
    std::string code;
    friend auto operator<=>(const AreaKey&, const AreaKey&) = default;
};

struct Area {
    AreaKey key;
    std::string name;
    std::vector<std::string> aliases;   ///< other names and codes people type
    std::optional<AreaKey> parent;      ///< the area it is a part of
    LocalDate valid_from{1900, 1, 1};   ///< the first day
    std::optional<LocalDate> valid_to;  ///< the first day on which it is no longer true
    Shape shape;                        ///< empty when only the name is known
    double km2 = 0;                     ///< 0 when there is no shape

    [[nodiscard]] bool valid_on(LocalDate day) const { return valid_from <= day && (!valid_to || day < *valid_to); }
};

/// One kind of area, as shown on a map's list of layers.
struct Layer {
    std::string layer;
    std::string title;
    std::int64_t position = 0;  ///< order of size, the largest areas first
};

/// Residents in the middle of a year.
struct Population {
    AreaKey area;
    int year = 0;
    std::int64_t count = 0;
    std::string source;
};

}  // namespace bluelamp::geography
