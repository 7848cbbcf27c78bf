// SPDX-License-Identifier: Apache-2.0
/// Areas as everybody asks for them: in memory, never changing.
///
/// Promises: answers without the database, in about a microsecond per layer; safe to call from any thread; pointers
/// stay good as long as the Areas they came from. Newly loaded areas are seen by the next `load` (geography.hpp).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/instant.hpp"
#include "core/position.hpp"
#include "core/result.hpp"
#include "geography/area.hpp"
#include "geography/area_index.hpp"

namespace bluelamp::geography {

class Areas {
   public:
    Areas(std::vector<Layer> layers, std::vector<Area> areas, const std::vector<Population>& populations);
    Areas(const Areas&) = delete;
    Areas& operator=(const Areas&) = delete;

    /// Layers from the largest areas to the smallest.
    [[nodiscard]] const std::vector<Layer>& layers() const { return layers_; }
    /// The areas of a layer as they stand now (each code once, its newest version), in order of name.
    [[nodiscard]] std::vector<const Area*> in_layer(std::string_view layer) const;

    /// The areas that hold a position on a day: at most one of each layer, from large to small. On tidal water, which
    /// wards leave out, there may be none.
    [[nodiscard]] std::vector<const Area*> at(LatLon where, LocalDate day) const;
    /// The one area of a layer that holds a position on a day.
    [[nodiscard]] const Area* at(LatLon where, LocalDate day, std::string_view layer) const;

    /// A census area (2011 or 2021 code) and what it is a part of, from small to large: lsoa, ward, borough, csp,
    /// force. Best fit, as the statistics office publishes it. Empty when the code is not known.
    [[nodiscard]] std::vector<const Area*> of_lsoa(std::string_view code) const;
    /// An area and what it is a part of, from small to large.
    [[nodiscard]] std::vector<const Area*> with_parents(const Area& area) const;

    /// The newest version of an area; null when there is none.
    [[nodiscard]] const Area* get(std::string_view layer, std::string_view code) const;

    /// What somebody types for an area: a code ("E09000007", "city-of-london"), a name ("Camden"), or a name and the
    /// name it lies in ("Abbey, Merton"), in any case and without accents. An empty layer means any. `not_found`, or
    /// `invalid` naming the candidates when several fit.
    [[nodiscard]] Result<const Area*> find(std::string_view text, std::string_view layer = {}) const;

    /// Residents in the estimate whose year is nearest to `year`. An area without an estimate of its own has the sum of
    /// its parts', where all of one layer have one for that year.
    [[nodiscard]] std::optional<Population> population(const Area& area, int year) const;

   private:
    /// Areas of one layer that began on the same day.
    struct Vintage {
        LocalDate valid_from;
        std::vector<const Area*> areas;
        std::unique_ptr<AreaIndex> index;
    };
    using ByYear = std::map<int, Population>;

    void index_vintages();
    void index_names();
    [[nodiscard]] std::size_t position_of(std::string_view layer) const;
    [[nodiscard]] const ByYear* own_populations(const AreaKey& key) const;
    [[nodiscard]] std::optional<Population> sum_of_parts(const Area& area, int year) const;
    [[nodiscard]] bool doubled_below(const Area& area) const;

    std::vector<Layer> layers_;
    std::vector<Area> areas_;
    std::vector<std::vector<Vintage>> vintages_;  // of each layer, the newest first
    std::map<AreaKey, const Area*> newest_;
    std::map<AreaKey, std::vector<const Area*>> parts_;             // newest versions, by parent
    std::multimap<std::string, const Area*, std::less<>> by_code_;  // folded
    std::multimap<std::string, const Area*, std::less<>> by_name_;  // folded names and aliases
    std::map<AreaKey, ByYear> populations_;
};

}  // namespace bluelamp::geography
