// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/spelling.hpp"

#include <gtest/gtest.h>

#include "engine/identity/nicknames.hpp"

namespace bluelamp::identity {
namespace {

TEST(Edits, counts_slips_up_to_a_limit) {
    struct Case {
        std::string_view a, b;
        unsigned most, edits;
    };
    for (const Case& each : {Case{"smith", "smith", 2, 0}, Case{"smith", "smyth", 2, 1}, Case{"smith", "smiht", 1, 1},
                             Case{"smith", "smithe", 1, 1}, Case{"smith", "jones", 1, 2}, Case{"smith", "jones", 2, 3},
                             Case{"kitten", "sitting", 3, 3}, Case{"", "ab", 2, 2}, Case{"ab", "ba", 1, 1},
                             Case{"abcd", "badc", 1, 2}, Case{"abcd", "badc", 2, 2}}) {
        EXPECT_EQ(edits(each.a, each.b, each.most), each.edits) << each.a << " " << each.b;
        EXPECT_EQ(edits(each.b, each.a, each.most), each.edits) << each.b << " " << each.a;
    }
}

TEST(JaroWinkler, as_published) {
    // Winkler 1990, table of examples.
    EXPECT_NEAR(jaro_winkler("martha", "marhta"), 0.961, 0.001);
    EXPECT_NEAR(jaro_winkler("dwayne", "duane"), 0.840, 0.001);
    EXPECT_NEAR(jaro_winkler("dixon", "dicksonx"), 0.813, 0.001);
    EXPECT_EQ(jaro_winkler("", "a"), 0);
}

TEST(Sound, names_that_sound_alike_are_one) {
    for (const auto& [a, b] : std::vector<std::pair<std::string_view, std::string_view>>{{"mohammed", "muhamad"},
                                                                                         {"philip", "filip"},
                                                                                         {"steven", "stephen"},
                                                                                         {"catherine", "katherine"},
                                                                                         {"clarke", "clark"},
                                                                                         {"molly", "molley"},
                                                                                         {"molly", "mollie"},
                                                                                         {"knight", "night"}}) {
        EXPECT_EQ(sound(a), sound(b)) << a << " " << b;
    }
    EXPECT_NE(sound("smith"), sound("jones"));
    EXPECT_EQ(sound("123"), 0U);
}

TEST(Nicknames, go_both_ways) {
    EXPECT_TRUE(is_nickname(nickname_id("bill"), nickname_id("william")));
    EXPECT_TRUE(is_nickname(nickname_id("william"), nickname_id("bill")));
    EXPECT_TRUE(share_name(nickname_id("bill"), nickname_id("will")));
    EXPECT_FALSE(is_nickname(nickname_id("bill"), nickname_id("susan")));
    EXPECT_EQ(nickname_id("notonthelist"), 0);
}

}  // namespace
}  // namespace bluelamp::identity
