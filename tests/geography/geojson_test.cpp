// SPDX-License-Identifier: Apache-2.0
#include "geography/geojson.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bluelamp::geography {
namespace {

using ::testing::HasSubstr;

std::string collection(std::string_view second_geometry) {
    return fmt::format(R"({{"type":"FeatureCollection","features":[
        {{"type":"Feature","properties":{{"code":"A","size":3,"nested":{{}},"gone":null}},
          "geometry":{{"type":"Point","coordinates":[-0.1,51.5,12.0]}}}},
        {{"type":"Feature","properties":null,"geometry":{}}}]}})",
                       second_geometry);
}

std::string polygon(std::string_view rings) {
    return collection(fmt::format(R"({{"type":"Polygon","coordinates":{}}})", rings));
}

TEST(GeoJson, reads_points_polygons_and_features_without_a_place) {
    const auto features =
        parse_geojson(polygon("[[[0,50],[1,50],[1,51],[0,50]],[[0.8,50.2],[0.9,50.2],[0.9,50.3],[0.8,50.2]]]"));
    ASSERT_TRUE(features);
    EXPECT_EQ(std::get<LatLon>(features->at(0).geometry), (LatLon{51.5, -0.1}));
    EXPECT_EQ(features->at(0).get("code"), "A");
    EXPECT_EQ(features->at(0).get("size"), "3");
    EXPECT_EQ(features->at(0).get("gone"), "");
    const auto& shape = std::get<Shape>(features->at(1).geometry);
    ASSERT_EQ(shape.size(), 1U);
    EXPECT_EQ(shape[0].size(), 2U) << "outline and hole";
    EXPECT_EQ(shape[0][0][1], (LatLon{50, 1})) << "longitude stands first in the file";
    EXPECT_TRUE(std::holds_alternative<std::monostate>(parse_geojson(collection("null"))->at(1).geometry));
}

TEST(GeoJson, names_the_feature_and_what_is_wrong_with_it) {
    const std::pair<std::string, std::string_view> table[] = {
        {polygon("[[[0,50],[1,50],[1,51],[0.5,50]]]"), "not closed"},
        {polygon("[[[0,50],[1,50],[0,50]]]"), "at least four"},
        {polygon("[[[0,50],[1,50],[2,50],[0,50]]]"), "covers nothing"},
        {polygon("[[[0,50],[0,50],[0,50],[0,50]]]"), "covers nothing"},
        {polygon("[]"), "no rings"},
        {polygon("[[]]"), "at least four"},
        {polygon("[[[0,91],[1,50],[1,51],[0,91]]]"), "not on Earth"},
        {polygon("[[[1e999,50],[1,50],[1,51],[0,50]]]"), "not on Earth"},
        {polygon("[[[\"0\",50],[1,50],[1,51],[0,50]]]"), "not on Earth"},
        {polygon("[[[0],[1,50],[1,51],[0]]]"), "not a list of longitude"},
        {polygon("[[0,50,1,50]]"), "not a list of longitude"},
        {polygon("7"), "no list of coordinates"},
        {collection(R"({"type":"MultiPolygon","coordinates":[]})"), "empty"},
        {collection(R"({"type":"LineString","coordinates":[[0,50],[1,51]]})"), "not taken"},
        {collection("5"), "not an object"},
    };
    for (const auto& [text, why] : table) {
        const auto refused = parse_geojson(text);
        ASSERT_FALSE(refused) << text;
        EXPECT_THAT(refused.error().message, HasSubstr(std::string(why))) << text;
        EXPECT_EQ(refused.error().field, "features[1]") << text;
    }
}

TEST(GeoJson, refuses_what_is_no_collection) {
    for (const std::string text : {"", "[]", "{}", "NaN", R"({"type":"FeatureCollection"})", R"({"type":"Feature"})",
                                   R"({"type":"FeatureCollection","features":[{}]})",
                                   R"({"type":"FeatureCollection","features":[{"type":"Feature"}]})"}) {
        EXPECT_FALSE(parse_geojson(text)) << text;
    }
    EXPECT_FALSE(parse_geojson(polygon("[[[NaN,50],[1,50],[1,51],[NaN,50]]]")));
    EXPECT_FALSE(parse_geojson(polygon(std::string(100'000, '[') + std::string(100'000, ']'))));
}

TEST(GeoJson, keeps_its_limits) {
    const std::string text = polygon("[[[0,50],[1,50],[1,51],[0,50]]]");
    EXPECT_TRUE(parse_geojson(text, {.positions = 5}));
    EXPECT_EQ(parse_geojson(text, {.positions = 4}).error().code, ErrorCode::too_large);
    EXPECT_EQ(parse_geojson(text, {.features = 1}).error().code, ErrorCode::too_large);
    EXPECT_EQ(parse_geojson(text, {.bytes = 10}).error().code, ErrorCode::too_large);
}

TEST(GeoJson, writes_what_it_reads) {
    for (const std::string text : {R"({"type":"Polygon","coordinates":[[[0,50],[1.5,50],[1,51.0000001],[0,50]]]})",
                                   R"({"type":"MultiPolygon","coordinates":[[[[0,50],[-1,50],[1,51],[0,50]]],)"
                                   R"([[[2,50],[3,50],[3,51],[2,50]]]]})"}) {
        EXPECT_EQ(write_geometry(std::get<Shape>(parse_geometry(text).value())), text);
    }
}

}  // namespace
}  // namespace bluelamp::geography
