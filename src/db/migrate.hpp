// SPDX-License-Identifier: Apache-2.0
/// Brings a database to the schema of this binary, in one transaction that keeps every other migrator out.
#pragma once

#include "db/engine.hpp"
#include "db/migrations.hpp"

namespace bluelamp::db {

/// Applies what `wanted` (in order of number) holds and the database lacks. Changes nothing when nothing is missing.
/// Refuses a database that has migrations unknown here (made by a newer Bluelamp), one whose applied migration was
/// changed since, and one that lacks a migration older than its newest. `option` names the command-line option that
/// chose it.
[[nodiscard]] Result<void> migrate(SchemaWriter& schema, std::span<const Migration> wanted, std::string_view option);

}  // namespace bluelamp::db
