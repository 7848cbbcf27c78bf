// SPDX-License-Identifier: Apache-2.0
/// What an incident still lacks before it may be closed; known to this desk only.
#pragma once

#include "policing/incidents/handling.hpp"

namespace bluelamp::incidents {

/// How it is to be closed, as far as somebody has said. The codes are checked: a result of the policy, a closing code
/// and qualifiers of the national list.
struct Closing {
    const policy::ResultCode* result = nullptr;
    std::string closing_code;
    std::vector<std::string> qualifiers;
    std::optional<std::string> no_crime_reason;
};

/// Every gap, in words that say what to do; empty when it may be closed.
Result<std::vector<Gap>> find_gaps(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                   const Incident& incident, const Closing& closing);

/// The closing code that stands when nobody gives one: the category, or the title of a type that has none.
[[nodiscard]] std::string standard_code(const policy::Policy& policy, const Incident& incident);

}  // namespace bluelamp::incidents
