// SPDX-License-Identifier: Apache-2.0
/// Problem details (RFC 9457): how an Error reaches the client. Holds field and remedy, never the cause.
#pragma once

#include "api/router.hpp"
#include "core/result.hpp"

namespace bluelamp::api {

/// The one switch from code to HTTP status.
[[nodiscard]] int status_of(ErrorCode code);

/// {type, title, status, code, field, detail}. `code` overrides the Error's public string where a page must tell two
/// apart ("locked" and "unauthenticated"), `status` the HTTP status where no code has it (405).
[[nodiscard]] Answer problem(const Error& error, std::string_view code = {}, std::optional<int> status = {});

}  // namespace bluelamp::api
