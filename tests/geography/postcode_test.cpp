// SPDX-License-Identifier: Apache-2.0
#include "geography/postcode.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bluelamp::geography {
namespace {

TEST(Postcode, is_read_in_every_shape_there_is) {
    const std::pair<std::string_view, std::string_view> table[] = {
        {"M1 1AE", "M1 1AE"},    {"b338th", "B33 8TH"},
        {"CR2 6XH", "CR2 6XH"},  {"DN55 1PT", "DN55 1PT"},
        {"W1A 0AX", "W1A 0AX"},  {"ec1a1bb", "EC1A 1BB"},
        {"gir0aa", "GIR 0AA"},   {" sw1a  1aa ", "SW1A 1AA"},
        {"SW1A", "SW1A"},        {"m1", "M1"},
        {"AL1 3 JE", "AL1 3JE"}, {"E20 2ST", "E20 2ST"},
    };
    for (const auto& [typed, expected] : table) {
        const auto found = parse_postcode(typed);
        ASSERT_TRUE(found) << typed;
        EXPECT_EQ(found->text(), expected);
    }
    EXPECT_FALSE(parse_postcode("SW1A")->whole());
    EXPECT_TRUE(parse_postcode("SW1A 1AA")->whole());
}

TEST(Postcode, is_refused_with_the_shape_to_give) {
    for (const std::string_view typed :
         {"", "X1 1AA", "QW1 1AA", "M1 1CE", "AL1 3J", "AL1-3JE", "SW1AA 1AA", "GIR 1AA", "GIR", "A1I 1AA", "AI1 1AA",
          "SWOA 1AA", "AL1 OJE", "1AA", "EC1I 1BB", "DN555 1PT", "München"}) {
        const auto refused = parse_postcode(typed);
        ASSERT_FALSE(refused) << typed;
        EXPECT_EQ(refused.error().field, "postcode");
        EXPECT_THAT(refused.error().message, testing::HasSubstr("SW1A 1AA"));
    }
}

}  // namespace
}  // namespace bluelamp::geography
