// SPDX-License-Identifier: Apache-2.0
/// The API document (OpenAPI 3.1), made from the registrations that serve the routes.
#pragma once

#include <string>

#include "api/router.hpp"

namespace bluelamp::api {

/// Pretty-printed and stable: the same routes give the same bytes. `version` is the program's.
[[nodiscard]] std::string openapi(const Router& router, std::string_view version);

}  // namespace bluelamp::api
