// SPDX-License-Identifier: Apache-2.0
/// Figures over real tables: records come in through the importers' own doors, on a fresh database of each engine.
///
/// The force is Hertfordshire, with 4,000 residents, two boroughs and a ward; the example month is June 2021.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "exchange/police_uk/measures.hpp"
#include "exchange/police_uk/police_uk.hpp"
#include "geography/areas.hpp"
#include "measures/measures.hpp"
#include "policing/incidents/incidents.hpp"
#include "tests/support/db_fixture.hpp"
#include "tests/support/scratch_folder.hpp"

namespace bluelamp::measures {

/// A Result's error as text, so that a failed assertion says why.
template <class T>
std::string why(const Result<T>& result) {
    return result ? ""
                  : std::string(name(result.error().code)) + " " + result.error().field + ": " +
                        result.error().message + " [" + result.error().cause + "]";
}

/// Every measure of the binary.
std::vector<Measure> all_measures();
const geography::Areas& example_areas();

class FiguresOver : public db::OnBothEngines {
   protected:
    /// Writes `lines` (a heading and rows, in any of the file's columns) as the file `name` and imports it.
    void import_published(const std::string& name, const std::string& lines);
    /// The rows of an example of incidents, all on Monday 7 June 2021.
    void import_incidents(const std::string& lines);
    /// Both, from the sections of an example.
    void import_example(const std::string& records);
    void import_one(const incidents::Imported& row);

    Result<Reading> read(std::string_view name, const Question& question);
    Result<std::vector<Point>> series(std::string_view name, std::string_view by, const Question& question);
    /// All pages of the records behind a reading.
    std::vector<std::vector<std::optional<std::string>>> all_records(std::string_view name, const Question& question,
                                                                     std::int64_t at_once);

    /// That every point of the series is what the reading for its key alone gives, and opens to as many records.
    /// Answers for how many keys there is such a reading.
    int expect_points_are_readings(const Measure& measure, const std::string& by, const Question& question);

    static Question june() { return {"all", {2021, 6}, {2021, 6}, {}}; }
    static Question june(Options options) { return {"all", {2021, 6}, {2021, 6}, std::move(options)}; }

    Act act();

    const ForceId force{"hertfordshire"};
    Asker asker{force, {}};
    Figures figures{all_measures(), example_areas()};

   private:
    SeededIds ids_{7};
    const ScratchFolder folder_;
    int imported_ = 0;
};

}  // namespace bluelamp::measures
