// SPDX-License-Identifier: Apache-2.0
/// Areas as figures need them: what a question's words mean, and who lives there.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/instant.hpp"
#include "core/result.hpp"

namespace bluelamp::geography {
class Areas;
}

namespace bluelamp::measures {

/// A place that figures are asked for. `code` is what records carry: the force's police.uk name for layer "force", the
/// GSS code for "borough" and "ward", "" for "all".
struct Area {
    std::string layer;  ///< "all", "force", "borough" or "ward"
    std::string code;
    std::string name;
    std::string force;  ///< police.uk name of the force that polices it, "" where that is not one
};

/// Mid-year estimate of residents.
struct Residents {
    std::int64_t count = 0;
    int year = 0;
    std::string source;
    std::string caution;  ///< why a rate by residents says little here, "" when it does not
};

/// "all", or whatever geography knows by that code or name. `not_found` lists what can be asked.
[[nodiscard]] Result<Area> find_area(const geography::Areas& areas, std::string_view text);

/// The area behind a code of a layer; its code is its name where it is not known.
[[nodiscard]] Area area_of(const geography::Areas& areas, std::string_view layer, std::string_view code);

/// Residents in the estimate nearest to `month`; nullopt where none is known.
[[nodiscard]] std::optional<Residents> residents_of(const geography::Areas& areas, const Area& area, Month month);

}  // namespace bluelamp::measures
