// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/geography/words.hpp"

namespace bluelamp::geography {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(StreetName, is_what_stands_behind_on_or_near) {
    const std::pair<std::string_view, std::string_view> table[] = {
        {"On or near Wormwood Street", "Wormwood Street"},
        {"On or near WORMWOOD STREET", "Wormwood Street"},
        {"ON OR NEAR ST MARY'S ROAD", "St Mary's Road"},
        {"On or near O'BRIEN CLOSE", "O'Brien Close"},
        {"On or near A1000", "A1000"},
        {"On or near A4 HAMMERSMITH FLYOVER", "A4 Hammersmith Flyover"},
        {"On or near BURY-LE-WILLOWS (NORTH)", "Bury-Le-Willows (North)"},
        {"On or near McDonald Way", "McDonald Way"},
        {"On or near Supermarket", "Supermarket"},
        {"Church Lane", "Church Lane"},
        {"No location", ""},
        {"NO LOCATION", ""},
        {"On or near ", ""},
        {"", ""},
    };
    for (const auto& [location, name] : table) {
        EXPECT_EQ(street_name(location), name) << location;
    }
}

class Streets : public Stored {
   protected:
    void keep(const std::vector<StreetPoint>& points) {
        const auto kept = lane()([&](db::Transaction& tx, const Act& act) { return keep_streets(tx, act, points); });
        ASSERT_TRUE(kept) << kept.error().cause;
    }

    std::vector<std::string> search(std::string_view text) {
        std::vector<std::string> out;
        for (const Street& street :
             read([&](db::Reader&reader, const ForceId&force) { return search_streets(reader, force, text); })) {
            out.push_back(fmt::format("{} {} {:.3f} {:.3f} {}", street.name, street.lsoa_code, street.position.latitude,
                                      street.position.longitude, street.points));
        }
        return out;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Streets, db::both_engines(), db::engine_name);

TEST_P(Streets, stand_at_the_mean_of_their_different_points) {
    const std::vector<StreetPoint> points{
        {"On or near High Street", "E01", {51.1, -0.1}},       {"On or near HIGH STREET", "E01", {51.3, -0.3}},
        {"On or near High Street", "E01", {51.1, -0.1}},       {"On or near High Street", "E02", {52.0, -0.5}},
        {"On or near High Street North", "E03", {53.0, -0.5}}, {"No location", "E01", {51.0, -0.1}}};
    keep(points);
    keep(points);  // a second import of the same file
    EXPECT_THAT(search("high street"), ElementsAre("High Street E01 51.200 -0.200 2", "High Street E02 52.000 -0.500 1",
                                                   "High Street North E03 53.000 -0.500 1"));
    EXPECT_THAT(search("On or near HIGH STREET N"), ElementsAre("High Street North E03 53.000 -0.500 1"));
    EXPECT_THAT(search("low"), IsEmpty());
    EXPECT_THAT(search(""), IsEmpty());
}

}  // namespace
}  // namespace bluelamp::geography
