// SPDX-License-Identifier: Apache-2.0
/// A map: what the columns of another system's calls-for-service file mean. Written in TOML by whoever knows that
/// system.
///
/// Refuses unknown keys, missing ones and formats that make no sense, naming line, key and remedy. Which columns a file
/// really has is checked when it is read: every column must be mapped or listed under `ignore`. docs/importing.md
/// describes each key.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "exchange/cad/sequence.hpp"
#include "exchange/cad/time_format.hpp"
#include "exchange/cad/zone.hpp"

namespace bluelamp::cad {

/// Text made of columns: "Beat {Beat}, grid {Grid}". A bare name is that one column.
class Template {
   public:
    Template() = default;
    explicit Template(std::string text);

    [[nodiscard]] bool empty() const { return text_.empty(); }
    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
    /// Puts `values`, one for each of columns(), in. Blank when all of them are.
    [[nodiscard]] std::string fill(const std::vector<std::string_view>& values) const;

   private:
    std::string text_;
    std::vector<std::string> columns_;
};

/// Positions outside it are wrong: a geocoder answered with nonsense.
struct Extent {
    double south = -90, west = -180, north = 90, east = 180;
    [[nodiscard]] bool holds(LatLon where) const {
        return where.latitude >= south && where.latitude <= north && where.longitude >= west && where.longitude <= east;
    }
};

struct ColumnMap {
    ColumnMap(Zone clock_zone, TimeFormat stage_format) : zone(clock_zone), format(std::move(stage_format)) {}

    std::string source;  ///< name of the system, "dublin-fire-brigade": an incident is known by it and its own id
    std::string title, licence;
    bool exercise = false;
    std::vector<std::string> ignore;

    std::string id, type, unit, grade;  ///< columns; "" where the file has none
    Template place, summary;
    std::string latitude, longitude, easting, northing;
    std::optional<Extent> extent;

    Zone zone;
    TimeFormat format;  ///< of the stages
    std::string date;   ///< column of the day that times without a date belong to
    std::optional<TimeFormat> date_format;
    Midnight midnight = Midnight::keep;
    std::int64_t roll_after_s = half_a_day_s;
    std::array<std::string, stages> stage;  ///< column of each; "" where the file has none

    std::map<std::string, incidents::Grade, std::less<>> grades;  ///< by the value in the grade column
    std::optional<incidents::Grade> grade_otherwise;

    /// True when the file tells days and no times: nothing can be measured between its stages.
    [[nodiscard]] bool dates_only() const { return !format.has_time(); }
};

/// `name` is the file in errors.
[[nodiscard]] Result<ColumnMap> parse_map(std::string_view toml, const std::string& name);
[[nodiscard]] Result<ColumnMap> read_map(const std::filesystem::path& file);

}  // namespace bluelamp::cad
