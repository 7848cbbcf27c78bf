// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/file_name.hpp"

#include <gtest/gtest.h>

namespace bluelamp::police_uk {
namespace {

struct Name {
    std::string_view name;
    std::string_view key;  // "" when it is not a published file
};

constexpr Name names[] = {
    {"2021-06-city-of-london-street.csv", "2021-06-city-of-london-street"},
    {"2021-06-city-of-london-street.csv.gz", "2021-06-city-of-london-street"},
    {"2016-01-metropolitan-outcomes.csv", "2016-01-metropolitan-outcomes"},
    {"2016-01-metropolitan-stop-and-search.csv", "2016-01-metropolitan-stop-and-search"},
    {"2016-01-metropolitan-burglary-street.csv.gz", "2016-01-metropolitan-burglary-street"},
    {"2021-13-city-of-london-street.csv", ""},
    {"2021-06-street.csv", ""},
    {"2021-06--street.csv", ""},
    {"2021-06-City-street.csv", ""},
    {"2021-06-city-of-london-street.xlsx", ""},
    {"2021-06-city-of-london-neighbourhoods.csv", ""},
    {"2021-6-city-of-london-street.csv", ""},
    {"readme.csv", ""},
    {"", ""},
};

TEST(PublishedFileName, tells_month_force_and_kind) {
    for (const Name& each : names) {
        const auto key = parse_file_name(each.name);
        EXPECT_EQ(key ? key->text() : "", each.key) << each.name;
    }
}

TEST(PublishedFileName, knows_a_subset_from_the_whole_month) {
    const auto whole = parse_file_name("2021-06-metropolitan-street.csv");
    const auto cut = parse_file_name("2021-06-metropolitan-burglary-street.csv");
    ASSERT_TRUE(whole && cut);
    EXPECT_EQ(cut->publisher, "metropolitan");
    EXPECT_EQ(cut->subset, "burglary");
    EXPECT_NE(*whole, *cut);
}

}  // namespace
}  // namespace bluelamp::police_uk
