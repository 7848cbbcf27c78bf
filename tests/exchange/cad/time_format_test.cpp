// SPDX-License-Identifier: Apache-2.0
#include "exchange/cad/time_format.hpp"

#include <gtest/gtest.h>

#include "exchange/cad/zone.hpp"

namespace bluelamp::cad {
namespace {

struct Written {
    std::string_view format;
    std::string_view text;
    std::optional<LocalDate> date;
    std::optional<int> seconds;
};

constexpr int at(int hour, int minute, int second = 0) { return hour * 3600 + minute * 60 + second; }

const Written readable[] = {
    {"%d/%m/%Y", "01/02/2020", LocalDate{2020, 2, 1}, std::nullopt},
    {"%d/%m/%Y", "1/2/2020", LocalDate{2020, 2, 1}, std::nullopt},
    {"%m/%d/%y", "12/31/99", LocalDate{1999, 12, 31}, std::nullopt},
    {"%m/%d/%y", "12/31/69", LocalDate{2069, 12, 31}, std::nullopt},
    {"%d %b %Y", "29 Feb 2020", LocalDate{2020, 2, 29}, std::nullopt},
    {"%d-%b-%Y", "29-FEB-2020", LocalDate{2020, 2, 29}, std::nullopt},
    {"%H:%M:%S", "00:06:08", std::nullopt, at(0, 6, 8)},
    {"%H:%M:%S", "23:59:59.997", std::nullopt, at(23, 59, 59)},
    {"%H:%M", "7:05", std::nullopt, at(7, 5)},
    {"%I:%M %p", "12:00 AM", std::nullopt, at(0, 0)},
    {"%I:%M %p", "12:30 pm", std::nullopt, at(12, 30)},
    {"%I:%M:%S %p", "1:02:03 PM", std::nullopt, at(13, 2, 3)},
    {"%Y-%m-%dT%H:%M:%S", "2020-01-01T23:59:00", LocalDate{2020, 1, 1}, at(23, 59)},
    {"100%% %H:%M", "100% 10:00", std::nullopt, at(10, 0)},
};

TEST(TimeFormat, reads_what_is_written_so) {
    for (const Written& each : readable) {
        const auto format = TimeFormat::create(each.format);
        ASSERT_TRUE(format) << each.format;
        const auto moment = format->read(each.text);
        ASSERT_TRUE(moment) << each.text;
        EXPECT_EQ(moment->date, each.date) << each.text;
        EXPECT_EQ(moment->seconds, each.seconds) << each.text;
    }
}

struct Unreadable {
    std::string_view format;
    std::string_view text;
};

constexpr Unreadable unreadable[] = {
    {"%d/%m/%Y", "30/02/2020"}, {"%d/%m/%Y", "2020-02-01"}, {"%d/%m/%Y", "01/02/20"},   {"%d/%m/%Y", "01/02/2020 "},
    {"%d/%m/%Y", ""},           {"%H:%M:%S", "24:00:00"},   {"%H:%M:%S", "10:60:00"},   {"%H:%M:%S", "10:00"},
    {"%I:%M %p", "13:00 PM"},   {"%I:%M %p", "0:30 AM"},    {"%I:%M %p", "10:30 noon"}, {"%d %b %Y", "1 Foo 2020"},
};

TEST(TimeFormat, reads_nothing_else) {
    for (const Unreadable& each : unreadable) {
        const auto format = TimeFormat::create(each.format);
        ASSERT_TRUE(format) << each.format;
        EXPECT_FALSE(format->read(each.text)) << each.format << " " << each.text;
    }
}

TEST(TimeFormat, refuses_formats_of_half_a_date_or_time) {
    for (const std::string_view bad : {"%d/%m", "%M:%S", "%H", "%I:%M", "%H:%M %p", "%Q", "%", "noon", ""}) {
        EXPECT_FALSE(TimeFormat::create(bad)) << bad;
    }
}

struct WallClock {
    std::string zone;
    LocalDate day;
    int seconds;
    std::string_view instant;
};

TEST(Zone, tells_instants_of_its_own_wall_clock) {
    const WallClock table[] = {
        {"Europe/Dublin", {2020, 1, 1}, at(0, 6, 8), "2020-01-01T00:06:08.000Z"},
        {"Europe/Dublin", {2020, 7, 1}, at(0, 30), "2020-06-30T23:30:00.000Z"},
        {"Europe/Dublin", {2020, 3, 29}, at(1, 30), "2020-03-29T01:00:00.000Z"},   // does not exist: the change
        {"Europe/Dublin", {2020, 10, 25}, at(1, 30), "2020-10-25T00:30:00.000Z"},  // exists twice: the first
        {"America/Los_Angeles", {2019, 1, 1}, 0, "2019-01-01T08:00:00.000Z"},
    };
    for (const WallClock& each : table) {
        const auto zone = Zone::find(each.zone);
        ASSERT_TRUE(zone) << each.zone;
        EXPECT_EQ(rfc3339(zone->at(each.day, each.seconds)), each.instant);
    }
    EXPECT_FALSE(Zone::find("Europe/Atlantis"));
}

}  // namespace
}  // namespace bluelamp::cad
