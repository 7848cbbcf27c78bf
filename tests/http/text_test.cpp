// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "http/http.hpp"

namespace bluelamp::http {
namespace {

TEST(PercentDecode, reads_what_browsers_write_and_refuses_the_rest) {
    const std::vector<std::pair<std::string, std::optional<std::string>>> table{
        {"", ""},
        {"plain", "plain"},
        {"a%20b", "a b"},
        {"a+b", "a+b"},
        {"caf%C3%A9", "caf\xC3\xA9"},
        {"%2f%2F", "//"},
        {"%25", "%"},
        {"%2525", "%25"},
        {"%", std::nullopt},
        {"%4", std::nullopt},
        {"abc%4", std::nullopt},
        {"%4g", std::nullopt},
        {"%g4", std::nullopt},
        {"%-1", std::nullopt},
        {"% 1", std::nullopt},
        {"%00", std::nullopt},
        {"a%00b", std::nullopt},
        {"%01", "\x01"},
        {"%10", "\x10"},
        {"%41%", std::nullopt},
    };
    for (const auto& [written, meant] : table) {
        EXPECT_EQ(percent_decode(written), meant) << written;
    }
}

TEST(ParseQuery, keeps_order_repetition_and_empty_values) {
    const auto pairs = parse_query("b=2&a=1+1&&a=%26&flag&=x&e=a=b");
    ASSERT_TRUE(pairs);
    const std::vector<std::pair<std::string, std::string>> meant{{"b", "2"},   {"a", "1 1"}, {"a", "&"},
                                                                 {"flag", ""}, {"", "x"},    {"e", "a=b"}};
    EXPECT_EQ(*pairs, meant);
    EXPECT_TRUE(parse_query("")->empty());
}

TEST(ParseQuery, names_the_parameter_with_the_broken_escape) {
    const auto refused = parse_query("ward=E05&name=50%&x=1");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "name");
    EXPECT_EQ(refused.error().code, ErrorCode::invalid);
    EXPECT_EQ(parse_query("na%ZZme=1").error().field, "na%ZZme");
}

TEST(Request, finds_headers_without_regard_to_case) {
    Request request;
    request.headers = {{"X-Force", "met"}, {"x-force", "second"}, {"Empty", ""}};
    EXPECT_EQ(request.header("x-force"), "met");
    EXPECT_EQ(request.header("x-forc"), "");
    EXPECT_EQ(request.header("empty"), "");
}

TEST(Request, finds_a_cookie_among_others) {
    Request request;
    request.headers = {{"Cookie", "a=1; __Host-session=abc=def; quoted=\"q\"; noequals; sessions=no"},
                       {"cookie", "late=2"}};
    const std::vector<std::pair<std::string, std::string>> table{
        {"a", "1"}, {"__Host-session", "abc=def"}, {"quoted", "q"}, {"late", "2"}, {"session", ""}, {"noequals", ""},
        {"", ""}};
    for (const auto& [cookie, value] : table) {
        EXPECT_EQ(request.cookie(cookie), value) << cookie;
    }
}

}  // namespace
}  // namespace bluelamp::http
