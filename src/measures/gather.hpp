// SPDX-License-Identifier: Apache-2.0
/// Reads the answer of a counting query into tallies: what the sources of measures share.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "measures/measures.hpp"

namespace bluelamp::measures {

/// Turns a key of the query into a key of the series: an hour of UTC into a month, many published words into one.
using Fold = std::function<std::string(std::string_view)>;

/// Runs `query`, whose rows are (key, part, remark, basis, value, times): part "counted" is numerator, "rest" only
/// denominator, anything else a reason to leave out; remark and value may be NULL. Rows of equal folded key are added
/// up.
[[nodiscard]] Result<Tallies> gather(db::Reader& reader, const db::Query& query, std::span<const db::Value> parameters,
                                     const Fold& fold = {});

/// How the rows of a listing query are shown.
struct Listing {
    std::vector<Column> columns;
    std::function<std::string(const db::Row&)> cursor;                             ///< goes on after this row
    std::function<std::vector<std::optional<std::string>>(const db::Row&)> cells;  ///< one for each column
};

/// One page of `query`, which asks for one row more than `paging.limit`, in the order of its cursor.
[[nodiscard]] Result<Records> page(db::Reader& reader, const db::Query& query, std::span<const db::Value> parameters,
                                   Listing listing, const Paging& paging);

/// The layer that a group named "force", "borough", "ward" or "area" (the next finer one) divides `area` into; "" for
/// others.
[[nodiscard]] std::string layer_of_group(std::string_view group, const Area& area);

/// Folds hours since 1970 (UTC) into what `by` asks for: "month" or "hour_of_week"; other keys stay as they are.
[[nodiscard]] Fold fold_hours(std::string_view by);

}  // namespace bluelamp::measures
