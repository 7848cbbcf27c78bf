// SPDX-License-Identifier: Apache-2.0
/// Addresses: rows to types. Private to geography.
#pragma once

#include <span>

#include "db/database.hpp"
#include "geography/gazetteer.hpp"
#include "geography/loading.hpp"

namespace bluelamp::geography {

/// Writes those places (at most rows_of_step) that are new or differ, and their words.
Result<void> store_places(db::Transaction& tx, std::span<const Place> places, Instant now, Counts& counts);

/// Columns as every query of places answers them.
Place read_place(const db::Row& row);

}  // namespace bluelamp::geography
