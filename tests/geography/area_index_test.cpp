// SPDX-License-Identifier: Apache-2.0
#include "geography/area_index.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace bluelamp::geography {
namespace {

Shape box(double south, double west, double north, double east) {
    return {{{{south, west}, {south, east}, {north, east}, {north, west}, {south, west}}}};
}

AreaIndex index_of(const std::vector<Shape>& shapes) {
    std::vector<const Shape*> pointers;
    for (const Shape& shape : shapes) {
        pointers.push_back(&shape);
    }
    return AreaIndex(pointers);
}

TEST(AreaIndex, finds_the_shape_that_holds_a_position) {
    //   2 +-------+
    //     |   1   |
    //   1 +---+---+
    //     | 0 | 2 |
    //   0 +---+---+
    const auto index = index_of({box(0, 0, 1, 1), box(1, 0, 2, 2), box(0, 1, 1, 2)});
    EXPECT_EQ(index.at({0.5, 0.5}), 0U);
    EXPECT_EQ(index.at({1.5, 1.5}), 1U);
    EXPECT_EQ(index.at({0.5, 1.5}), 2U);
    EXPECT_EQ(index.at({2.5, 0.5}), std::nullopt);
    EXPECT_EQ(index.at({std::nan(""), 0.5}), std::nullopt);
}

TEST(AreaIndex, respects_holes_and_parts) {
    Shape ring = box(0, 0, 3, 3);
    ring[0].push_back(box(1, 1, 2, 2)[0][0]);
    ring.push_back(box(5, 5, 6, 6)[0]);
    const auto index = index_of({ring, box(1, 1, 2, 2)});
    EXPECT_EQ(index.at({0.5, 1.5}), 0U);
    EXPECT_EQ(index.at({1.5, 1.5}), 1U) << "the hole belongs to what fills it";
    EXPECT_EQ(index.at({5.5, 5.5}), 0U);
    EXPECT_EQ(index.at({4, 4}), std::nullopt);
}

TEST(AreaIndex, gives_every_position_on_a_border_to_exactly_one) {
    const std::vector<Shape> shapes{box(0, 0, 1, 1), box(0, 1, 1, 2), box(1, 0, 2, 1), box(1, 1, 2, 2)};
    const auto all = index_of(shapes);
    const auto turned_round = index_of({shapes.rbegin(), shapes.rend()});
    for (const LatLon at : {LatLon{0.5, 1}, {1, 0.5}, {1, 1}, {1.5, 1}, {1, 1.7}}) {
        ASSERT_TRUE(all.at(at));
        EXPECT_EQ(all.at(at), shapes.size() - 1 - turned_round.at(at).value())
            << "the same owner in any order of asking";
    }
    for (const LatLon corner : {LatLon{0, 0}, {0, 2}, {2, 0}, {2, 2}, {2, 1}, {0, 1}}) {
        EXPECT_TRUE(all.at(corner)) << "an outer border belongs to the shape";
    }
}

/// A mesh of triangles with crooked corners: whatever the corners, the mesh covers its square once.
TEST(AreaIndex, leaves_no_gap_and_no_overlap_in_a_crooked_mesh) {
    const bool holds = rc::check("every position has one owner, whatever the order of the shapes", [] {
        constexpr int side = 6;
        std::vector<LatLon> corners;
        for (int row = 0; row <= side; ++row) {
            for (int column = 0; column <= side; ++column) {
                const bool rim = row == 0 || column == 0 || row == side || column == side;
                const auto bend = [&] { return rim ? 0.0 : *rc::gen::inRange(-30, 30) / 100.0; };
                corners.push_back({50 + row + bend(), column + bend()});
            }
        }
        std::vector<Shape> mesh;
        const auto corner = [&](int row, int column) {
            return corners[static_cast<std::size_t>(row * (side + 1) + column)];
        };
        for (int row = 0; row < side; ++row) {
            for (int column = 0; column < side; ++column) {
                const LatLon a = corner(row, column), b = corner(row, column + 1), c = corner(row + 1, column + 1),
                             d = corner(row + 1, column);
                mesh.push_back({{{a, b, c, a}}});
                mesh.push_back({{{a, c, d, a}}});
            }
        }
        const auto forward = index_of(mesh);
        const auto backward = index_of({mesh.rbegin(), mesh.rend()});
        for (int i = 0; i < 50; ++i) {
            const LatLon at = i % 2 == 0
                                  ? corners[static_cast<std::size_t>(*rc::gen::inRange(0, (side + 1) * (side + 1)))]
                                  : LatLon{50 + *rc::gen::inRange(1, 600) / 100.0, *rc::gen::inRange(1, 600) / 100.0};
            const auto one = forward.at(at);
            const auto other = backward.at(at);
            RC_ASSERT(one.has_value() && other.has_value());
            const bool outer_rim = at.latitude == 50 || at.latitude == 56 || at.longitude == 0 || at.longitude == 6;
            RC_ASSERT(outer_rim || *one == mesh.size() - 1 - *other);
        }
    });
    EXPECT_TRUE(holds);
}

TEST(AreaSize, is_measured_on_the_ellipsoid) {
    // One degree square at the equator and at 51 N: differences of Snyder's table of lengths (USGS 1395, table 4),
    // within 0.1 %.
    EXPECT_NEAR(area_km2(box(0, 0, 1, 1)), 110.574 * 111.315, 12.3);
    EXPECT_NEAR(area_km2(box(51, 0, 52, 1)), 111.257 * 69.4, 12.0);
    Shape holed = box(0, 0, 2, 2);
    holed[0].push_back(box(0, 0, 1, 1)[0][0]);
    EXPECT_NEAR(area_km2(holed), area_km2(box(0, 0, 2, 2)) - area_km2(box(0, 0, 1, 1)), 1e-6);
    EXPECT_EQ(area_km2({}), 0);
}

}  // namespace
}  // namespace bluelamp::geography
