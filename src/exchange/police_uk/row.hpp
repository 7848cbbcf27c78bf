// SPDX-License-Identifier: Apache-2.0
/// One row of a published file: its columns, what is derived from them, and its digest. Pure.
///
/// The published columns of a kind stand in `columns(kind)` in the order of the file; a row keeps the text of each,
/// trimmed, with "" for a blank. Positions are compared as numbers of six decimals, because earlier publications leave
/// trailing zeros off.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/csv_header.hpp"
#include "core/instant.hpp"
#include "core/position.hpp"
#include "exchange/police_uk/file_name.hpp"

namespace bluelamp::police_uk {

/// The headings of a kind, as published.
[[nodiscard]] std::span<const CsvColumn> columns(Kind kind);

inline constexpr std::size_t most_columns = 15;

/// A position in millionths of a degree.
struct MicroPosition {
    std::int64_t latitude = 0;
    std::int64_t longitude = 0;
    [[nodiscard]] LatLon degrees() const {
        return {static_cast<double>(latitude) / 1e6, static_cast<double>(longitude) / 1e6};
    }
    static MicroPosition of(LatLon where);
    friend bool operator==(const MicroPosition&, const MicroPosition&) = default;
};

/// 128 bits of BLAKE2b (RFC 7693).
struct Digest {
    std::int64_t a = 0;
    std::int64_t b = 0;
    friend auto operator<=>(const Digest&, const Digest&) = default;
    /// The 16 bytes, as they go into the root of a file.
    [[nodiscard]] std::array<char, 16> bytes() const;
};

/// The published content of a row. Its views belong to whoever made it.
struct Content {
    std::array<std::string_view, most_columns>
        cells;  ///< as published; "" where position and searched_at stand for them
    std::optional<MicroPosition> position;
    Instant searched_at;  ///< of searches only
};

/// The digest of all published columns of a kind, each with its length in front.
[[nodiscard]] Digest digest_of(Kind kind, const Content& content);

/// 64 bits that stand for a Crime ID; nothing when the row has none (anti-social behaviour never has).
[[nodiscard]] std::optional<std::int64_t> key_of(std::string_view crime_id);

/// A row as it is stored: content and what is derived from it. Views of kinds and areas live as long as the program and
/// the Areas.
struct PublishedRow {
    Content content;
    Digest digest;
    std::optional<std::int64_t> crime_key;
    std::string_view month;  ///< of the row; for searches in Europe/London
    std::string_view crime_kind, outcome_kind;
    std::string_view ward, borough, force;
};

/// Where columns that more than one kind or file speaks of stand in `cells`.
namespace at {
inline constexpr std::size_t crime_id = 0, month = 1, reported_by = 2, falls_within = 3, longitude = 4, latitude = 5,
                             location = 6, lsoa_code = 7, lsoa_name = 8, crime_type = 9, outcome_type = 9,
                             last_outcome = 10, context = 11;
inline constexpr std::size_t search_type = 0, searched_at = 1, operation_part = 2, operation = 3, search_latitude = 4,
                             search_longitude = 5, gender = 6, age_range = 7, self_defined = 8, officer_defined = 9,
                             legislation = 10, object = 11, outcome = 12, outcome_linked = 13, outer_clothing = 14;
}  // namespace at

/// Why a row is refused, as a word to count under: "position_impossible". "" when it is not.
using Refusal = std::string_view;

/// Reads the published content of `row`, which is not broken. The views of `into` are those of the row.
[[nodiscard]] Refusal read_content(Kind kind, const CsvHeader& header, const CsvRow& row, Content& into);

/// What a refusal means and what to do.
[[nodiscard]] std::string_view explain_refusal(Refusal refusal);

}  // namespace bluelamp::police_uk
