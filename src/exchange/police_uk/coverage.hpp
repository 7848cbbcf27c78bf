// SPDX-License-Identifier: Apache-2.0
/// Which months of which force were published here, and what must be said of that. Internal to this folder.
#pragma once

#include "measures/measures.hpp"

namespace bluelamp::police_uk {

/// Of files of one kind: "street", "outcomes" or "stop_and_search".
[[nodiscard]] Result<measures::Coverage> coverage_of(db::Reader& reader, const measures::Scope& scope,
                                                     std::string_view kind);

/// Of a figure that needs both outcomes and street files.
[[nodiscard]] Result<measures::Coverage> both_covered(db::Reader& reader, const measures::Scope& scope);

}  // namespace bluelamp::police_uk
