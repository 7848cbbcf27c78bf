// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/row.hpp"

#include <gtest/gtest.h>

#include "exchange/police_uk/published_file.hpp"
#include "exchange/police_uk/vocabulary.hpp"
#include "tests/exchange/police_uk/an_import.hpp"

namespace bluelamp::police_uk {
namespace {

/// Reads a file of one row; its digest, or the reason for which it is refused.
struct Read {
    std::optional<Digest> digest;
    std::string refusal;
};

Read read_one(Kind kind, const std::string& text) {
    auto file = PublishedFile::read(std::make_unique<MemorySource>(text), kind, "a.csv");
    EXPECT_TRUE(file) << why(file);
    Content content;
    const auto more = (*file)->next(content);
    EXPECT_TRUE(more) << why(more);
    Read read;
    if (*more) {
        read.digest = digest_of(kind, content);
    } else if (!(*file)->findings().refusals.by.empty()) {
        read.refusal = (*file)->findings().refusals.by.begin()->first;
    }
    return read;
}

std::string street(const std::string& row) { return std::string(street_heading) + row; }
std::string crime_at(const std::string& longitude, const std::string& latitude, const std::string& end = "\n") {
    return street("a1,2021-06,City of London Police,City of London Police," + longitude + "," + latitude +
                  ",On or near Beech Street,E01000001,City of London 001A,Burglary,Under investigation," + end);
}

TEST(PublishedRow, is_the_same_whatever_the_line_ends_and_trailing_zeros) {
    const auto one = read_one(Kind::street, crime_at("-0.095910", "51.520340"));
    ASSERT_TRUE(one.digest);
    EXPECT_EQ(read_one(Kind::street, crime_at("-0.09591", "51.52034")).digest, one.digest);
    EXPECT_EQ(read_one(Kind::street, crime_at("-0.09591", "51.52034", "\r\n")).digest, one.digest);
    EXPECT_NE(read_one(Kind::street, crime_at("-0.09591", "51.52035")).digest, one.digest);
    EXPECT_NE(read_one(Kind::street, crime_at("", "")).digest, one.digest);
}

TEST(PublishedRow, does_not_confuse_neighbouring_columns) {
    const auto a = read_one(Kind::street, street("a1,2021-06,AB,C,,,L,,,Burglary,,\n"));
    const auto b = read_one(Kind::street, street("a1,2021-06,A,BC,,,L,,,Burglary,,\n"));
    ASSERT_TRUE(a.digest && b.digest);
    EXPECT_NE(*a.digest, *b.digest);
}

struct Refused {
    std::string_view what;
    Kind kind;
    std::string row;
    std::string_view reason;
};

TEST(PublishedRow, is_refused_with_its_reason) {
    const std::string search_end = ",Male,,,,,,Arrest,,\n";
    const Refused table[] = {
        {"a month that does not exist", Kind::street, "a1,2021-13,A,B,,,L,,,Burglary,,\n", "month_impossible"},
        {"no month", Kind::street, "a1,,A,B,,,L,,,Burglary,,\n", "month_impossible"},
        {"half a position", Kind::street, "a1,2021-06,A,B,-0.1,,L,,,Burglary,,\n", "position_impossible"},
        {"a position off the earth", Kind::street, "a1,2021-06,A,B,-0.1,91,L,,,Burglary,,\n", "position_impossible"},
        {"words for a position", Kind::street, "a1,2021-06,A,B,west,51.5,L,,,Burglary,,\n", "position_impossible"},
        {"a column too few", Kind::street, "a1,2021-06,A,B,,,L,,,Burglary,\n", "wrong_column_count"},
        {"a quote never closed", Kind::street, "a1,\"2021-06,A,B,,,L,,,Burglary,,\n", "unterminated_quote"},
        {"Latin-1", Kind::street, "a1,2021-06,A,B,,,Caf\xE9,,,Burglary,,\n", "not_utf8"},
        {"a NUL byte", Kind::street, std::string("a1,2021-06,A,B,,,L\0L,,,Burglary,,\n", 33), "nul_byte"},
        {"a field without end", Kind::street, "a1,2021-06,A,B,,," + std::string(5000, 'x') + ",,,Burglary,,\n",
         "field_too_long"},
        {"30 February", Kind::stop_and_search, "P,2021-02-30T10:00:00+00:00,,,,," + search_end.substr(1),
         "date_impossible"},
        {"a day without time", Kind::stop_and_search, "P,2021-02-03,,,,," + search_end.substr(1), "date_impossible"},
    };
    for (const Refused& each : table) {
        const std::string heading(each.kind == Kind::street ? street_heading : searches_heading);
        EXPECT_EQ(read_one(each.kind, heading + each.row).refusal, each.reason) << each.what;
    }
}

TEST(PublishedRow, says_what_to_do_about_every_refusal) {
    for (const std::string_view reason : {"month_impossible", "date_impossible", "position_impossible", "not_utf8",
                                          "wrong_column_count", "unterminated_quote", "field_too_long"}) {
        EXPECT_NE(explain_refusal(reason), "") << reason;
    }
}

TEST(PublishedFile, refuses_a_file_whose_columns_are_not_those_of_its_kind) {
    const auto outcomes_as_street = PublishedFile::read(std::make_unique<MemorySource>(outcomes_heading), Kind::street,
                                                        "2021-06-city-of-london-street.csv");
    ASSERT_FALSE(outcomes_as_street);
    EXPECT_THAT(outcomes_as_street.error().message, testing::HasSubstr("Crime type"));
    const std::string more = "Beat," + std::string(street_heading);
    const auto with_more = PublishedFile::read(std::make_unique<MemorySource>(more), Kind::street, "a.csv");
    ASSERT_FALSE(with_more);
    EXPECT_THAT(with_more.error().message, testing::HasSubstr("Beat"));
}

TEST(SearchOutcomes, of_both_vocabularies_lead_to_the_same_kinds) {
    EXPECT_EQ(kind_of(search_outcome_labels(), "Suspect arrested"), "arrest");
    EXPECT_EQ(kind_of(search_outcome_labels(), "Arrest"), "arrest");
    EXPECT_EQ(kind_of(search_outcome_labels(), "Nothing found - no further action"), "nothing-found");
    EXPECT_EQ(kind_of(search_outcome_labels(), "A no further action disposal"), "nothing-found");
    EXPECT_EQ(kind_of(search_outcome_labels(), "Something new"), "");
}

/// The reference list and the table in code drift apart unless they are compared.
TEST(Outcomes, are_those_of_the_reference_list) {
    const auto source = open_file(std::string(BLUELAMP_SOURCE_DIR) + "/reference/police_uk_outcomes.csv");
    ASSERT_TRUE(source) << why(source);
    CsvReader reader(**source, "police_uk_outcomes.csv");
    const CsvColumn wanted[] = {{"api_code"}, {"label_in_files"}};
    const auto header = read_csv_header(reader, wanted, UnknownColumns::ignore);
    ASSERT_TRUE(header) << why(header);
    CsvRow row;
    std::size_t listed = 0;
    for (auto more = reader.next(row); more && *more; more = reader.next(row), ++listed) {
        EXPECT_EQ(kind_of(outcome_labels(), header->get(row, 1)), header->get(row, 0));
    }
    EXPECT_EQ(listed, outcome_labels().size() - 1);  // one label is known in two spellings
}

}  // namespace
}  // namespace bluelamp::police_uk
