// SPDX-License-Identifier: Apache-2.0
/// Migrations: forward only, numbered across all desks, each applied once and remembered with its SHA-256.
#pragma once

#include <span>
#include <string_view>

namespace bluelamp::db {

struct Migration {
    int number;
    std::string_view name;      ///< file name without ".sql"
    std::string_view checksum;  ///< SHA-256 of the file, hex
    std::string_view text;      ///< statements separated by ";" at a line's end
};

/// All migrations of this binary in order of number. Generated from src/**/schema/NNNN_*.sql.
std::span<const Migration> migrations();

}  // namespace bluelamp::db
