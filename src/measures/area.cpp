// SPDX-License-Identifier: Apache-2.0
#include "measures/area.hpp"

#include <array>

#include <fmt/format.h>

#include "core/text.hpp"
#include "geography/areas.hpp"

namespace bluelamp::measures {
namespace {

/// The layers whose codes records carry, the largest first: "City of London" means the force before the borough.
constexpr std::array<std::string_view, 3> layers{"force", "borough", "ward"};

/// The City of London: some 8,000 residents, half a million people by day. Inspectors leave it out of rates by
/// residents or say so.
bool few_residents(const Area& area) { return area.code == "city-of-london" || area.code == "E09000001"; }

std::string force_of(const geography::Areas& areas, const geography::Area& area) {
    for (const geography::Area* each : areas.with_parents(area)) {
        if (each->key.layer == "force") {
            return each->key.code;
        }
    }
    return {};
}

}  // namespace

Result<Area> find_area(const geography::Areas& areas, std::string_view text) {
    if (text.empty() || fold(text) == "all") {
        return Area{"all", "", "All areas", ""};
    }
    std::optional<Error> several;
    for (const std::string_view layer : layers) {
        const auto found = areas.find(text, layer);
        if (found) {
            return area_of(areas, layer, (*found)->key.code);
        }
        if (found.error().code == ErrorCode::invalid) {
            several = found.error();
        }
    }
    if (several) {
        return fail(ErrorCode::invalid, "area", several->message);
    }
    std::string forces;
    for (const geography::Area* force : areas.in_layer("force")) {
        forces += (forces.empty() ? "" : ", ") + force->key.code;
    }
    return fail(
        ErrorCode::not_found, "area",
        fmt::format("No force, borough or ward is called \"{}\". Give \"all\", the code or name of a borough or ward "
                    "(\"E09000007\", \"Camden\", \"Abbey, Merton\"), or a force: {}.",
                    text, forces));
}

Area area_of(const geography::Areas& areas, std::string_view layer, std::string_view code) {
    const geography::Area* found = areas.get(layer, code);
    return {std::string(layer), std::string(code), found == nullptr ? std::string(code) : found->name,
            found == nullptr ? "" : force_of(areas, *found)};
}

std::optional<Residents> residents_of(const geography::Areas& areas, const Area& area, Month month) {
    const geography::Area* found = areas.get(area.layer, area.code);
    const auto population = found == nullptr ? std::nullopt : areas.population(*found, month.year);
    if (!population || population->count <= 0) {
        return std::nullopt;
    }
    return Residents{population->count, population->year, population->source,
                     few_residents(area)
                         ? "Few people live here beside those who come by day: a rate by residents says little."
                         : ""};
}

}  // namespace bluelamp::measures
