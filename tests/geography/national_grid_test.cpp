// SPDX-License-Identifier: Apache-2.0
#include "geography/national_grid.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace bluelamp::geography {
namespace {

using ::testing::HasSubstr;

double degrees(double d, double m, double s) { return d + m / 60 + s / 3600; }

TEST(NationalGrid, projects_the_worked_example_of_the_ordnance_survey) {
    // A guide to coordinate systems in Great Britain, annex C.
    const auto at = project({degrees(52, 39, 27.2531), degrees(1, 43, 4.5177)});
    EXPECT_NEAR(at.easting, 651409.903, 0.0005);
    EXPECT_NEAR(at.northing, 313177.270, 0.0005);
}

struct Vector {
    LatLon wgs84;
    GridPosition grid;
};
constexpr Vector vectors[] = {
    {{51.501009, -0.141588}, {529089.97, 179645.01}},
    {{52.629729, -1.131592}, {458874.76, 303906.35}},
    {{54.976, -1.610}, {425061.34, 564668.28}},
};

TEST(NationalGrid, meets_the_vectors_of_the_standard) {
    for (const auto& [wgs84, grid] : vectors) {
        const auto at = to_grid(wgs84);
        EXPECT_NEAR(at.easting, grid.easting, 0.006);
        EXPECT_NEAR(at.northing, grid.northing, 0.006);
    }
}

TEST(NationalGrid, would_be_a_metre_off_with_the_miscopied_ty) {
    DatumShift miscopied = osgb36;
    miscopied.ty_m = 124.157;
    for (const auto& [wgs84, grid] : vectors) {
        EXPECT_NEAR(to_grid(wgs84, miscopied).easting, grid.easting - 1.00, 0.006);
    }
}

TEST(NationalGrid, comes_back_to_where_it_started) {
    const bool holds = rc::check("grid to degrees and back, within a millimetre", [] {
        const GridPosition start{*rc::gen::inRange(0, 700'000) + 0.123, *rc::gen::inRange(0, 1'300'000) + 0.456};
        const LatLon between = from_grid(start);
        const GridPosition back = to_grid(between);
        RC_ASSERT(std::abs(back.easting - start.easting) < 0.001);
        RC_ASSERT(std::abs(back.northing - start.northing) < 0.001);
        RC_ASSERT(distance_m(from_grid(back), between) < 0.001);
    });
    EXPECT_TRUE(holds);
}

TEST(GridReference, is_read_however_it_is_typed) {
    struct Row {
        std::string_view typed;
        double easting, northing, side;
    };
    const Row table[] = {
        {"TQ 30080 80450", 530080, 180450, 1},  {"TQ 3008 8045", 530080, 180450, 10},
        {"tq300804", 530000, 180400, 100},      {"TQ3008", 530000, 108000, 1000},
        {"TQ 38", 530000, 180000, 10000},       {"SV 00 00", 0, 0, 1000},
        {"HP 99999 99999", 499999, 1299999, 1}, {" nt 25 73 ", 325000, 673000, 1000},
        {"TG 51409 13177", 651409, 313177, 1},
    };
    for (const auto& row : table) {
        const auto square = parse_grid_reference(row.typed);
        ASSERT_TRUE(square) << row.typed;
        EXPECT_EQ(square->corner, (GridPosition{row.easting, row.northing})) << row.typed;
        EXPECT_EQ(square->side_m, row.side) << row.typed;
    }
    EXPECT_EQ(parse_grid_reference("TQ 38")->centre(), (GridPosition{535000, 185000}));
}

TEST(GridReference, is_refused_when_it_names_no_square) {
    for (const std::string_view typed :
         {"", "TQ", "T 3008 8045", "TQ 30080 45", "TQ 300 8045", "TQ 300804507", "TI 30 80", "IQ 30 80", "AA 30 80",
          "ZZ 30 80", "TQ 30 80 45", "TQ 30,80", "30 80", "TQ 30 80 N", "TQ 300801 804502"}) {
        const auto refused = parse_grid_reference(typed);
        ASSERT_FALSE(refused) << typed;
        EXPECT_EQ(refused.error().field, "grid_reference");
        EXPECT_THAT(refused.error().message, HasSubstr("TQ 3008 8045"));
    }
}

TEST(GridReference, is_written_as_it_is_read) {
    EXPECT_EQ(grid_reference({530080, 180450}).value(), "TQ 3008 8045");
    EXPECT_EQ(grid_reference({530080, 180450}, 10).value(), "TQ 30080 80450");
    EXPECT_EQ(grid_reference({0, 0}, 2).value(), "SV 0 0");
    EXPECT_FALSE(grid_reference({-1, 0}));
    EXPECT_FALSE(grid_reference({700'000, 0}));
    const bool holds = rc::check("every square of the grid", [] {
        const int digits = 2 * *rc::gen::inRange(1, 6);
        const GridPosition at{*rc::gen::inRange(0, 700'000) + 0.5, *rc::gen::inRange(0, 1'300'000) + 0.5};
        const auto square = parse_grid_reference(grid_reference(at, digits).value()).value();
        RC_ASSERT(square.corner.easting <= at.easting && at.easting < square.corner.easting + square.side_m);
        RC_ASSERT(square.corner.northing <= at.northing && at.northing < square.corner.northing + square.side_m);
    });
    EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace bluelamp::geography
