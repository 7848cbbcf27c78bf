// SPDX-License-Identifier: Apache-2.0
/// Writing what a linkage found: PAIRS.csv (`id_left,id_right,probability,weight`, by rows of the files) and
/// CLUSTERS.csv (`id,cluster`, every record once; a cluster is named by the id of its first record).
///
/// Promises: an id reads back as it was, whatever stands in it; probabilities have six decimals, weights four. Nothing
/// is in place before `finish` of its NewFile.
#pragma once

#include "core/new_file.hpp"
#include "exchange/linkage/records.hpp"

namespace bluelamp::linkage {

[[nodiscard]] Result<void> write_pairs(const Files& files, const identity::Linked& linked, NewFile& out);
[[nodiscard]] Result<void> write_clusters(const Files& files, const identity::Linked& linked, NewFile& out);

/// Of two records, by their ids: the second of RIGHT when there is one. Refuses ids that no record has.
struct RowsOfTwo {
    std::uint32_t left = 0, right = 0;
};
[[nodiscard]] Result<RowsOfTwo> rows_of(const Files& files, const std::string& first, const std::string& second);

/// The waterfall as a table in words that adds up: each weight rounded so that the column sums to its last line.
[[nodiscard]] std::string explained(const identity::Explanation& why, const std::string& first,
                                    const std::string& second);

}  // namespace bluelamp::linkage
