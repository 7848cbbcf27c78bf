// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/geography/words.hpp"

namespace bluelamp::geography {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view high_street =
    "uprn,address,postcode,lat,lon\n"
    "100,\"1 High Street, Tring\",HP23 5AA,51.7940,-0.6600\n"
    "101,\"2 High Street, Tring\",HP23 5AA,51.7941,-0.6601\n"
    "102,\"The Old Forge, 12 Church Lane, Tring\",HP23 5BB,51.7950,-0.6610\n"
    "103,\"12 High Street, Watford\",WD17 2BS,51.6565,-0.3965\n"
    "104,Café Noël,HP23 5AB,51.7942,-0.6602\n";

const GazetteerColumns degrees{.postcode = "postcode", .latitude = "lat", .longitude = "lon"};

class Gazetteer : public Stored {
   protected:
    Counts load(std::string_view csv, const GazetteerColumns& columns = degrees) {
        const auto counts = load_gazetteer(lane(), folder_.write("addresses.csv", csv), columns);
        EXPECT_TRUE(counts) << counts.error().field << ": " << counts.error().message << counts.error().cause;
        return counts.value_or(Counts{});
    }

    static std::vector<std::string> references(const std::vector<Place>& places) {
        std::vector<std::string> out;
        for (const Place& place : places) {
            out.push_back(place.reference);
        }
        return out;
    }

    std::vector<std::string> search(std::string_view text, std::size_t most = 20) {
        return references(
            read([&](db::Reader& reader, const ForceId& force) { return search_places(reader, force, text, most); }));
    }

    std::vector<std::string> near(LatLon where, std::size_t most) {
        return references(
            read([&](db::Reader& reader, const ForceId& force) { return nearest_places(reader, force, where, most); }));
    }

    ScratchFolder folder_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Gazetteer, db::both_engines(), db::engine_name);

TEST_P(Gazetteer, counts_what_becomes_of_every_row) {
    const Counts first = load(high_street);
    EXPECT_EQ(first.rows_in, 5);
    EXPECT_EQ(first.stored, 5);
    const Counts again = load(high_street);
    EXPECT_EQ(again.unchanged, 5);
    std::string moved(high_street);
    moved.replace(moved.find("51.7940"), 7, "51.7939");
    const Counts third = load(moved);
    EXPECT_EQ(third.changed, 1);
    EXPECT_EQ(third.unchanged, 4);
    ASSERT_EQ(acts().size(), 3U);
    EXPECT_THAT(*acts().back().content, AllOf(HasSubstr("addresses.csv"), HasSubstr(R"("changed":1)")));
}

TEST_P(Gazetteer, keeps_the_last_of_a_reference_given_twice) {
    const Counts counts = load("uprn,address,postcode,lat,lon\n1,Old Name,,51.7,-0.6\n1,New Name,,51.7,-0.6\n");
    EXPECT_EQ(counts.stored, 1);
    EXPECT_EQ(counts.changed, 1);
    EXPECT_THAT(search("new name"), ElementsAre("1"));
    EXPECT_THAT(search("old name"), IsEmpty());
}

TEST_P(Gazetteer, refuses_broken_rows_one_by_one) {
    const Counts counts = load(
        "uprn,address,postcode,lat,lon\n"
        ",1 High Street,,51.7,-0.6\n"
        "2,,,51.7,-0.6\n"
        "3,3 High Street,,,-0.6\n"
        "4,4 High Street,,91,-0.6\n"
        "5,5 High Street,NOT ONE,51.7,-0.6\n"
        "6,6 High Street,51.7,-0.6\n"
        "7,7 High Street,,51.7,-0.6\n");
    EXPECT_EQ(counts.rows_in, 7);
    EXPECT_EQ(counts.stored, 1);
    EXPECT_EQ(counts.refused, 6);
    EXPECT_THAT(counts.refusals,
                ElementsAre(std::pair("address_missing_or_too_long", 1),
                            std::pair("position_missing_or_not_on_the_map", 2), std::pair("postcode_not_valid", 1),
                            std::pair("reference_missing_or_too_long", 1), std::pair("wrong_column_count", 1)));
}

TEST_P(Gazetteer, reads_grid_positions_and_addresses_in_several_columns) {
    const Counts counts = load("ref,number,street,x,y\nA1,10,Constitution Hill,529089.97,179645.01\nA2,,Nowhere,-5,1\n",
                               {.reference = "ref", .address = {"number", "street"}, .easting = "x", .northing = "y"});
    EXPECT_EQ(counts.stored, 1);
    const auto place = read([](db::Reader& reader, const ForceId& force) { return find_place(reader, force, "A1"); });
    ASSERT_TRUE(place);
    EXPECT_EQ(place->address, "10, Constitution Hill");
    EXPECT_NEAR(place->position.latitude, 51.501009, 0.0000001);
    EXPECT_NEAR(place->position.longitude, -0.141588, 0.0000001);
}

TEST_P(Gazetteer, refuses_a_file_without_the_columns) {
    const auto path = folder_.write("addresses.csv", high_street);
    const auto missing = load_gazetteer(lane(), path, {.reference = "toid", .latitude = "lat", .longitude = "lon"});
    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.error().message, HasSubstr("\"toid\""));
    EXPECT_EQ(load_gazetteer(lane(), path, {}).error().field, "columns") << "no position named";
    EXPECT_THAT(acts(), IsEmpty());
}

TEST_P(Gazetteer, finds_exact_before_similar) {
    load(high_street);
    EXPECT_THAT(search("102"), ElementsAre("102"));
    EXPECT_THAT(search("hp235aa"), ElementsAre("100", "101"));
    EXPECT_THAT(search("HP23"), ElementsAre("100", "101", "104", "102"));
    EXPECT_THAT(search("1 high street, tring"), ElementsAre("100"));
    EXPECT_THAT(search("1 HIGH"), ElementsAre("100"));
    EXPECT_THAT(search("high stre"), ElementsAre("100", "103", "101"))
        << "all words, the last unfinished, in order of address";
    EXPECT_THAT(search("forge church tri"), ElementsAre("102"));
    EXPECT_THAT(search("tring 12"), ElementsAre("102"));
    EXPECT_THAT(search("cafe noel"), ElementsAre("104"));
    EXPECT_THAT(search("high street", 2), ElementsAre("100", "103"));
    EXPECT_THAT(search("high street luton"), IsEmpty());
    EXPECT_THAT(search(" "), IsEmpty());
    EXPECT_THAT(search("'; DROP TABLE gazetteer; --"), IsEmpty());
}

TEST_P(Gazetteer, forgets_the_words_of_an_address_that_changed) {
    load(high_street);
    std::string renamed(high_street);
    renamed.replace(renamed.find("Old Forge"), 9, "New Mill");
    load(renamed);
    EXPECT_THAT(search("forge church"), IsEmpty());
    EXPECT_THAT(search("new mill"), ElementsAre("102"));
}

TEST_P(Gazetteer, finds_the_nearest_first) {
    load(high_street);
    EXPECT_THAT(near({51.7940, -0.6600}, 3), ElementsAre("100", "101", "104"));
    EXPECT_THAT(near({51.6565, -0.3965}, 3), ElementsAre("103"));
    EXPECT_THAT(near({55, -3}, 3), IsEmpty());
}

TEST_P(Gazetteer, loads_more_rows_than_fit_one_step) {
    std::string csv = "uprn,address,lat,lon\n";
    for (int i = 0; i < 1234; ++i) {
        csv += fmt::format("{},{} Long Road,51.7,-0.6\n", i, i);
    }
    EXPECT_EQ(load(csv, {.latitude = "lat", .longitude = "lon"}).stored, 1234);
    EXPECT_EQ(steps, 62);
    EXPECT_EQ(acts().size(), 1U);
    EXPECT_THAT(search("1233 long"), ElementsAre("1233"));
}

}  // namespace
}  // namespace bluelamp::geography
