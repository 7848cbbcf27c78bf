// SPDX-License-Identifier: Apache-2.0
#include "exchange/linkage/link_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bluelamp::linkage {
namespace {

using identity::Kind;
using testing::HasSubstr;
using testing::Pair;

TEST(LinkMap, keeps_the_columns_in_the_order_given_not_in_that_of_the_alphabet) {
    const auto map = parse_link_map(
        "id = \"rec_id\"\n[columns]\nstreet_number = \"address\"\naddress_2 = \"address\"\naddress_1 = \"address\"\n"
        "dob = \"date_of_birth\"\n",
        "m.toml");
    ASSERT_TRUE(map) << map.error().message;
    EXPECT_EQ(map->id, "rec_id");
    EXPECT_THAT(map->columns,
                testing::ElementsAre(Pair("street_number", Kind::address), Pair("address_2", Kind::address),
                                     Pair("address_1", Kind::address), Pair("dob", Kind::date_of_birth)));
}

TEST(LinkMap, knows_every_kind_of_the_contract) {
    for (const std::string word :
         {"given_name", "middle_name", "surname", "full_name", "date_of_birth", "birth_year", "birth_month",
          "birth_day", "sex", "phone", "email", "address", "locality", "postcode", "place", "identifier", "other"}) {
        const auto map = parse_link_map("id = \"i\"\n[columns]\nx = \"" + word + "\"\n", "m.toml");
        ASSERT_TRUE(map) << word;
        EXPECT_EQ(identity::name(map->columns.front().second), word);
        EXPECT_TRUE(map->unknown_kinds.empty()) << word;
    }
}

TEST(LinkMap, takes_a_word_that_is_no_kind_as_a_field_to_be_equal_and_says_which) {
    const auto map = parse_link_map("id = \"i\"\n[columns]\nshoe = \"shoe size\"\n", "m.toml");
    ASSERT_TRUE(map);
    EXPECT_THAT(map->columns, testing::ElementsAre(Pair("shoe", Kind::other)));
    EXPECT_THAT(map->unknown_kinds, testing::ElementsAre("shoe size"));
}

struct Wrong {
    std::string text, at, said;
};

TEST(LinkMap, refuses_what_is_no_map_naming_line_and_remedy) {
    const std::vector<Wrong> table{
        {"", "m.toml:1", "id is missing"},
        {"id = 5\n[columns]\na = \"sex\"\n", "m.toml:1", "id is missing or not text"},
        {"id = \" \"\n[columns]\na = \"sex\"\n", "m.toml:1", "id is missing"},
        {"[columns]\na = \"sex\"\nid = \"a\"\n", "m.toml:1", "above [columns]"},
        {"id = \"a\"\n", "m.toml:1", "[columns] is missing"},
        {"id = \"a\"\n\n[columns]\n", "m.toml:3", "[columns] is missing or empty"},
        {"id = \"a\"\ncolumns = \"b\"\n", "m.toml:2", "write [columns] on a line of its own"},
        {"id = \"a\"\n[columns]\nb = 5\n", "m.toml:3", "columns.b must be one word"},
        {"id = \"a\"\n[columns]\nb = \"\"\n", "m.toml:3", "given_name middle_name"},
        {"id = \"a\"\n[columns]\nb = \"sex\"\nb = \"phone\"\n", "m.toml:4", "This is not TOML"},
        {"id = \"a\"\n[columns]\nDOB = \"sex\"\n\"dob \" = \"phone\"\n", "m.toml:4", "named twice"},
        {"id = \"a\"\nthreshold = 0.5\n[columns]\nb = \"sex\"\n", "m.toml:2", "threshold is not known here"},
        {"id = \"a\n[columns]\nb = \"sex\"\n", "m.toml:1", "This is not TOML"},
        {"id = \"\xff\"\n", "m.toml:1", "This is not TOML"},
    };
    for (const Wrong& each : table) {
        const auto map = parse_link_map(each.text, "m.toml");
        ASSERT_FALSE(map) << each.text;
        EXPECT_EQ(map.error().field, each.at) << each.text;
        EXPECT_THAT(map.error().message, HasSubstr(each.said)) << each.text;
    }
}

}  // namespace
}  // namespace bluelamp::linkage
