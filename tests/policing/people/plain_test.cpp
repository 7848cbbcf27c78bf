// SPDX-License-Identifier: Apache-2.0
/// What is compared: numbers, addresses, registrations and names in one form, and nothing guessed.
#include "policing/people/plain.hpp"

#include <gmock/gmock.h>

namespace bluelamp::people {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PlainNumber, is_one_for_every_way_a_british_number_is_written) {
    for (const char* written : {"07700 900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700 900123",
                                "447700900123", "(07700) 900-123", "07700.900.123", "07700 900123 ext. 12",
                                "mob 07700 900123 x12", "０７７００９００１２３"}) {
        EXPECT_EQ(plain_number(written), "+447700900123") << written;
    }
    EXPECT_EQ(plain_number("020 7946 0000"), "+442079460000");
}

TEST(PlainNumber, leaves_other_numbers_as_their_digits) {
    EXPECT_EQ(plain_number("+353 1 555 0100"), "+35315550100");
    EXPECT_EQ(plain_number("00 353 1 555 0100"), "+35315550100");
    EXPECT_EQ(plain_number("101"), "101");
}

TEST(PlainNumber, is_empty_where_there_is_no_number) {
    for (const char* written : {"", "withheld", "0", "00000000000", "07700 900123 or 07700 900456"}) {
        EXPECT_EQ(plain_number(written), "") << written;
    }
}

TEST(PlainAddress, keeps_flat_and_postcode_apart) {
    struct Row {
        const char *said, *postcode, *flat, *folded, *plain_postcode;
    };
    const Row table[] = {
        {"Flat 2, 14 Long Lane", "EC1A 9HF", "2", "14 long lane", "ec1a9hf"},
        {"14 LONG LANE, Flat 2, ec1a9hf", "", "2", "14 long lane", "ec1a9hf"},
        {"14 Long Lane EC1A 9HF", "", "", "14 long lane", "ec1a9hf"},
        {"14a Long Lane", "", "", "14a long lane", ""},
        {"Flat Lane 3", "", "", "flat lane 3", ""},
        {"Apartment B, The Mill", "nonsense", "b", "the mill", ""},
        {"the lane behind the old mill", "", "", "the lane behind the old mill", ""},
    };
    for (const Row& row : table) {
        const PlainAddress plain = plain_address(row.said, row.postcode);
        EXPECT_EQ(plain.flat, row.flat) << row.said;
        EXPECT_EQ(plain.folded(), row.folded) << row.said;
        EXPECT_EQ(plain.postcode, row.plain_postcode) << row.said;
        EXPECT_TRUE(plain.names_a_place()) << row.said;
    }
}

TEST(PlainAddress, is_none_where_nothing_was_said) {
    for (const char* said : {"", "unknown", "Not known", "No fixed abode", "N/A", "EC1A 9HF", "?!"}) {
        EXPECT_FALSE(plain_address(said, "").names_a_place()) << said;
    }
}

TEST(BeginsPostcode, from_the_outward_half_on) {
    for (const char* yes : {"ec1a", "ec1a9", "ec1a9hf", "e1", "m11ae", "sw1"}) {
        EXPECT_TRUE(begins_postcode(yes)) << yes;
    }
    for (const char* no : {"", "e", "14", "long", "14long", "ec1alane"}) {
        EXPECT_FALSE(begins_postcode(no)) << no;
    }
}

TEST(NameKeys, begin_with_each_name) {
    const auto keys = [](auto given, auto others, auto family) {
        std::vector<std::string> out;
        for (const NameKey& key : name_keys(given, others, family)) {
            out.push_back(key.key + "|" + key.written);
        }
        return out;
    };
    using Name = std::optional<std::string>;
    EXPECT_THAT(keys(Name("Zoë"), Name(), Name("O'Brien")),
                ElementsAre("zoe obrien|Zoë O'Brien", "obrien zoe|O'Brien Zoë"));
    EXPECT_THAT(
        keys(Name("Ruth"), Name("Anne"), Name("Example")),
        ElementsAre("ruth example|Ruth Example", "example ruth|Example Ruth", "ruth anne example|Ruth Anne Example",
                    "anne example ruth|Anne Example Ruth", "example ruth anne|Example Ruth Anne"));
    EXPECT_THAT(keys(Name(), Name(), Name("Example")), ElementsAre("example|Example"));
    EXPECT_THAT(keys(Name(), Name("?"), Name()), IsEmpty());
    EXPECT_LE(keys(Name("a b c d e f"), Name("g h i j k l"), Name("m n o")).size(), 8U);
}

TEST(SubjectNamed, is_the_same_for_the_same_thing_only) {
    const SubjectId id = subject_named(SubjectKind::phone, "+447700900123");
    EXPECT_TRUE(is_uuid(id.text())) << id.text();
    EXPECT_EQ(id, subject_named(SubjectKind::phone, "+447700900123"));
    EXPECT_NE(id, subject_named(SubjectKind::vehicle, "+447700900123"));
    EXPECT_NE(id, subject_named(SubjectKind::phone, "+447700900124"));
}

}  // namespace
}  // namespace bluelamp::people
