// SPDX-License-Identifier: Apache-2.0
// Plain forms: what people write and what is compared.
#include "engine/identity/plain.hpp"

#include <gtest/gtest.h>

namespace bluelamp::identity {
namespace {

Written said(Kind kind, std::string_view text) {
    Written written;
    written[kind] = text;
    return written;
}

std::string name_of(const Written& written) {
    const PlainName name = plain_name(written);
    return name.given + "|" + name.middle + "|" + name.surname;
}

TEST(PlainName, full_names_in_every_order) {
    const std::vector<std::pair<std::string, std::string>> table{
        {"Ruth Example", "ruth||example"},
        {"Mrs Ruth Ann Example", "ruth|ann|example"},
        {"EXAMPLE, Ruth Ann", "ruth|ann|example"},
        {"van Example, Ruth", "ruth||van example"},
        {"Ruth van der Example", "ruth||van der example"},
        {"Ruth Example OBE", "ruth||example"},
        {"Ruth", "ruth||"},
        {"Ruth Example, of Walford", "ruth||example"},
        {"Zoë O'Example", "zoe||oexample"},
        {"Руфь Пример", "ruf||primer"},
        {"unknown", "||"},
        {"not known", "||"},
        {"Refused", "||"},
        {"", "||"},
    };
    for (const auto& [written, plain] : table) {
        EXPECT_EQ(name_of(said(Kind::full_name, written)), plain) << written;
    }
}

TEST(PlainName, parts_are_taken_before_a_full_name_and_middle_names_from_it) {
    Written written;
    written[Kind::given_name] = "Jo";
    written[Kind::surname] = "Mc Example";
    EXPECT_EQ(name_of(written), "jo||mcexample");
    written[Kind::given_name] = "Frank";
    written[Kind::surname] = "Example";
    written[Kind::full_name] = "Frank Edward Example";
    EXPECT_EQ(name_of(written), "frank|edward|example");
}

TEST(PlainName, any_bytes_give_a_bounded_answer) {
    for (const std::string& bytes : {std::string(10'000, 'a'), std::string("\xff\xfe\x00x", 4),
                                     std::string("\u202Eabc"), std::string(5'000, ' '), std::string(3'000, ',')}) {
        const PlainName name = plain_name(said(Kind::full_name, bytes));
        EXPECT_LE(name.given.size(), 60U);
        EXPECT_LE(name.surname.size(), 60U);
    }
}

TEST(PlainDate, every_written_form) {
    const std::vector<std::pair<std::string, std::uint32_t>> table{{"1970-05-03", 19700503},
                                                                   {"19700503", 19700503},
                                                                   {"03/05/1970", 19700503},
                                                                   {"3.5.70", 19700503},
                                                                   {"3 May 1970", 19700503},
                                                                   {"May 1970", 19700500},
                                                                   {"1970-05", 19700500},
                                                                   {"1970", 19700000},
                                                                   {"1850-17-09", 18501709},
                                                                   {"May 3, 1970", 19700503},
                                                                   {"1970-05-03T00:00:00Z", 19700503},
                                                                   {"unknown", 0},
                                                                   {"", 0},
                                                                   {"12345", 0},
                                                                   {"3rd of May", 0}};
    for (const auto& [written, date] : table) {
        EXPECT_EQ(plain_date(said(Kind::date_of_birth, written)), date) << written;
    }
}

TEST(PlainDate, from_columns_of_their_own) {
    Written written;
    written[Kind::birth_year] = "1970";
    written[Kind::birth_month] = "May";
    EXPECT_EQ(plain_date(written), 19700500U);
    written[Kind::birth_day] = "3";
    EXPECT_EQ(plain_date(written), 19700503U);
}

TEST(PlainPhone, every_written_form_of_one_number) {
    for (const std::string_view written :
         {"07700 900123", "07700900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700 900123", "447700900123",
          "(07700) 900-123", "07700 900123 x12", "07700 900123 / 07700 900456"}) {
        EXPECT_EQ(plain_phone(written), "+447700900123") << written;
    }
    for (const std::string_view nothing : {"", "unknown", "12345", "00000000000", "999999"}) {
        EXPECT_EQ(plain_phone(nothing), "") << nothing;
    }
}

TEST(PlainAddress, flats_abbreviations_and_postcodes) {
    struct Case {
        std::string written, flat, number, street, postcode;
    };
    const std::vector<Case> table{
        {"14 Long Ln", "", "14", "long lane", ""},
        {"Flat 2, 14 Long Lane, Walford E20 1AA", "2", "14", "long lane walford", "e201aa"},
        {"3/14 Long Lane", "3", "14", "long lane", ""},
        {"apt 2b 14 St John's St", "2b", "14", "saint johns street", ""},
        {"Rose Cottage, High Rd", "", "", "rose cottage high road", ""},
        {"14a Long Lane", "", "14a", "long lane", ""},
        {"no fixed abode", "", "", "", ""},
    };
    for (const Case& each : table) {
        const PlainAddress plain = plain_address(each.written);
        EXPECT_EQ(plain.flat, each.flat) << each.written;
        EXPECT_EQ(plain.number, each.number) << each.written;
        EXPECT_EQ(plain.street, each.street) << each.written;
        EXPECT_EQ(plain.postcode, each.postcode) << each.written;
    }
}

TEST(PlainPostcode, districts) {
    EXPECT_EQ(plain_postcode(" w1a 9zz"), "w1a9zz");
    EXPECT_EQ(outward_length("w1a9zz"), 3U);
    EXPECT_EQ(outward_length("e201aa"), 3U);
    EXPECT_EQ(outward_length("4011"), 2U);
    EXPECT_EQ(plain_postcode("unknown"), "");
}

}  // namespace
}  // namespace bluelamp::identity
