// SPDX-License-Identifier: Apache-2.0
#include "core/json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

#include "core/secret.hpp"

namespace bluelamp::json {
namespace {

enum class Colour { red, dark_blue };
BOOST_DESCRIBE_ENUM(Colour, red, dark_blue)

struct Inner {
    Text<5> word;
    std::optional<double> share;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (word, share))

struct Outer {
    std::int64_t count = 0;
    Inner inner;
    std::optional<Colour> colour;
    std::vector<std::string> names;
    std::optional<Instant> at;
    std::optional<LocalDate> on;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (count, inner, colour, names, at, on))

TEST(Json, writes_what_it_reads_in_the_order_of_the_description) {
    const std::string text =
        R"({"count":-7,"inner":{"word":"Zoë","share":0.25},"colour":"dark_blue","names":["a","b"],)"
        R"("at":"2026-11-20T09:30:00.000Z","on":"2026-11-20"})";
    const auto read_back = from_text<Outer>(text);
    ASSERT_TRUE(read_back) << read_back.error().field;
    EXPECT_EQ(to_text(*read_back), text);
    EXPECT_EQ(read_back->colour, Colour::dark_blue);
}

TEST(Json, takes_a_missing_optional_and_null_alike) {
    for (const char* text :
         {R"({"count":1,"inner":{"word":"x"},"names":[]})",
          R"({"count":1,"inner":{"word":"x","share":null},"colour":null,"names":[],"at":null,"on":null})"}) {
        const auto read_back = from_text<Outer>(text);
        ASSERT_TRUE(read_back) << text;
        EXPECT_FALSE(read_back->colour || read_back->at || read_back->inner.share) << text;
    }
}

TEST(Json, names_the_wrong_field_by_its_path) {
    const auto with = [](const std::string& count, const std::string& inner, const std::string& more) {
        return R"({"count":)" + count + R"(,"inner":)" + inner + R"(,"names":[])" + more + "}";
    };
    const std::string good = R"({"word":"x"})";
    struct Case {
        std::string text, field;
    };
    const std::vector<Case> table{
        {"[]", ""},
        {R"({"inner":{"word":"x"},"names":[]})", "count"},
        {with("\"1\"", good, ""), "count"},
        {with("1.5", good, ""), "count"},
        {with("9223372036854775808", good, ""), "count"},
        {with("1e3", good, ""), "count"},
        {with("1", "{}", ""), "inner.word"},
        {with("1", R"({"word":"longer"})", ""), "inner.word"},
        {with("1", R"({"word":" "})", ""), "inner.word"},
        {with("1", R"({"word":"x","share":"half"})", ""), "inner.share"},
        {with("1", R"({"word":"x","share":1e999})", ""), "inner.share"},
        {with("1", R"({"word":"x","share":5000000200000e000000000000000000000200008})", ""), "inner.share"},
        {with("1", R"({"word":"x","part":1})", ""), "inner.part"},
        {with("1", good, R"(,"colour":"green")"), "colour"},
        {with("1", good, R"(,"colour":1)"), "colour"},
        {with("1", good, R"(,"at":"2026-02-30T00:00:00Z")"), "at"},
        {with("1", good, R"(,"on":"2026-02-30")"), "on"},
        {with("1", good, R"(,"other":1)"), "other"},
        {with("1", good, R"(,"":1)"), "\"\""},  // a wrong field without a name was refused without naming one
        {R"({"count":1,"inner":{"word":"x"},"names":["a",7]})", "names[1]"},
    };
    for (const Case& each : table) {
        const auto refused = from_text<Outer>(each.text);
        ASSERT_FALSE(refused) << each.text;
        EXPECT_EQ(refused.error().field, each.field) << each.text;
        EXPECT_EQ(refused.error().code, ErrorCode::invalid);
        EXPECT_FALSE(refused.error().message.empty());
    }
}

TEST(Json, counts_characters_and_trims_white_space) {
    EXPECT_TRUE(read<Text<5>>(Value("žluťá")));
    EXPECT_FALSE(read<Text<5>>(Value("žluťák")));
    EXPECT_EQ(read<Text<5>>(Value(" \t x \n"))->text, "x");
    EXPECT_TRUE((read<Text<5, 0>>(Value("  "))));
    EXPECT_FALSE(read<Text<5>>(Value(std::string("a\x01", 2))));
    EXPECT_FALSE(read<Text<5>>(Value("a\x7f")));
}

TEST(Json, refuses_what_is_not_one_document_in_utf_8) {
    for (const std::string& text :
         {std::string(), std::string("{"), std::string("{} {}"), std::string("{'a':1}"), std::string("\"\xE9\""),
          std::string("\"\xC0\xAF\""), std::string("[1,]"), std::string("nul"), std::string("\"a\nb\""),
          std::string("01"), std::string(33, '[') + std::string(33, ']'), std::string(1'000'000, '[')}) {
        const auto refused = parse(text);
        EXPECT_FALSE(refused) << text.substr(0, 20);
        EXPECT_NE(refused.error().message.find("not JSON"), std::string::npos);
    }
    EXPECT_TRUE(parse(std::string(32, '[') + std::string(32, ']')));
}

TEST(Json, brings_every_text_through_writing_and_reading) {
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        std::string text;
        for (const char c : bytes) {
            text += static_cast<char>(static_cast<unsigned char>(c) & 0x7f);  // ASCII with all control characters
        }
        std::string written;
        write_string(written, text);
        const auto back = parse(written);
        RC_ASSERT(back.has_value());
        RC_ASSERT(std::string(back->get_string()) == text);
        RC_ASSERT(written.find('\n') == std::string::npos);  // one line of an event stream
    }));
}

TEST(Json, writes_numbers_that_read_back_and_null_for_what_is_none) {
    EXPECT_TRUE(rc::check([](std::int64_t number) { RC_ASSERT(*from_text<std::int64_t>(to_text(number)) == number); }));
    for (const double number : {0.0, 51.5074, -0.1278, 1e-7, 1e20, 123456789.125}) {
        EXPECT_DOUBLE_EQ(*from_text<double>(to_text(number)), number);
    }
    EXPECT_EQ(to_text(-0.0), "0") << "equal values are written the same to the byte";
    EXPECT_EQ(to_text(std::numeric_limits<double>::quiet_NaN()), "null");
    EXPECT_EQ(to_text(std::numeric_limits<double>::infinity()), "null");
}

TEST(Json, describes_a_type_as_it_reads_it) {
    Components components;
    const Object schema = json::schema<Outer>(components);
    EXPECT_EQ(schema.at("$ref").as_string(), "#/components/schemas/Outer");
    const Object& outer = components.at("Outer").schema;
    EXPECT_EQ(outer.at("additionalProperties"), false);
    EXPECT_EQ(outer.at("required"), (Array{"count", "inner", "names"}));
    EXPECT_EQ(outer.at("properties").at("inner").at("$ref").as_string(), "#/components/schemas/Inner");
    EXPECT_EQ(components.at("Inner").schema.at("properties").at("word").at("maxLength"), 5);
}

namespace elsewhere {
struct Inner {
    std::string other;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (other))
}  // namespace elsewhere

TEST(Json, refuses_two_types_that_clients_would_know_by_one_name) {
    Components components;
    json::schema<Inner>(components);
    json::schema<Inner>(components);
    try {
        json::schema<elsewhere::Inner>(components);
        FAIL() << "clients would be told of one of them only";
    } catch (const InvariantBroken& broken) {
        const std::string why = broken.what();
        EXPECT_NE(why.find("::Inner and "), std::string::npos) << why;
        EXPECT_NE(why.find("::elsewhere::Inner"), std::string::npos) << why;
    }
}

struct Keyed {
    Secret secret;
    std::string plain;
};
BOOST_DESCRIBE_STRUCT(Keyed, (), (secret, plain))

TEST(Json, keeps_a_secret_as_it_was_typed_and_never_writes_it) {
    const auto read_back = from_text<Keyed>(R"({"secret":" \u0001x\r\n","plain":" x "})");
    ASSERT_TRUE(read_back);
    EXPECT_EQ(read_back->secret.text, " \x01x\r\n");
    EXPECT_EQ(read_back->plain, "x");
    EXPECT_EQ(to_text(*read_back), R"({"secret":"","plain":"x"})");
    EXPECT_EQ(from_text<Keyed>(R"({"secret":7,"plain":""})").error().field, "secret");
}

}  // namespace
}  // namespace bluelamp::json
