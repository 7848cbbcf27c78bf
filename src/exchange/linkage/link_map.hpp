// SPDX-License-Identifier: Apache-2.0
/// A map for linkage: which column of a file of people holds what. Written in TOML by whoever knows the file:
///
///     id = "rec_id"
///     [columns]
///     given_name = "given_name"
///     street_number = "address"
///     address_1 = "address"
///
/// Several columns of one kind are one field, joined with spaces in the order given. Columns not named are ignored.
/// Refuses what is not TOML, keys it does not know, a missing or empty id, no columns at all and names that mean the
/// same column, naming line and remedy. Whether a file has the columns is checked when it is read.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "engine/identity/identity.hpp"

namespace bluelamp::linkage {

struct LinkMap {
    std::string id;
    std::vector<std::pair<std::string /*column*/, identity::Kind>> columns;  ///< in the order given
    /// Words that are no kind: compared for equality, and said, because one of them may be a slip.
    std::vector<std::string> unknown_kinds;
};

/// `name` is the file in errors.
[[nodiscard]] Result<LinkMap> parse_link_map(std::string_view toml, const std::string& name);
[[nodiscard]] Result<LinkMap> read_link_map(const std::filesystem::path& file);

}  // namespace bluelamp::linkage
