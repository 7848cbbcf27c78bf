// SPDX-License-Identifier: Apache-2.0
/// What those who run the server look at: /health/live, /health/ready, /metrics (Prometheus text format 0.0.4).
#pragma once

#include <optional>

#include "api/api.hpp"
#include "api/live.hpp"
#include "commands/keeping_up.hpp"

namespace bluelamp::commands {

struct Operated {
    const api::Api& api;
    const api::Live& live;
    const db::Database& database;
    const KeepingUp& keeping_up;
};

/// nullopt for any other path.
std::optional<http::Response> answer_operations(const http::Request& request, const Operated& operated);

}  // namespace bluelamp::commands
