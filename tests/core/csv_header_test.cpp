// SPDX-License-Identifier: Apache-2.0
#include "core/csv_header.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bluelamp {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr CsvColumn wanted[] = {{"Crime ID"}, {"Month"}, {"Context", Presence::optional}};

TEST(CsvHeader, finds_columns_in_any_order_and_case) {
    MemorySource source("\xEF\xBB\xBFmonth, CRIME id \n 2021-06 ,abc\n");
    CsvReader reader(source, "street.csv");
    const auto header = read_csv_header(reader, wanted).value();
    CsvRow row;
    ASSERT_TRUE(reader.next(row).value());
    EXPECT_EQ(header.get(row, 0), "abc");
    EXPECT_EQ(header.get(row, 1), "2021-06");
    EXPECT_FALSE(header.has(2));
    EXPECT_EQ(header.get(row, 2), "");
}

TEST(CsvHeader, makes_the_reader_refuse_rows_of_another_width) {
    MemorySource source("Month,Crime ID\n2021-06\n");
    CsvReader reader(source, "street.csv");
    ASSERT_TRUE(read_csv_header(reader, wanted));
    CsvRow row;
    ASSERT_TRUE(reader.next(row).value());
    EXPECT_EQ(row.fault, CsvFault::wrong_column_count);
}

TEST(CsvHeader, names_the_columns_that_are_wrong) {
    const std::pair<std::string_view, testing::Matcher<std::string>> table[] = {
        {"", HasSubstr("empty")},
        {"Month,Contxt\n", AllOf(HasSubstr("\"Crime ID\""), HasSubstr("\"Contxt\""))},
        {"Month,Crime ID,Month\n", AllOf(HasSubstr("more than once"), HasSubstr("\"Month\""))},
        {"Month,Crime ID,Colour\n", HasSubstr("\"Colour\" is not known")},
        {"Month,\"Crime ID\n", HasSubstr("heading cannot be read")},
    };
    for (const auto& [text, expected] : table) {
        MemorySource source(text);
        CsvReader reader(source, "street.csv");
        const auto refused = read_csv_header(reader, wanted);
        ASSERT_FALSE(refused) << text;
        EXPECT_THAT(refused.error().field, HasSubstr("street.csv"));
        EXPECT_THAT(refused.error().message, expected);
    }
}

TEST(CsvHeader, lets_other_columns_be_when_told_so) {
    MemorySource source("Month,Crime ID,Colour\n");
    CsvReader reader(source, "street.csv");
    EXPECT_TRUE(read_csv_header(reader, wanted, UnknownColumns::ignore));
}

}  // namespace
}  // namespace bluelamp
