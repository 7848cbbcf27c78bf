// SPDX-License-Identifier: Apache-2.0
/// What both engines can store alike. PostgreSQL has no NUL character in text and insists on UTF-8; SQLite keeps NaN as
/// NULL.
#pragma once

#include <span>

#include "core/result.hpp"
#include "db/query.hpp"

namespace bluelamp::db {

/// Refuses text with a NUL character or bytes that are not UTF-8, and numbers that are not finite.
[[nodiscard]] Result<void> storable(std::span<const Value> parameters);

}  // namespace bluelamp::db
