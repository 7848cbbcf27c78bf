// SPDX-License-Identifier: Apache-2.0
/// The figures over HTTP: list, reading, series and the records behind them.
#pragma once

#include <memory>

#include "api/router.hpp"
#include "measures/measures.hpp"

namespace bluelamp::measures {

void add_routes(api::Router& router, std::shared_ptr<const Figures> figures);

}  // namespace bluelamp::measures
