// SPDX-License-Identifier: Apache-2.0
/// One row of a calls-for-service file, read as a map says. Pure.
#pragma once

#include <vector>

#include "core/csv.hpp"
#include "exchange/cad/map.hpp"

namespace bluelamp::cad {

/// What a row says, before anybody looks up its areas.
struct Call {
    incidents::Imported incident;
    Sequence sequence;
    std::vector<std::size_t> missing;  ///< stages whose column is blank
    std::optional<LatLon> position;
    bool geocode_error = false;
    bool unknown_grade = false;
};

/// Why a row is refused: a word to count under, and where it stands. `reason` is "" when it is not.
struct Refused {
    std::string_view reason;  ///< "time_unreadable"
    std::string what;         ///< "TOC is \"25:00:00\", which is not %H:%M:%S"
};

/// A map together with where its columns stand in one file.
class RowReader {
   public:
    /// Refuses columns that the file lacks, and columns that the map neither names nor ignores.
    [[nodiscard]] static Result<RowReader> create(const ColumnMap& map, const std::vector<std::string>& heading,
                                                  const std::string& file);

    /// Fills `into`, or says why not. The row is not broken.
    [[nodiscard]] Refused read(const CsvRow& row, Call& into) const;

   private:
    explicit RowReader(const ColumnMap& map) : map_(&map) {}
    using Column = std::optional<std::size_t>;

    [[nodiscard]] static std::string_view cell(const CsvRow& row, Column column);
    [[nodiscard]] static std::string fill(const CsvRow& row, const Template& text, const std::vector<Column>& columns);
    [[nodiscard]] Refused read_clocks(const CsvRow& row, Call& into) const;
    [[nodiscard]] Refused read_day(const CsvRow& row, std::optional<LocalDate>& day) const;
    void read_position(const CsvRow& row, Call& into) const;
    void read_grade(const CsvRow& row, Call& into) const;
    [[nodiscard]] Refused place_in_time(Call& into, std::optional<LocalDate> day) const;

    const ColumnMap* map_;
    Column id_, type_, unit_, grade_, latitude_, longitude_, easting_, northing_, date_;
    std::array<Column, stages> stage_;
    std::vector<Column> place_, summary_;
};

}  // namespace bluelamp::cad
