// SPDX-License-Identifier: Apache-2.0
#include "core/id.hpp"

#include <gtest/gtest.h>

#include <set>

namespace bluelamp {
namespace {

TEST(Id, is_a_uuid_of_version_7_that_sorts_by_time) {
    RandomIds ids;
    const std::string early = ids.uuid({1'000'000'000'000});
    const std::string late = ids.uuid({1'000'000'000'001});
    EXPECT_TRUE(is_uuid(early));
    EXPECT_EQ(early[14], '7');
    EXPECT_NE(std::string("89ab").find(early[19]), std::string::npos);
    EXPECT_LT(early.substr(0, 13), late.substr(0, 13));
}

TEST(Id, does_not_repeat) {
    RandomIds ids;
    std::set<std::string> seen;
    for (int i = 0; i < 10'000; ++i) {
        EXPECT_TRUE(seen.insert(ids.uuid({42})).second);
    }
}

TEST(Id, repeats_exactly_from_a_seed) {
    SeededIds one(7);
    SeededIds two(7);
    SeededIds other(8);
    EXPECT_EQ(one.uuid({5}), two.uuid({5}));
    EXPECT_NE(one.uuid({5}), other.uuid({5}));
    EXPECT_EQ(one.bytes(16).size(), 16U);
}

TEST(Id, refuses_anything_but_a_uuid) {
    for (const char* text : {"", "1", "01890a5d-ac96-774b-bcce-b302099a805g", "01890A5D-AC96-774B-BCCE-B302099A8057",
                             "01890a5dac96774bbcceb302099a8057", "01890a5d-ac96-774b-bcce-b302099a80577"}) {
        const auto id = AccountId::parse(text);
        ASSERT_FALSE(id) << text;
        EXPECT_EQ(id.error().code, ErrorCode::invalid);
    }
    EXPECT_TRUE(AccountId::parse("01890a5d-ac96-774b-bcce-b302099a8057"));
}

}  // namespace
}  // namespace bluelamp
