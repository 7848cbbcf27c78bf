// SPDX-License-Identifier: Apache-2.0
/// The one list of all measures of this binary.
#pragma once

#include <memory>

#include "measures/measures.hpp"

namespace bluelamp::commands {

/// `areas` must outlive the figures.
[[nodiscard]] std::shared_ptr<const measures::Figures> figures_of(const geography::Areas& areas);

}  // namespace bluelamp::commands
