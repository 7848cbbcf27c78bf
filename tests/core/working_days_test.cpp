// SPDX-License-Identifier: Apache-2.0
/// Bank holidays against the published list, and limits in working days across weekends, holidays and clock changes.
#include "core/working_days.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/csv.hpp"
#include "core/file.hpp"

namespace bluelamp {
namespace {

TEST(WorkingDays, know_every_bank_holiday_of_the_list_and_no_other) {
    const std::string path = BLUELAMP_SOURCE_DIR "/reference/bank_holidays.csv";
    auto source = open_file(path);
    ASSERT_TRUE(source) << source.error().message;
    CsvReader reader(**source, path);
    CsvRow row;
    std::set<std::string> listed;
    while (reader.next(row).value_or(false)) {
        listed.insert(std::string(row[0]));
    }
    ASSERT_EQ(listed.erase("date"), 1U) << "the first line is the header";
    ASSERT_EQ(listed.size(), 335U);
    for (LocalDate day{1995, 1, 1}; day.year < 2036; day = plus_days(day, 1)) {
        EXPECT_EQ(is_bank_holiday(day), listed.contains(iso(day))) << iso(day);
    }
}

TEST(WorkingDays, end_at_midnight_in_london_after_the_last_of_them) {
    struct Case {
        std::string start;
        std::int64_t days;
        std::string end, why;
    };
    const std::vector<Case> table{
        {"2026-11-16T09:00:00Z", 1, "2026-11-18T00:00:00.000Z", "the day of the event does not count"},
        {"2026-11-16T09:00:00Z", 5, "2026-11-24T00:00:00.000Z", "a week from Monday ends with Monday"},
        {"2026-11-20T23:59:59Z", 1, "2026-11-24T00:00:00.000Z", "Friday night, then a weekend"},
        {"2026-11-21T12:00:00Z", 1, "2026-11-24T00:00:00.000Z", "a Saturday counts from Monday"},
        {"2026-11-20T09:00:00Z", 0, "2026-11-21T00:00:00.000Z", "none left: the day itself"},
        {"2026-11-21T09:00:00Z", 0, "2026-11-24T00:00:00.000Z", "none left on a Saturday: Monday"},
        {"2026-04-02T12:00:00Z", 1, "2026-04-07T23:00:00.000Z", "over Easter, in summer time"},
        {"2026-12-24T12:00:00Z", 1, "2026-12-30T00:00:00.000Z", "Christmas Friday, Boxing Day on a Saturday"},
        {"2021-12-24T12:00:00Z", 1, "2021-12-30T00:00:00.000Z", "Christmas on a Saturday: two substitutes"},
        {"2022-12-23T12:00:00Z", 1, "2022-12-29T00:00:00.000Z", "Christmas on a Sunday: Tuesday is its substitute"},
        {"2026-12-31T12:00:00Z", 1, "2027-01-05T00:00:00.000Z", "New Year's Day on a Friday"},
        {"2021-12-31T12:00:00Z", 1, "2022-01-05T00:00:00.000Z", "New Year's Day on a Saturday"},
        {"2022-05-27T12:00:00Z", 5, "2022-06-07T23:00:00.000Z", "spring holiday moved to 2 June, jubilee on 3 June"},
        {"2020-05-01T12:00:00Z", 1, "2020-05-04T23:00:00.000Z", "4 May 2020 was worked"},
        {"2020-05-07T12:00:00Z", 1, "2020-05-11T23:00:00.000Z", "8 May 2020 was not"},
        {"2022-09-16T12:00:00Z", 1, "2022-09-20T23:00:00.000Z", "the state funeral"},
        {"2026-03-27T12:00:00Z", 1, "2026-03-30T23:00:00.000Z", "the clocks go forward on 29 March"},
        {"2026-10-23T12:00:00Z", 1, "2026-10-27T00:00:00.000Z", "the clocks go back on 25 October"},
        {"2026-06-15T23:30:00Z", 1, "2026-06-17T23:00:00.000Z", "half past midnight in London is the next day"},
    };
    for (const Case& each : table) {
        const Instant end = end_of_working_day(*parse_rfc3339(each.start), each.days);
        EXPECT_EQ(rfc3339(end), each.end) << each.why;
        if (each.days > 0) {
            EXPECT_EQ(working_days_until(*parse_rfc3339(each.start), end), each.days) << each.why;
        }
    }
}

TEST(WorkingDays, leave_out_days_that_the_policy_adds) {
    const std::vector<std::string> more{"2026-11-17"};
    const Instant monday = *parse_rfc3339("2026-11-16T09:00:00Z");
    EXPECT_FALSE(is_working_day({2026, 11, 17}, more));
    EXPECT_TRUE(is_working_day({2026, 11, 17}));
    EXPECT_EQ(rfc3339(end_of_working_day(monday, 1, more)), "2026-11-19T00:00:00.000Z");
    EXPECT_EQ(working_days_until(monday, *parse_rfc3339("2026-11-19T00:00:00Z"), more), 1);
}

TEST(WorkingDays, have_another_name_for_another_list_in_whatever_order) {
    const std::vector<std::string> one{"2026-11-17", "2027-05-03"}, same{"2027-05-03", "2026-11-17"},
        other{"2026-11-17"};
    EXPECT_EQ(holidays_name(one), holidays_name(same));
    EXPECT_NE(holidays_name(one), holidays_name(other));
    EXPECT_NE(holidays_name({}), holidays_name(other));
}

}  // namespace
}  // namespace bluelamp
