// SPDX-License-Identifier: Apache-2.0
#include "exchange/cad/map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bluelamp::cad {
namespace {

using testing::HasSubstr;

/// Ten lines; each test replaces one of them.
const std::vector<std::string> sound{"source = \"a-system\"",
                                     "ignore = [\"LS\"]",
                                     "[columns]",
                                     "id = \"ID\"",
                                     "type = \"What\"",
                                     "[times]",
                                     "format = \"%Y-%m-%d %H:%M\"",
                                     "zone = \"Europe/London\"",
                                     "[stages]",
                                     "called = \"TOC\""};

std::string with(std::size_t line, const std::string& instead) {
    std::string text;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        text += (i + 1 == line ? instead : sound[i]) + "\n";
    }
    return text;
}

struct Wrong {
    std::size_t line;
    std::string instead;
    std::string at;  // line named by the error
    std::string_view said;
};

const Wrong wrongs[] = {
    {1, "", "a.toml:1", "source is missing"},
    {1, "source = 5", "a.toml:1", "source must be text"},
    {2, "ignore = \"LS\"", "a.toml:2", "ignore must be a list"},
    {2, "colums = 1", "a.toml:2", "colums is not known here; use: source,"},
    {3, "columns = 1", "a.toml:3", "columns must be a table"},
    {4, "", "a.toml:3", "columns.id is missing"},
    {5, "typ = \"What\"", "a.toml:5", "columns.typ is not known here"},
    {5, "type = \"What\"\nlatitude = \"Lat\"", "a.toml:3", "longitude"},
    {5, "", "a.toml:3", "columns.summary is missing"},
    {7, "format = \"%Q\"", "a.toml:7", "times.format does not hold. \"%Q\" has %Q"},
    {7, "format = \"%H:%M\"", "a.toml:6", "times.date and date_format are missing"},
    {7, "", "a.toml:6", "times.format is missing"},
    {8, "zone = \"Europe/Atlantis\"", "a.toml:8", "There is no time zone"},
    {8, "midnight = \"maybe\"", "a.toml:8", "\"roll\" or \"keep\""},
    {8, "roll_after_hours = 30", "a.toml:8", "between 0 and 24"},
    {8, "date = \"Day\"", "a.toml:8", "carry their own date"},
    {10, "", "a.toml:9", "stages.called or another stage is missing"},
    {10, "caled = \"TOC\"", "a.toml:10", "stages.caled is not known here; use: called,"},
    {10, "called = \"TOC\"\n[grades]\n1 = \"emergency\"", "a.toml:11", "without columns.grade"},
    {10, "called = \"TOC\"\n[grades]\notherwise = \"now\"", "a.toml:12", "one of: emergency"},
    {10, "called = \"TOC\"\n[extent]\nsouth = 50.0", "a.toml:11", "must all be given"},
    {10, "called = ", "a.toml:10", "This is not TOML"},
};

TEST(Map, names_line_key_and_remedy_of_what_is_wrong) {
    ASSERT_TRUE(parse_map(with(0, ""), "a.toml"));
    for (const Wrong& each : wrongs) {
        const auto map = parse_map(with(each.line, each.instead), "a.toml");
        ASSERT_FALSE(map) << each.instead;
        EXPECT_EQ(map.error().field, each.at) << each.instead;
        EXPECT_THAT(map.error().message, HasSubstr(std::string(each.said)));
    }
}

TEST(Map, reads_grades_and_extent) {
    const auto map = parse_map(with(10,
                                    "called = \"TOC\"\n[grades]\n\"1\" = \"emergency\"\notherwise = \"scheduled\"\n"
                                    "[extent]\nsouth = 50\nwest = -1.0\nnorth = 52\neast = 1.0"),
                               "a.toml");
    ASSERT_FALSE(map);  // grades need a column
    const auto graded =
        parse_map(with(5, "type = \"What\"\ngrade = \"P\"") +
                      "[grades]\n\"1\" = \"emergency\"\n"
                      "otherwise = \"scheduled\"\n[extent]\nsouth = 50\nwest = -1.0\nnorth = 52\neast = 1.0\n",
                  "a.toml");
    ASSERT_TRUE(graded) << graded.error().message;
    EXPECT_EQ(graded->grades.at("1"), incidents::Grade::emergency);
    EXPECT_EQ(graded->grade_otherwise, incidents::Grade::scheduled);
    EXPECT_TRUE(graded->extent->holds({51, 0}));
    EXPECT_FALSE(graded->extent->holds({31.1, -142.9}));
}

TEST(Map, shipped_ones_are_sound) {
    for (const std::string name : {"dublin-fire-brigade", "sacramento-police"}) {
        const auto map = read_map(std::string(BLUELAMP_SOURCE_DIR) + "/reference/maps/" + name + ".toml");
        ASSERT_TRUE(map) << map.error().field << " " << map.error().message;
        EXPECT_EQ(map->source, name);
    }
}

struct Filled {
    std::string text;
    std::vector<std::string_view> values;
    std::string_view filled;
};

TEST(Template, puts_columns_into_words) {
    const Filled table[] = {
        {"Beat", {"3A"}, "3A"},
        {"Beat {Beat}, grid {Grid}", {"3A", "0744"}, "Beat 3A, grid 0744"},
        {"Beat {Beat}, grid {Grid}", {"", "0744"}, "Beat , grid 0744"},
        {"Beat {Beat}, grid {Grid}", {"", ""}, ""},
        {"{Street", {"High Street"}, "High Street"},
        {"", {}, ""},
    };
    for (const Filled& each : table) {
        EXPECT_EQ(Template(each.text).fill(each.values), each.filled) << each.text;
    }
}

}  // namespace
}  // namespace bluelamp::cad
