// SPDX-License-Identifier: Apache-2.0
// Response times and demand: what is measured, what is left out, and who may see it counted.
#include <gmock/gmock.h>

#include <fmt/format.h>

#include "tests/measures/figures_fixture.hpp"
#include "tests/policy/a_policy.hpp"

namespace bluelamp::measures {
namespace {

using testing::Contains;
using testing::HasSubstr;

class IncidentFigures : public FiguresOver {
   protected:
    /// An incident whose call came at `called` (RFC 3339) and was reached `minutes` later.
    void arrived_after(const std::string& called, double minutes, std::optional<incidents::Grade> grade = {}) {
        incidents::Imported row;
        row.source = "example";
        row.source_id = fmt::format("{} {}", called, minutes);
        row.summary = "Example";
        row.place.text = "unknown";
        row.grade = grade;
        row.opened_at = *parse_rfc3339(called);
        row.intervals.called_at = row.opened_at;
        row.intervals.arrived_at =
            row.opened_at + std::chrono::milliseconds(static_cast<std::int64_t>(minutes * 60'000));
        import_one(row);
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, IncidentFigures, db::both_engines(), db::engine_name);

TEST_P(IncidentFigures, leave_out_what_cannot_be_measured_and_count_it) {
    import_incidents(
        "grade,called,arrived,exercise,fault\n"
        "emergency,09:00:00,09:04:00,0,0\n"
        "emergency,09:10:00,,0,0\n"
        "scheduled,10:00:00,16:00:00,0,0\n"
        "emergency,11:00:00,11:01:00,1,0\n"
        "emergency,12:00:00,11:58:00,0,1\n"
        "emergency,12:30:00,12:29:00,0,0\n");
    const auto median = read("response_time_median", june());
    ASSERT_TRUE(median) << why(median);
    EXPECT_EQ(median->value, 4);
    EXPECT_EQ(median->numerator, 1);
    EXPECT_EQ(median->denominator, 6);
    EXPECT_FALSE(median->low) << "one value bounds nothing";
    EXPECT_EQ(median->basis, "imported");
    EXPECT_THAT(median->notes, Contains(HasSubstr("2 incidents have clocks that run backwards")));
    EXPECT_THAT(median->notes, Contains(HasSubstr("1 incidents were exercises")));
    EXPECT_THAT(median->notes, Contains(HasSubstr("1 incidents have the grade scheduled")));
    EXPECT_THAT(median->notes, Contains(HasSubstr("1 incidents have no instant at which this interval ends")));
    EXPECT_EQ(read("response_time_median", june({{"grade", "scheduled"}}))->value, 360)
        << "asked for by name it is shown";
}

TEST_P(IncidentFigures, hold_each_grade_to_its_own_limit_and_say_what_they_hold_the_ungraded_to) {
    arrived_after("2021-06-07T09:00:00Z", 15.0, incidents::Grade::emergency);
    arrived_after("2021-06-07T09:01:00Z", 15.5, incidents::Grade::emergency);
    arrived_after("2021-06-07T09:02:00Z", 59.0, incidents::Grade::priority);
    arrived_after("2021-06-07T09:03:00Z", 16.0);
    const auto reading = read("response_within_limit", june());
    ASSERT_TRUE(reading) << why(reading);
    EXPECT_EQ(reading->numerator, 2) << "15 minutes to the second is within 15 minutes";
    EXPECT_EQ(reading->denominator, 4);
    EXPECT_THAT(reading->notes, Contains(HasSubstr("1 of the incidents judged have no grade")));
    EXPECT_EQ(read("response_within_limit", june({{"limit_minutes", "16"}}))->numerator, 3);
}

TEST_P(IncidentFigures, take_the_interval_that_is_asked_for) {
    incidents::Imported row;
    row.source = "example";
    row.source_id = "1";
    row.summary = "Example";
    row.place.text = "unknown";
    row.opened_at = *parse_rfc3339("2021-06-07T09:00:00Z");
    row.intervals.called_at = row.opened_at;
    row.intervals.dispatched_at = row.opened_at + std::chrono::minutes(2);
    row.intervals.mobile_at = row.opened_at + std::chrono::minutes(3);
    row.intervals.arrived_at = row.opened_at + std::chrono::minutes(10);
    row.intervals.cleared_at = row.opened_at + std::chrono::minutes(40);
    row.intervals.closed_at = row.opened_at + std::chrono::minutes(60);
    import_one(row);
    const struct {
        const char* interval;
        double minutes;
    } table[] = {{"called_arrived", 10},  {"called_dispatched", 2}, {"dispatched_mobile", 1}, {"mobile_arrived", 7},
                 {"created_arrived", 10}, {"arrived_cleared", 30},  {"called_closed", 60},    {"called_mobile", 3}};
    for (const auto& each : table) {
        EXPECT_EQ(read("response_time_mean", june({{"interval", each.interval}}))->value, each.minutes)
            << each.interval;
    }
    const auto graded = read("response_time_mean", june({{"interval", "graded_arrived"}}));
    EXPECT_FALSE(graded->value);
    EXPECT_THAT(graded->notes, Contains(HasSubstr("no instant at which this interval begins")));
}

TEST_P(IncidentFigures, put_demand_on_the_clock_of_london) {
    arrived_after("2021-06-07T23:30:00Z", 5);  // Tuesday half past midnight in summer time
    arrived_after("2021-06-08T00:10:00Z", 5);  // Tuesday ten past one
    arrived_after("2021-05-31T23:30:00Z", 5);  // already June in London, also a Tuesday
    const auto hours = series("demand_by_hour_of_week", "hour_of_week", june());
    ASSERT_TRUE(hours) << why(hours);
    ASSERT_EQ(hours->size(), 168U);
    for (const Point& point : *hours) {
        const std::int64_t expected = point.key == "Tue 00" ? 2 : point.key == "Tue 01" ? 1 : 0;
        EXPECT_EQ(point.reading.numerator, expected) << point.key;
        if (point.key == "Tue 00") {
            EXPECT_EQ(point.reading.denominator, 5) << "June 2021 has five Tuesdays";
            EXPECT_DOUBLE_EQ(*point.reading.value, 0.4);
        }
    }
    EXPECT_DOUBLE_EQ(*read("demand_by_hour_of_week", june())->value, 3.0 / 720);
}

TEST_P(IncidentFigures, count_only_what_the_reader_may_know_of) {
    arrived_after("2021-06-07T09:00:00Z", 5);
    const auto done = database().write(force, [&](db::Transaction& tx) -> Result<void> {
        incidents::Report report;
        report.summary.text = "Kept close";
        report.place.text.text = "unknown";
        report.visibility = 2;
        Act mine = act();
        mine.now = *parse_rfc3339("2021-06-07T10:00:00Z");
        const incidents::FindAreas nowhere = [](LatLon, LocalDate) { return incidents::Areas{}; };
        TRY(incidents::open_incident(tx, mine, {policy::hertfordshire_policy(), nowhere}, report));
        return {};
    });
    ASSERT_TRUE(done) << why(done);
    EXPECT_EQ(read("incidents_opened", june())->value, 1);
    EXPECT_EQ(all_records("incidents_opened", june(), 10).size(), 1U);
    asker.clearance.level = 2;
    const auto all = read("incidents_opened", june());
    EXPECT_EQ(all->value, 2);
    EXPECT_EQ(all->basis, "imported and recorded");
    EXPECT_EQ(read("incidents_opened", june({{"origin", "live"}}))->basis, "recorded");
    asker.clearance = {0, ",team:00000000-0000-7000-8000-00000000000b,"};
    EXPECT_EQ(read("incidents_opened", june())->value, 2) << "its own team knows of it";
}

TEST_P(IncidentFigures, of_a_month_without_any_incident_are_unknown) {
    arrived_after("2021-06-07T09:00:00Z", 5);
    const auto reading = read("incidents_opened", {"all", {2021, 6}, {2021, 7}, {}});
    ASSERT_TRUE(reading) << why(reading);
    EXPECT_FALSE(reading->value);
    EXPECT_THAT(reading->notes, Contains(HasSubstr("2021-07")));
    EXPECT_FALSE(read("incidents_opened", {"metropolitan", {2021, 6}, {2021, 6}, {}})->value)
        << "another force's incidents";
}

}  // namespace
}  // namespace bluelamp::measures
