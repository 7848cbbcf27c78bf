// SPDX-License-Identifier: Apache-2.0
#include "exchange/linkage/records.hpp"

#include <gmock/gmock.h>

#include "tests/support/scratch_folder.hpp"

namespace bluelamp::linkage {
namespace {

using identity::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

LinkMap map_of(const std::string& columns) {
    return parse_link_map("id = \"id\"\n[columns]\n" + columns, "m.toml").value();
}

class Records : public testing::Test {
   protected:
    /// Every record as "line|id|address", and what was refused.
    std::vector<std::string> read(const std::string& text, const LinkMap& map) {
        refusals = {};
        const auto reader = RecordReader::open(folder.write("people.csv", text), map, refusals);
        EXPECT_TRUE(reader) << reader.error().message;
        std::vector<std::string> all;
        Record record;
        for (auto more = (*reader)->next(record); more && *more; more = (*reader)->next(record)) {
            all.push_back(fmt::format("{}|{}|{}", record.line, record.id, record.written[Kind::address]));
        }
        return all;
    }
    Refusals refusals;
    const ScratchFolder folder;
};

TEST_F(Records, join_columns_of_one_kind_in_the_order_of_the_map_without_empty_ones) {
    const LinkMap map = map_of("number = \"address\"\nstreet = \"address\"\ntown = \"address\"\n");
    EXPECT_THAT(read("town,id,street,number,more\nLeeds,1,Mill Lane,14,x\n,2, Oak Road ,,x\n,3,,,\n", map),
                ElementsAre("2|1|14 Mill Lane Leeds", "3|2|Oak Road", "4|3|"));
}

TEST_F(Records, refuse_broken_rows_one_by_one_and_read_all_others) {
    const LinkMap map = map_of("a = \"address\"\n");
    EXPECT_THAT(read("id,a\n1,x\n2\n3,\"y\nz\"\n,w\n5,\xff\n6,\"v\n7,u\n", map),
                ElementsAre("2|1|x", "4|3|y\nz", "9|7|u"));
    EXPECT_EQ(refusals.rows, 4U);
    EXPECT_THAT(refusals.reasons, ElementsAre(Pair("no_id", 1), Pair("not_utf8", 1), Pair("unterminated_quote", 1),
                                              Pair("wrong_column_count", 1)));
    ASSERT_EQ(refusals.first.size(), 4U);
    EXPECT_THAT(refusals.first[0], testing::EndsWith("people.csv:3: The row has another number of columns than the "
                                                     "heading; quote fields that hold commas."));
    EXPECT_THAT(refusals.first[1], HasSubstr("people.csv:6: The row has no id"));
}

TEST_F(Records, name_only_the_first_of_very_many_refused_rows) {
    std::string text = "id,a\n1,x\n";
    for (int i = 0; i < 5'000; ++i) {
        text += "broken\n";
    }
    EXPECT_EQ(read(text, map_of("a = \"address\"\n")).size(), 1U);
    EXPECT_EQ(refusals.rows, 5'000U);
    EXPECT_EQ(refusals.first.size(), Refusals::named_at_most);
}

TEST_F(Records, are_refused_as_a_whole_when_the_file_cannot_be_linked) {
    struct Wrong {
        std::string text, at, said;
    };
    const std::vector<Wrong> table{
        {"", "left.csv", "The file is empty"},
        {"id,a\n", "left.csv", "no record below the heading."},
        {"id,a\nx\n", "left.csv", "every row was refused. First: "},
        {"id,b\n1,x\n", "left.csv", "no column \"a\""},
        {"i,a\n1,x\n", "left.csv", "no column \"id\""},
        {"id,a,A\n1,x,y\n", "left.csv", "more than once"},
        {"id,a\n1,x\n2,y\n\n1,z\n", "left.csv:5", "The id \"1\" stands there already, in line 2."},
        {"PK\x03\x04 a spreadsheet", "left.csv", "zip archive or a spreadsheet"},
    };
    for (const Wrong& each : table) {
        const auto files = read_files(folder.write("left.csv", each.text), "", map_of("a = \"address\"\n"), nullptr);
        ASSERT_FALSE(files) << each.text;
        EXPECT_THAT(files.error().field, testing::EndsWith(each.at)) << each.text;
        EXPECT_THAT(files.error().message, HasSubstr(each.said)) << each.text;
    }
    const auto none = read_files((folder / "not-there.csv").string(), "", map_of("a = \"address\"\n"), nullptr);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::not_found);
}

TEST_F(Records, of_two_files_are_counted_through_and_may_have_the_same_ids) {
    const LinkMap map = map_of("a = \"address\"\n");
    const auto files =
        read_files(folder.write("l.csv", "id,a\n1,x\n2,y\n"), folder.write("r.csv", "id,a\n2,z\n9,w\n"), map, nullptr);
    ASSERT_TRUE(files) << files.error().message;
    EXPECT_EQ((*files)->records(), 4U);
    EXPECT_EQ((*files)->linkage.size(), 4U);
    EXPECT_EQ((*files)->id(1), "2");
    EXPECT_EQ((*files)->id(2), "2");
    EXPECT_EQ((*files)->id(3), "9");
}

TEST(Ids, are_found_among_a_hundred_thousand_of_any_length) {
    Ids ids;
    for (int i = 0; i < 100'000; ++i) {
        ASSERT_TRUE(ids.add(std::string(static_cast<std::size_t>(i % 7), '-') + std::to_string(i), i + 2, "f"));
    }
    EXPECT_EQ(ids.find("-----99999"), std::nullopt);
    EXPECT_EQ(ids.find("---99999"), std::nullopt);
    EXPECT_EQ(ids.find(std::string(99'999 % 7, '-') + "99999"), 99'999U);
    EXPECT_EQ(ids[99'999], std::string(99'999 % 7, '-') + "99999");
    EXPECT_FALSE(ids.add("0", 200'000, "f"));
}

}  // namespace
}  // namespace bluelamp::linkage
