// SPDX-License-Identifier: Apache-2.0
#include "core/instant.hpp"

#include <gtest/gtest.h>

namespace bluelamp {
namespace {

TEST(Instant, reads_and_writes_rfc_3339) {
    const struct {
        const char* given;
        const char* written;
    } table[] = {
        {"2026-11-20T09:30:00Z", "2026-11-20T09:30:00.000Z"},
        {"2026-11-20T09:30:00.5+00:00", "2026-11-20T09:30:00.500Z"},
        {"2026-07-01T00:00:00+01:00", "2026-06-30T23:00:00.000Z"},
        {"2024-02-29T23:59:59.999999999-00:30", "2024-03-01T00:29:59.999Z"},
        {"1900-01-01T00:00:00Z", "1900-01-01T00:00:00.000Z"},
    };
    for (const auto& row : table) {
        const auto read = parse_rfc3339(row.given);
        ASSERT_TRUE(read) << row.given;
        EXPECT_EQ(rfc3339(*read), row.written);
    }
}

TEST(Instant, refuses_what_is_not_a_date_and_time) {
    for (const char* text : {"", "2026-11-20", "2026-02-30T00:00:00Z", "2026-11-20T24:00:00Z", "2026-11-20T09:30:00",
                             "2026-11-20T09:30:00.Z", "2026-11-20 09:30:00Z", "2026-11-20T09:30:00+1:00",
                             "2026-11-20T09:30:00ZZ", "0026-11-20T09:30:00Z", "2026-11-20T09:30:00.1234567890Z"}) {
        const auto read = parse_rfc3339(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, ErrorCode::invalid);
    }
}

TEST(Instant, follows_the_clocks_of_london) {
    EXPECT_EQ(rfc3339(from_london({2016, 6, 1}, 0, 0, 0)), "2016-05-31T23:00:00.000Z");
    EXPECT_EQ(rfc3339(from_london({2026, 3, 29}, 1, 30, 0)), "2026-03-29T01:00:00.000Z")
        << "an hour that does not exist";
    EXPECT_EQ(rfc3339(from_london({2026, 10, 25}, 1, 30, 0)), "2026-10-25T00:30:00.000Z") << "the first of two";
    const LocalTime summer = in_london(*parse_rfc3339("2016-05-31T23:00:00Z"));
    EXPECT_EQ(iso(summer.date), "2016-06-01");
    EXPECT_EQ(summer.hour, 0);
    EXPECT_EQ(iso(month_in_london(*parse_rfc3339("2016-05-31T23:00:00Z"))), "2016-06");
}

TEST(Month, counts_across_years) {
    EXPECT_EQ(iso(plus_months({2026, 11}, 2)), "2027-01");
    EXPECT_EQ(iso(plus_months({2026, 1}, -1)), "2025-12");
    EXPECT_EQ(months_between({2025, 12}, {2026, 2}), 2);
    EXPECT_FALSE(parse_month("2026-13"));
    EXPECT_FALSE(parse_month("2026-1"));
}

TEST(LocalDate, knows_the_calendar) {
    EXPECT_FALSE(parse_date("2025-02-29"));
    EXPECT_EQ(iso(plus_days({2024, 2, 28}, 2)), "2024-03-01");
    EXPECT_EQ(weekday({2026, 11, 20}), 4) << "a Friday";
}

}  // namespace
}  // namespace bluelamp
