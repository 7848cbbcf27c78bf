// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/geography/words.hpp"

namespace bluelamp::geography {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class LoadAreas : public Stored {
   protected:
    std::shared_ptr<const Areas> areas() {
        return read([](db::Reader& reader, const ForceId& force) { return read_areas(reader, force); });
    }

    /// The wards of the shire in one edition.
    void edition(std::string_view valid_from, std::string_view wards) {
        folder_.write("layers.csv", fmt::format("layer,title,file,valid_from\n"
                                                "force,Forces,forces.csv,1900-01-01\n"
                                                "borough,Boroughs,boroughs.csv,1900-01-01\n"
                                                "ward,Wards,wards.geojson,{}\n",
                                                valid_from));
        folder_.write("forces.csv", "code,name\nshire,Shire Police\nother,Other Police\n");
        folder_.write("boroughs.csv", fmt::format("code,name,parent_layer,parent\nB1,Easton,force,{}\n", force_of_b1_));
        folder_.write("wards.geojson", fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})", wards));
    }

    static std::string ward(std::string_view code, std::string_view name, double west) {
        return fmt::format(
            R"({{"type":"Feature","properties":{{"code":"{}","name":"{}","parent_layer":"borough","parent":"B1"}},)"
            R"("geometry":{{"type":"Polygon","coordinates":[[[{},51],[{},51],[{},52],[{},51]]]}}}})",
            code, name, west, west + 1, west + 1, west);
    }

    Result<Counts> load() { return load_areas(lane(), folder_.path()); }

    std::string lookup(std::string_view layer, std::string_view code, std::string_view to) {
        return read([&](db::Reader& reader, const ForceId& force) -> Result<std::string> {
            std::string found = "nothing";
            static constexpr db::Query ask{
                "test.lookup",
                "SELECT to_code FROM area_lookups WHERE force_id=$1 AND from_layer=$2 AND from_code=$3 AND to_layer=$4",
                {}};
            TRY(reader.each(ask, {force, layer, code, to}, [&](const db::Row& row) { found = row.string(0); }));
            return found;
        });
    }

    ScratchFolder folder_;
    std::string force_of_b1_ = "shire";
};
INSTANTIATE_TEST_SUITE_P(Engines, LoadAreas, db::both_engines(), db::engine_name);

TEST_P(LoadAreas, keeps_everything_the_repository_carries_and_changes_nothing_the_second_time) {
    const auto first = load_areas(lane(), reference_areas());
    ASSERT_TRUE(first) << first.error().field << first.error().message << first.error().cause;
    EXPECT_EQ(first->rows_in, 4 + 48 + 48 + 880 + 6851 + 960);
    EXPECT_EQ(first->stored, first->rows_in);
    EXPECT_EQ(acts().size(), 6U) << "one act for each file";
    EXPECT_EQ(lookup("lsoa", "E01000001", "force"), "city-of-london");
    EXPECT_EQ(lookup("lsoa", "E01000001", "ward"), "E05009288");
    EXPECT_EQ(lookup("ward", "E05009288", "borough"), "E09000001");

    const auto held = areas();
    EXPECT_EQ(held->at({51.5158, -0.0919}, day(2021, 6, 1), "ward")->name, "Cheap");
    EXPECT_EQ(held->find("Hertfordshire").value()->key.code, "hertfordshire");
    EXPECT_EQ(held->population(*held->get("borough", "E07000240"), 2020)->year, 2020);

    steps = 0;
    const auto second = load_areas(lane(), reference_areas());
    ASSERT_TRUE(second);
    EXPECT_EQ(second->unchanged, first->rows_in);
    EXPECT_EQ(acts().size(), 6U);
    EXPECT_EQ(steps, 6) << "only the fingerprints are looked at";
}

TEST_P(LoadAreas, ends_an_edition_on_the_first_day_of_the_next) {
    edition("1900-01-01", ward("W1", "Ash", 0) + "," + ward("W2", "Oak", 1));
    ASSERT_TRUE(load());
    edition("2025-05-01", ward("W3", "Elm", 0) + "," + ward("W2", "Oak", 1));
    const auto counts = load();
    ASSERT_TRUE(counts) << counts.error().message;
    EXPECT_EQ(counts->stored, 2);
    const auto held = areas();
    const LatLon here{51.2, 0.5};
    EXPECT_EQ(held->at(here, day(2025, 4, 30), "ward")->name, "Ash");
    EXPECT_EQ(held->at(here, day(2025, 5, 1), "ward")->name, "Elm");
    EXPECT_EQ(held->at({51.2, 1.5}, day(2025, 5, 1), "ward")->valid_from, day(2025, 5, 1));

    edition("2020-01-01", ward("W9", "Late", 0));
    const auto older = load();
    ASSERT_FALSE(older);
    EXPECT_EQ(older.error().code, ErrorCode::conflict);
}

TEST_P(LoadAreas, counts_what_changed_and_moves_parts_with_their_parent) {
    edition("1900-01-01", ward("W1", "Ash", 0) + "," + ward("W2", "Oak", 1));
    ASSERT_TRUE(load());
    EXPECT_EQ(lookup("ward", "W1", "force"), "shire");
    force_of_b1_ = "other";
    edition("1900-01-01", ward("W1", "Ash Tree", 0) + "," + ward("W2", "Oak", 1));
    const auto counts = load();
    ASSERT_TRUE(counts) << counts.error().message;
    EXPECT_EQ(counts->changed, 2) << "the borough and one ward";
    EXPECT_EQ(counts->unchanged, 3);
    EXPECT_EQ(lookup("borough", "B1", "force"), "other");
    EXPECT_EQ(lookup("ward", "W1", "force"), "other");
    EXPECT_EQ(lookup("ward", "W2", "force"), "other");
    EXPECT_EQ(areas()->get("ward", "W1")->name, "Ash Tree");
    EXPECT_THAT(*acts().back().content, HasSubstr(R"("rows_in":2,"stored":0,"changed":1,"unchanged":1)"));
}

TEST_P(LoadAreas, refuses_a_broken_file_whole) {
    const std::pair<std::string, std::string_view> table[] = {
        {ward("W1", "", 0), "code and a name"},
        {ward("W1", "Ash", 0) + "," + ward("W1", "Ash", 1), "twice"},
        {"{}", "not a GeoJSON Feature"},
    };
    for (const auto& [wards, why] : table) {
        edition("1900-01-01", wards);
        const auto refused = load();
        ASSERT_FALSE(refused);
        EXPECT_THAT(refused.error().message, HasSubstr(std::string(why)));
        EXPECT_THAT(refused.error().field, HasSubstr("wards.geojson"));
        EXPECT_TRUE(areas()->in_layer("ward").empty());
    }
    folder_.write("layers.csv", "layer,title,file,valid_from\nward,Wards,wards.geojson,1900-01-01\n");
    folder_.write("wards.geojson",
                  fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})", ward("W1", "Ash", 0)));
    EXPECT_THAT(load().error().message, HasSubstr("does not stand above"));
}

TEST_P(LoadAreas, needs_the_permission_to_import) {
    may_import = false;
    edition("1900-01-01", ward("W1", "Ash", 0));
    const auto refused = load();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    EXPECT_TRUE(acts().empty());
}

}  // namespace
}  // namespace bluelamp::geography
