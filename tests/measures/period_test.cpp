// SPDX-License-Identifier: Apache-2.0
#include "measures/period.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace bluelamp::measures {
namespace {

TEST(Period, is_compared_with_the_same_months_a_year_before_or_those_just_before) {
    const struct {
        Period asked, year_before, just_before;
    } table[] = {
        {{{2021, 6}, {2021, 9}}, {{2020, 6}, {2020, 9}}, {{2021, 2}, {2021, 5}}},
        {{{2021, 1}, {2021, 1}}, {{2020, 1}, {2020, 1}}, {{2020, 12}, {2020, 12}}},
        {{{2016, 1}, {2016, 12}}, {{2015, 1}, {2015, 12}}, {{2015, 1}, {2015, 12}}},
        {{{2020, 1}, {2021, 1}}, {{2018, 1}, {2019, 1}}, {{2018, 12}, {2019, 12}}},
    };
    for (const auto& row : table) {
        const auto candidates = before(row.asked);
        EXPECT_EQ(candidates[0], row.year_before) << in_words(row.asked);
        EXPECT_EQ(candidates[1], row.just_before) << in_words(row.asked);
    }
}

TEST(Period, counts_whole_days_over_clock_changes_and_leap_years) {
    EXPECT_EQ(days_of({{2021, 3}, {2021, 3}}), 31);
    EXPECT_EQ(days_of({{2021, 10}, {2021, 10}}), 31);
    EXPECT_EQ(days_of({{2020, 2}, {2020, 2}}), 29);
    EXPECT_EQ(days_of({{2021, 1}, {2021, 12}}), 365);
}

TEST(Period, is_said_with_its_runs_joined) {
    EXPECT_EQ(in_words(std::vector<Month>{{2021, 1}, {2021, 2}, {2021, 3}, {2021, 7}}), "2021-01 to 2021-03, 2021-07");
    EXPECT_EQ(in_words(std::vector<Month>{{2020, 12}, {2021, 1}}), "2020-12 to 2021-01");
    EXPECT_EQ(in_words(std::vector<Month>{}), "");
}

TEST(HoursOfWeek, lose_one_in_spring_and_gain_one_in_autumn) {
    const std::size_t sunday_at_one = 6 * 24 + 1;
    EXPECT_EQ(hours_of_week({{2021, 3}, {2021, 3}})[sunday_at_one], 3) << "four Sundays, one without that hour";
    EXPECT_EQ(hours_of_week({{2021, 10}, {2021, 10}})[sunday_at_one], 6) << "five Sundays, one with it twice";
    const auto june = hours_of_week({{2021, 6}, {2021, 6}});
    EXPECT_EQ(std::accumulate(june.begin(), june.end(), std::int64_t{0}), 720);
    EXPECT_EQ(hour_label(hour_of_week(*parse_rfc3339("2021-06-06T23:30:00Z"))), "Mon 00")
        << "half past midnight in summer time";
}

}  // namespace
}  // namespace bluelamp::measures
