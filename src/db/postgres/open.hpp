// SPDX-License-Identifier: Apache-2.0
/// Opens a PostgreSQL database.
#pragma once

#include "db/engine.hpp"

namespace bluelamp::db::postgres {

/// Connects, checks encoding and collation, migrates. Errors name --database.
[[nodiscard]] Result<Engine> open(const std::string& url, const Settings& settings);

}  // namespace bluelamp::db::postgres
