// SPDX-License-Identifier: Apache-2.0
// Real files against numbers counted by another program (Python, from the same files, by the definitions of
// docs/measures.md). Skipped where the shared data are not beside the repository; BLUELAMP_SHARED names another place.
#include <unistd.h>

#include <cstdlib>

#include <gmock/gmock.h>

#include "core/csv_header.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "tests/measures/figures_fixture.hpp"

namespace bluelamp::measures {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;

fs::path shared_data() {
    const char* given = std::getenv("BLUELAMP_SHARED");
    return (given == nullptr ? fs::path(BLUELAMP_SOURCE_DIR) / ".." / "shared" : fs::path(given)) / "data";
}

class RealFiles : public FiguresOver {
   protected:
    void SetUp() override {
        if (!fs::exists(shared_data() / "police-uk")) {
            GTEST_SKIP() << "no " << shared_data() << ": this test needs the shared data";
        }
        FiguresOver::SetUp();
    }

    /// Imports the files of a force whose names begin so ("2016-", "2021-06").
    void import_real(const std::string& force_name, const std::vector<std::string>& beginnings) {
        const fs::path folder = fs::temp_directory_path() / ("bluelamp-real-" + std::to_string(::getpid()));
        fs::create_directories(folder);
        for (const auto& entry : fs::directory_iterator(shared_data() / "police-uk" / force_name)) {
            const std::string name = entry.path().filename();
            if (std::any_of(beginnings.begin(), beginnings.end(),
                            [&](const auto& each) { return name.starts_with(each); })) {
                fs::copy_file(entry.path(), folder / name, fs::copy_options::overwrite_existing);
            }
        }
        const auto report =
            police_uk::import_police_uk({database(), example_areas(), [this] { return act(); }}, folder);
        fs::remove_all(folder);
        ASSERT_TRUE(report) << why(report);
    }

    void expect(std::string_view name, const Question& question, std::int64_t numerator,
                std::optional<std::int64_t> denominator = {}) {
        const auto reading = read(name, question);
        ASSERT_TRUE(reading) << name << " " << why(reading);
        EXPECT_EQ(reading->numerator, numerator) << name;
        EXPECT_EQ(reading->denominator, denominator) << name;
        EXPECT_TRUE(reading->value) << name;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, RealFiles, db::both_engines(), db::engine_name);

TEST_P(RealFiles, of_hertfordshire_in_the_summer_of_2021_give_the_figures_counted_elsewhere) {
    import_real("hertfordshire", {"2021-06", "2021-07", "2021-08", "2021-09"});
    const Question summer{"hertfordshire", {2021, 6}, {2021, 9}, {}};
    const auto with = [&](Options options) {
        return Question{summer.area, summer.from, summer.to, std::move(options)};
    };
    expect("published_crimes", summer, 25'803);
    expect("published_crimes", with({{"type", "burglary"}}), 1'123);
    expect("published_crimes", with({{"type", "violent-crime"}}), 10'535);
    expect("published_crimes", with({{"type", "anti-social-behaviour"}}), 10'377);
    expect("outcome_rate_tracked", summer, 1'295, 25'803);
    expect("outcome_rate_tracked", with({{"outcome", "local-resolution"}}), 468, 25'803);
    expect("outcome_rate_closed", summer, 1'958, 24'784);
    expect("outcome_rate_ratio", summer, 1'958, 25'803);
    EXPECT_THAT(read("outcome_rate_tracked", summer)->notes, Contains(HasSubstr("924 of the crimes are still under")));
    const auto months = series("published_crimes", "month", summer);
    ASSERT_TRUE(months) << why(months);
    std::vector<std::int64_t> counts;
    for (const Point& point : *months) {
        counts.push_back(point.reading.numerator);
    }
    EXPECT_THAT(counts, testing::ElementsAre(6'404, 6'633, 6'307, 6'459));
    EXPECT_EQ(all_records("outcome_rate_closed", summer, 500).size(), 1'958U);
}

TEST_P(RealFiles, of_the_city_of_london_in_2016_give_the_figures_counted_elsewhere) {
    import_real("city-of-london", {"2016-"});
    const Question year{"all", {2016, 1}, {2016, 12}, {}};
    expect("published_crimes", year, 5'363);
    expect("outcome_rate_tracked", year, 809, 5'363);
    expect("outcome_rate_closed", year, 849, 5'259);
    expect("stop_search_count", year, 1'330);
    expect("stop_search_find_rate", year, 598, 1'330);
    expect("stop_search_linked_rate", year, 448, 596);
    EXPECT_EQ(all_records("stop_search_find_rate", year, 500).size(), 598U);
}

TEST_P(RealFiles, give_the_reading_of_each_key_as_the_point_of_its_series) {
    import_real("city-of-london", {"2016-"});
    const Question year{"all", {2016, 1}, {2016, 12}, {}};
    int compared = 0;
    for (const Measure& measure : figures.list()) {
        for (const Group& group : measure.groups) {
            compared += measure.basis == "published" ? expect_points_are_readings(measure, group.name, year) : 0;
        }
    }
    EXPECT_GT(compared, 100);
    const auto outcomes = series("outcome_rate_tracked", "outcome", year);
    ASSERT_TRUE(outcomes) << why(outcomes);
    const auto charged = std::ranges::find(*outcomes, "charged", &Point::key);
    EXPECT_EQ(charged->reading.numerator, 809) << "as the reading above, though most are published as a later stage";
}

/// The columns of the Dublin file, with the midnight roll-over and nothing else: what a map does with care is the
/// importer's.
void import_dublin(db::Database& database, const std::vector<incidents::Imported>& rows,
                   const std::function<Act()>& act) {
    for (std::size_t from = 0; from < rows.size(); from += 1'000) {
        const auto done = database.write(ForceId("hertfordshire"), [&](db::Transaction& tx) -> Result<void> {
            const auto piece = std::span(rows).subspan(from, std::min<std::size_t>(rows.size() - from, 1'000));
            TRY(incidents::import_incidents(tx, act(), piece));
            return {};
        });
        ASSERT_TRUE(done) << why(done);
    }
}

std::optional<Instant> at_time(LocalDate day, std::string_view time) {
    if (time.size() != 8) {
        return std::nullopt;
    }
    // UTC, so that no clock change comes between two instants of one incident.
    return parse_rfc3339(iso(day) + "T" + std::string(time) + "Z").value();
}

TEST_P(RealFiles, of_dublin_give_its_known_median_and_90th_percentile) {
    const auto file = open_file(shared_data() / "cad" / "dublin-fire-brigade-incidents-2020-2021.csv.gz");
    ASSERT_TRUE(file) << why(file);
    CsvReader reader(**file, "dublin");
    CsvRow row;
    ASSERT_TRUE(*reader.next(row));
    std::vector<incidents::Imported> rows;
    while (*reader.next(row)) {
        ASSERT_FALSE(row.refused()) << row.line;
        const std::string_view date = row[1];
        const LocalDate day{static_cast<int>(*parse_int(date.substr(6, 4))),
                            static_cast<unsigned>(*parse_int(date.substr(3, 2))),
                            static_cast<unsigned>(*parse_int(date.substr(0, 2)))};
        incidents::Imported incident;
        incident.source = "dublin";
        incident.source_id = std::to_string(row.line);
        incident.summary = row[3];
        incident.place.text = "unknown";
        incident.intervals.called_at = at_time(day, row[4]);
        incident.intervals.arrived_at = at_time(day, row[7]);
        incident.opened_at = incident.intervals.called_at.value_or(start_of(day));
        if (incident.intervals.arrived_at &&
            incident.opened_at - *incident.intervals.arrived_at > std::chrono::hours(12)) {
            incident.intervals.arrived_at = *incident.intervals.arrived_at + std::chrono::hours(24);
        }
        rows.push_back(std::move(incident));
    }
    import_dublin(database(), rows, [this] { return act(); });
    const Question both_years{"all", {2020, 1}, {2021, 12}, {}};
    const auto median = read("response_time_median", both_years);
    ASSERT_TRUE(median) << why(median);
    EXPECT_DOUBLE_EQ(*median->value, 601 / 60.0) << "10.0 minutes";
    EXPECT_EQ(median->numerator, 18'566);
    EXPECT_EQ(median->denominator, 23'608);
    EXPECT_THAT(median->notes, Contains(HasSubstr("2 incidents have clocks that run backwards")));
    EXPECT_THAT(median->notes, Contains(HasSubstr("5040 incidents have no instant")));
    EXPECT_DOUBLE_EQ(*read("response_time_p90", both_years)->value, 1'029 / 60.0) << "17.1 minutes";
    EXPECT_NEAR(*read("response_time_mean", both_years)->value, 11.57405382599016, 1e-9);
    EXPECT_NEAR(*read("response_within_limit", both_years)->value, 84.0730367338145, 1e-9);
    const auto hours = series("demand_by_hour_of_week", "hour_of_week", both_years);
    ASSERT_TRUE(hours) << why(hours);
    EXPECT_EQ(hours->size(), 168U);
}

}  // namespace
}  // namespace bluelamp::measures
