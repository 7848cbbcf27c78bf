// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bluelamp {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Utf8, accepts_what_rfc_3629_allows) {
    for (const std::string_view good : {"", "plain", "caf\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x9A\x94", "\xED\x9F\xBF",
                                        "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        EXPECT_TRUE(valid_utf8(good)) << good;
    }
    EXPECT_TRUE(valid_utf8(std::string(100, 'a') + "\xC3\xA9" + std::string(100, 'b')));
}

TEST(Utf8, refuses_overlong_surrogate_cut_and_stray_bytes) {
    for (const std::string_view bad :
         {"\x80", "\xC0\xAF", "\xC1\x81", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x80\x80\x80",
          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3", "\xE2\x82", "\xF0\x9F\x9A", "caf\xE9 noir"}) {
        EXPECT_FALSE(valid_utf8(bad));
    }
    EXPECT_FALSE(valid_utf8(std::string(40, 'a') + "\xE9" + std::string(40, 'b'))) << "Latin-1 deep inside a long text";
}

TEST(Fold, makes_equal_what_people_mean_to_be_equal) {
    const std::pair<std::string_view, std::string_view> table[] = {
        {"High Street", "HIGH STREET"},
        {"  CAFÉ\t  Noël ", "cafe noel"},
        {"Łódź", "łodz"},  // a stroke is a letter of its own, an accent is not
        {"Straße", "STRASSE"},
        {"ＬＯＮＤＯＮ", "london"},
        {"O’Brien", "O'BRIEN"},
        {"ŉ Rensburg", "'n Rensburg"},
        {"ﬁnance", "finance"},
        {"St\u00A0Albans", "st albans"},
        {"line\r\nbreak", "line break"},
        {"e\u0301", "é"},
    };
    for (const auto& [a, b] : table) {
        EXPECT_EQ(fold(a), fold(b)) << a << " / " << b;
    }
    EXPECT_EQ(fold("  CAFÉ\tNoël"), "cafe noel");
}

TEST(Fold, is_stable_and_survives_bad_bytes) {
    EXPECT_EQ(fold("a\xFF"
                   "b"),
              "a b");
    for (const std::string_view text : {"Ǆ ẞ ﷺ", "ŉ", "\u1FEF \u1FFD \uFF40"}) {
        EXPECT_EQ(fold(fold(text)), fold(text)) << text;
    }
    EXPECT_EQ(fold(""), "");
    EXPECT_EQ(fold(" \n "), "");
}

TEST(Words, cut_at_everything_but_letters_digits_and_apostrophes) {
    EXPECT_THAT(words("On or near St. Mary's Anti-Social Road, 2-4"),
                ElementsAre("on", "or", "near", "st", "marys", "anti", "social", "road", "2", "4"));
    EXPECT_THAT(words("jo@x.org"), ElementsAre("jo", "x", "org"));
    EXPECT_THAT(words(" -- "), IsEmpty());
    EXPECT_THAT(words("Ünal Çelik"), ElementsAre("unal", "celik"));
}

TEST(Trim, takes_off_only_the_ends) {
    EXPECT_EQ(trim(" \t a b \r\n"), "a b");
    EXPECT_EQ(trim("   "), "");
}

TEST(FirstCodePoints, never_cuts_a_character) {
    EXPECT_EQ(first_code_points("caf\xC3\xA9s", 4), "caf\xC3\xA9");
    EXPECT_EQ(first_code_points("abc", 10), "abc");
    EXPECT_EQ(first_code_points("abc", 0), "");
}

TEST(ParseInt, takes_the_whole_string_or_nothing) {
    EXPECT_EQ(parse_int("0"), 0);
    EXPECT_EQ(parse_int("-42"), -42);
    EXPECT_EQ(parse_int("9223372036854775807"), INT64_MAX);
    for (const std::string_view bad : {"", " 1", "1 ", "+1", "1.0", "0x10", "9223372036854775808", "1,000", "-"}) {
        EXPECT_FALSE(parse_int(bad)) << bad;
    }
}

TEST(ParseReal, takes_the_whole_string_or_nothing) {
    EXPECT_EQ(parse_real("51.5"), 51.5);
    EXPECT_EQ(parse_real("-0.141588"), -0.141588);
    EXPECT_EQ(parse_real("1e3"), 1000.0);
    for (const std::string_view bad : {"", "nan", "inf", "-inf", "1e999", "51,5", " 1", "1 ", "0x1p3", "."}) {
        EXPECT_FALSE(parse_real(bad)) << bad;
    }
}

}  // namespace
}  // namespace bluelamp
