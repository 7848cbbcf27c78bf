// SPDX-License-Identifier: Apache-2.0
#include "geography/areas.hpp"

#include <gmock/gmock.h>

#include "tests/geography/words.hpp"

namespace bluelamp::geography {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Area area(std::string layer, std::string code, std::string name, std::optional<AreaKey> parent = {}) {
    Area made;
    made.key = {std::move(layer), std::move(code)};
    made.name = std::move(name);
    made.parent = std::move(parent);
    return made;
}

Area drawn(Area made, Shape shape, LocalDate from = {1900, 1, 1}, std::optional<LocalDate> to = {}) {
    made.shape = std::move(shape);
    made.valid_from = from;
    made.valid_to = to;
    return made;
}

const std::vector<Layer> layers{{"force", "Forces", 0},
                                {"csp", "Partnerships", 1},
                                {"borough", "Boroughs", 2},
                                {"ward", "Wards", 3},
                                {"lsoa", "Census areas", 4}};

/// Two boroughs side by side; the ward Abbey is in both, and Elm was Ash until 2020.
std::vector<Area> the_shire() {
    Area force = drawn(area("force", "shire", "Shire Police"), {square(51, 0)[0], square(51, 1)[0]});
    force.aliases = {"E23000099", "Shire"};
    return {force,
            area("csp", "P1", "Easton", AreaKey{"force", "shire"}),
            drawn(area("borough", "B1", "Easton", AreaKey{"csp", "P1"}), square(51, 0)),
            drawn(area("borough", "B2", "Châtel Town", AreaKey{"force", "shire"}), square(51, 1)),
            drawn(area("ward", "W1", "Abbey", AreaKey{"borough", "B1"}), square(51, 0)),
            drawn(area("ward", "W2", "Abbey", AreaKey{"borough", "B2"}), square(51, 1, 0.5)),
            drawn(area("ward", "W3", "Ash", AreaKey{"borough", "B2"}), square(51, 1.5, 0.5), day(1900, 1, 1),
                  day(2020, 5, 7)),
            drawn(area("ward", "W4", "Elm", AreaKey{"borough", "B2"}), square(51, 1.5, 0.5), day(2020, 5, 7)),
            area("lsoa", "E01", "Easton 001A", AreaKey{"ward", "W1"})};
}

std::vector<std::string> codes(const std::vector<const Area*>& areas) {
    std::vector<std::string> out;
    for (const Area* each : areas) {
        out.push_back(each->key.code);
    }
    return out;
}

TEST(Areas, say_what_holds_a_position_on_a_day) {
    const Areas areas(layers, the_shire(), {});
    EXPECT_THAT(codes(areas.at({51.5, 0.5}, day(2021, 1, 1))), ElementsAre("shire", "B1", "W1"));
    EXPECT_THAT(codes(areas.at({51.2, 1.7}, day(2020, 5, 6))), ElementsAre("shire", "B2", "W3"));
    EXPECT_THAT(codes(areas.at({51.2, 1.7}, day(2020, 5, 7))), ElementsAre("shire", "B2", "W4"));
    EXPECT_THAT(codes(areas.at({51.2, 1.7}, day(2026, 1, 1))), ElementsAre("shire", "B2", "W4"));
    EXPECT_THAT(areas.at({49, 0}, day(2021, 1, 1)), IsEmpty());
    EXPECT_EQ(areas.at({51.5, 0.5}, day(2021, 1, 1), "ward")->name, "Abbey");
    EXPECT_EQ(areas.at({51.5, 0.5}, day(2021, 1, 1), "parish"), nullptr);
}

TEST(Areas, follow_a_census_area_upwards) {
    const Areas areas(layers, the_shire(), {});
    EXPECT_THAT(codes(areas.of_lsoa("E01")), ElementsAre("E01", "W1", "B1", "P1", "shire"));
    EXPECT_THAT(areas.of_lsoa("E99"), IsEmpty());
}

TEST(Areas, are_found_by_what_people_type) {
    const Areas areas(layers, the_shire(), {});
    const std::pair<std::string_view, std::string_view> table[] = {
        {"B1", "B1"},
        {"b1", "B1"},
        {"SHIRE", "shire"},
        {"e23000099", "shire"},
        {"shire police", "shire"},
        {"chatel  TOWN", "B2"},
        {"Abbey, Easton", "W1"},
        {"abbey, châtel town", "W2"},
        {"elm", "W4"},
        {"Easton", "B1"},  // the partnership of the same name is found by its code
        {"P1", "P1"},
    };
    for (const auto& [typed, code] : table) {
        const auto found = areas.find(typed);
        ASSERT_TRUE(found) << typed << ": " << found.error().message;
        EXPECT_EQ((*found)->key.code, code) << typed;
    }
    EXPECT_EQ(areas.find("Easton", "csp").value()->key.code, "P1");
}

TEST(Areas, name_the_candidates_when_a_name_is_ambiguous) {
    const Areas areas(layers, the_shire(), {});
    const auto ambiguous = areas.find("abbey");
    ASSERT_FALSE(ambiguous);
    EXPECT_EQ(ambiguous.error().field, "area");
    EXPECT_THAT(ambiguous.error().message,
                AllOf(HasSubstr("Abbey, Easton (ward W1)"), HasSubstr("Abbey, Châtel Town (ward W2)")));
    const auto nowhere = areas.find("Atlantis");
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, ErrorCode::not_found);
    EXPECT_FALSE(areas.find("abbey", "borough"));
    EXPECT_FALSE(areas.find(""));
}

TEST(Areas, take_the_estimate_of_the_nearest_year_and_add_up_parts) {
    const std::vector<Population> populations{{{"borough", "B1"}, 2019, 100, "ONS"},
                                              {{"borough", "B1"}, 2020, 110, "ONS"},
                                              {{"borough", "B2"}, 2019, 50, "ONS"},
                                              {{"borough", "B2"}, 2020, 60, "ONS"}};
    std::vector<Area> plain = the_shire();
    plain[2].parent = AreaKey{"force", "shire"};
    std::erase_if(plain, [](const Area& each) { return each.key.layer == "csp"; });
    const Areas areas(layers, plain, populations);
    EXPECT_EQ(areas.population(*areas.get("borough", "B1"), 2016)->count, 100);
    EXPECT_EQ(areas.population(*areas.get("borough", "B1"), 2024)->year, 2020);
    EXPECT_EQ(areas.population(*areas.get("force", "shire"), 2024)->count, 170);
    EXPECT_FALSE(areas.population(*areas.get("ward", "W1"), 2020)) << "no estimate for wards";
    const Areas partly(layers, plain, {populations[0]});
    EXPECT_FALSE(partly.population(*partly.get("force", "shire"), 2019)) << "half a sum would mislead";
}

TEST(Areas, never_go_round_in_circles) {
    const Areas areas(
        layers,
        {area("ward", "W1", "One", AreaKey{"ward", "W2"}), area("ward", "W2", "Two", AreaKey{"ward", "W1"}),
         area("force", "F", "Force", AreaKey{"ward", "W1"})},
        {});
    EXPECT_THAT(codes(areas.with_parents(*areas.get("ward", "W1"))), ElementsAre("W1"));
    EXPECT_FALSE(areas.population(*areas.get("ward", "W1"), 2020));
}

}  // namespace
}  // namespace bluelamp::geography
