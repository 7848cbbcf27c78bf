// SPDX-License-Identifier: Apache-2.0
#include "core/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace bluelamp {
namespace {

using ::testing::HasSubstr;

/// Hands out a few bytes at a time, so that every row is met cut at every place.
class DripSource final : public ByteSource {
   public:
    DripSource(std::string_view bytes, std::size_t drop) : rest_(bytes), drop_(drop) {}
    Result<std::size_t> read(std::span<char> into) override {
        const std::size_t count = std::min({into.size(), rest_.size(), drop_});
        std::copy_n(rest_.data(), count, into.data());
        rest_.remove_prefix(count);
        return count;
    }

   private:
    std::string_view rest_;
    std::size_t drop_;
};

class FailingSource final : public ByteSource {
   public:
    Result<std::size_t> read(std::span<char> into) override {
        if (given_) {
            return fail(ErrorCode::unavailable, "net.csv", "Reading this file failed.");
        }
        given_ = true;
        std::fill_n(into.data(), 5000, 'a');
        return 5000;
    }

   private:
    bool given_ = false;
};

using Table = std::vector<std::vector<std::string>>;

/// Every row as "line: a|b|c", a refused one as "line: !fault".
std::vector<std::string> rows_of(ByteSource& source, std::size_t columns = 0, CsvLimits limits = {}) {
    CsvReader reader(source, "some.csv", limits);
    reader.expect_columns(columns);
    std::vector<std::string> found;
    CsvRow row;
    for (;;) {
        const auto more = reader.next(row);
        if (!more) {
            found.push_back("error: " + more.error().message);
            return found;
        }
        if (!*more) {
            return found;
        }
        found.push_back(row.refused() ? fmt::format("{}: !{}", row.line, name(row.fault))
                                      : fmt::format("{}: {}", row.line, fmt::join(row.fields, "|")));
    }
}

std::vector<std::string> rows_of(std::string_view text, std::size_t columns = 0, CsvLimits limits = {}) {
    MemorySource source(text);
    return rows_of(source, columns, limits);
}

using Rows = std::vector<std::string>;

TEST(Csv, reads_the_line_ends_marks_and_quotes_that_files_have) {
    const std::pair<std::string_view, Rows> table[] = {
        {"", {}},
        {"\n\r\n\n", {}},
        {"a,b\nc,d\n", {"1: a|b", "2: c|d"}},
        {"a,b\r\nc,d\r\n", {"1: a|b", "2: c|d"}},
        {"a,b\rc,d\r", {"1: a|b", "2: c|d"}},
        {"a,b\r\nc,d\ne,f", {"1: a|b", "2: c|d", "3: e|f"}},
        {"\xEF\xBB\xBF"
         "a,b\n",
         {"1: a|b"}},
        {"a\n\n\r\nb\n", {"1: a", "4: b"}},
        {"a,\n,b\n,", {"1: a|", "2: |b", "3: |"}},
        {"\"\"\n", {"1: "}},
        {"\"a,b\",c\n", {"1: a,b|c"}},
        {"\"say \"\"hi\"\"\",x\n", {"1: say \"hi\"|x"}},
        {"\"\"\"\"\n", {"1: \""}},
        {"\"two\nlines\",x\ny,z\n", {"1: two\nlines|x", "3: y|z"}},
        {"\"two\r\nlines\r\"\nz\n", {"1: two\r\nlines\r", "4: z"}},
        {"5\" pipe,x\n", {"1: 5\" pipe|x"}},
        {"\"a\"", {"1: a"}},
        {" \"a\n", {"1:  \"a"}},
        {"caf\xC3\xA9\n", {"1: caf\xC3\xA9"}},
    };
    for (const auto& [text, expected] : table) {
        EXPECT_EQ(rows_of(text), expected) << text;
        for (const std::size_t drop : {1U, 2U, 3U}) {
            DripSource dripping(text, drop);
            EXPECT_EQ(rows_of(dripping), expected) << text << " in pieces of " << drop;
        }
    }
}

TEST(Csv, refuses_a_broken_row_by_itself_and_goes_on) {
    const std::string nul("a,\0\nc,d\n", 8);
    const std::pair<std::string_view, Rows> table[] = {
        {"a,\"b\"x\nc,d\n", {"1: !text_after_quote", "2: c|d"}},
        {"a,\"b\nc,d\ne,f\n", {"1: !unterminated_quote", "2: c|d", "3: e|f"}},
        {"a,\"b\nc,\"d\"\ne,f\n", {"1: !text_after_quote", "2: c|d", "3: e|f"}},
        {"a,\"b\r\nc,d\r\n", {"1: !unterminated_quote", "2: c|d"}},
        {"a,b\nc,\"", {"1: a|b", "2: !unterminated_quote"}},
        {"a\nc,d\ne,f,g\nh,i", {"1: !wrong_column_count", "2: c|d", "3: !wrong_column_count", "4: h|i"}},
        {"caf\xE9,x\nc,d\n", {"1: !not_utf8", "2: c|d"}},
        {nul, {"1: !nul_byte", "2: c|d"}},
    };
    for (const auto& [text, expected] : table) {
        EXPECT_EQ(rows_of(std::string(text).append(2000, '\n'), 2), expected) << text;
    }
}

TEST(Csv, refuses_what_is_over_a_limit_without_keeping_it) {
    const CsvLimits small{.field = 10, .row = 25, .columns = 4};
    EXPECT_EQ(rows_of("12345678901,a\nb,c\n", 0, small), (Rows{"1: !field_too_long", "2: b|c"}));
    EXPECT_EQ(rows_of("\"12345678901\",a\nb,c\n", 0, small), (Rows{"1: !field_too_long", "2: b|c"}));
    EXPECT_EQ(rows_of("\"never closed\nb,c\n", 0, small), (Rows{"1: !field_too_long", "2: b|c"}));
    EXPECT_EQ(rows_of("1234567890,1234567890,1234567890\nb\n", 0, small), (Rows{"1: !row_too_long", "2: b"}));
    EXPECT_EQ(rows_of("1,2,3,4\n1,2,3,4,5\nb\n", 0, small), (Rows{"1: 1|2|3|4", "2: !too_many_columns", "3: b"}));
}

TEST(Csv, steps_over_a_line_longer_than_its_whole_buffer) {
    const std::string text = "a\n" + std::string(20'000'000, 'x') + "\r\nb\n";
    EXPECT_EQ(rows_of(text), (Rows{"1: a", "2: !field_too_long", "3: b"}));
    const std::string open = "a\n\"" + std::string(3'000'000, 'x') + "\nb\n";
    EXPECT_EQ(rows_of(open), (Rows{"1: a", "2: !field_too_long", "3: b"}));
}

TEST(Csv, holds_a_row_up_to_the_limit) {
    const std::string field(1 << 20, 'x');
    EXPECT_EQ(rows_of(field + "," + field + ",\"" + field + "\"\n").at(0).size(), 3 * field.size() + 5);
}

TEST(Csv, gives_up_on_a_file_made_to_be_slow) {
    // Each line, read by itself, opens a quote; read inside quotes, it closes one and opens the next. So every line is
    // scanned to the end of the file, found broken, and the scan starts again one line later.
    const std::string line = "x\",\"" + std::string(4000, 'y') + "\n";
    std::string text;
    for (int i = 0; i < 400; ++i) {
        text += line;
    }
    const Rows rows = rows_of(text);
    EXPECT_EQ(rows.front(), "1: !unterminated_quote");
    EXPECT_THAT(rows.back(), HasSubstr("Quotes are broken in too many places"));
}

TEST(Csv, refuses_as_a_whole_what_is_no_csv_text) {
    const std::string utf16_without_mark("a\0,\0b\0\n\0", 8);
    const std::pair<std::string_view, std::string_view> table[] = {
        {std::string_view("\xFF\xFE"
                          "a\0,\0",
                          6),
         "UTF-16"},
        {std::string_view("\xFE\xFF\0a\0,", 6), "UTF-16"},
        {utf16_without_mark, "not UTF-8"},
        {"PK\x03\x04rest", "zip"},
        {"%PDF-1.4", "PDF"},
        {"SQLite format 3", "SQLite"},
    };
    for (const auto& [bytes, word] : table) {
        const Rows rows = rows_of(bytes);
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_THAT(rows[0], HasSubstr(word));
    }
}

TEST(Csv, passes_on_that_reading_failed) {
    FailingSource source;
    EXPECT_EQ(rows_of(source), (Rows{"error: Reading this file failed."}));
}

TEST(Csv, reads_back_every_table_it_writes) {
    const auto cell = rc::gen::container<std::string>(
        rc::gen::oneOf(rc::gen::element('"', ',', '\n', '\r', ' ', 'a'), rc::gen::inRange<char>(' ', '~')));
    const auto row = rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(cell));
    const bool holds = rc::check("write, then read in pieces of any size", [&] {
        const auto table = *rc::gen::container<Table>(row);
        std::string text;
        for (const auto& fields : table) {
            append_csv_row(text, std::vector<std::string_view>(fields.begin(), fields.end()));
        }
        DripSource source(text, *rc::gen::inRange<std::size_t>(1, 20));
        CsvReader reader(source, "some.csv");
        Table read;
        CsvRow found;
        while (reader.next(found).value()) {
            RC_ASSERT(!found.refused());
            read.emplace_back(found.fields.begin(), found.fields.end());
        }
        RC_ASSERT(read == table);
    });
    EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace bluelamp
