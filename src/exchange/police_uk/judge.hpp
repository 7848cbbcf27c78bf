// SPDX-License-Identifier: Apache-2.0
/// Judges the rows of one file: which areas, which kind of crime and outcome, which month, and which traps they hold.
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "exchange/police_uk/report.hpp"
#include "exchange/police_uk/row.hpp"
#include "geography/areas.hpp"

namespace bluelamp::police_uk {

struct AreaCodes {
    std::string_view ward, borough, force;
};

/// Finds the areas of census codes and positions, remembering what was asked lately: map points repeat.
class Places {
   public:
    /// `areas` must outlive this and every row judged with it.
    explicit Places(const geography::Areas& areas) : areas_(areas) {}

    /// Nothing when the code is not known.
    [[nodiscard]] std::optional<AreaCodes> of_lsoa(std::string_view code);
    [[nodiscard]] AreaCodes of_position(MicroPosition where, Month month);
    /// Whether `row`, of a street file, names a place on the map that no row of this import named before.
    [[nodiscard]] bool new_street_point(const PublishedRow& row);
    /// Whether the outline of a force is loaded, so that a place can be outside it.
    [[nodiscard]] bool knows_force(std::string_view force) const;

   private:
    const geography::Areas& areas_;
    std::unordered_map<std::string, std::optional<AreaCodes>> by_lsoa_;
    std::unordered_map<std::uint64_t, AreaCodes> by_position_;
    Month positions_in_;                             // by_position_ holds for this month
    std::unordered_set<std::size_t> street_points_;  // as many as the published map has points, however many rows
};

class Judge {
   public:
    Judge(const FileKey& file, Places& places);

    /// The row that `content` makes. Views are those of `content`, of this, of the areas, or live for ever.
    [[nodiscard]] PublishedRow judge(const Content& content);
    [[nodiscard]] const Traps& traps() const { return traps_; }

   private:
    void judge_crime(PublishedRow& row);
    void judge_search(PublishedRow& row);
    void place(PublishedRow& row, std::string_view lsoa);
    void count_key(std::int64_t key);

    const FileKey file_;
    Places& places_;
    const std::string month_;
    const Instant starts_, ends_;
    const bool knows_publisher_;
    std::unordered_set<std::string> other_months_;
    std::unordered_set<std::int64_t> keys_;
    Traps traps_;
};

}  // namespace bluelamp::police_uk
