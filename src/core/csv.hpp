// SPDX-License-Identifier: Apache-2.0
/// Comma-separated values: a streaming reader (RFC 4180 as it is met in the wild) and a writer.
///
/// Promises: memory is flat in the number of rows; a broken row is refused by itself, with its line and its reason, and
/// reading goes on with the next; a file that is not CSV text at all (UTF-16, a spreadsheet, an archive) is refused as
/// a whole. Accepts CRLF, LF, CR and their mixture, a UTF-8 byte order mark, line breaks and doubled quotes inside
/// quotes, and a last line without a break. Skips empty lines. A quote inside an unquoted field is ordinary text.
/// When quotes break a row, only its first line is refused: the following lines are read again as rows of their own, so
/// that one forgotten quote does not swallow the rest of the file.
/// Start at CsvReader::next; `read_csv_header` (core/csv_header.hpp) finds columns by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/file.hpp"
#include "core/result.hpp"

namespace bluelamp {

struct CsvLimits {
    std::size_t field = std::size_t{1} << 20;  ///< bytes
    std::size_t row = std::size_t{4} << 20;    ///< bytes
    std::size_t columns = 1000;
};

/// Why a row is refused. `explain` gives the words; `name` a short key for counting.
enum class CsvFault {
    none,
    unterminated_quote,
    text_after_quote,
    field_too_long,
    row_too_long,
    too_many_columns,
    nul_byte,
    not_utf8,
    wrong_column_count,
};

[[nodiscard]] std::string_view name(CsvFault fault);     ///< "unterminated_quote"
[[nodiscard]] std::string_view explain(CsvFault fault);  ///< what is wrong and what to do

/// One row. The fields view the reader's buffer and are good until the next call of `next`. A refused row has a fault,
/// its line and, where its shape could be read, its fields (not fit to store).
struct CsvRow {
    std::uint64_t line = 0;  ///< where the row starts, counted from 1
    CsvFault fault = CsvFault::none;
    std::vector<std::string_view> fields;

    [[nodiscard]] bool refused() const { return fault != CsvFault::none; }
    [[nodiscard]] std::string_view operator[](std::size_t column) const { return fields[column]; }
};

class CsvReader {
   public:
    /// `file` is the name used in errors. The source must outlive the reader.
    CsvReader(ByteSource& source, std::string file, CsvLimits limits = {});

    /// Reads the next row, broken ones included (ask `row.refused()`). False at the end of the file. An Error means
    /// that reading cannot go on: the source failed, or the file as a whole is not CSV text.
    [[nodiscard]] Result<bool> next(CsvRow& row);

    /// Refuses every later row with another number of columns. 0 (at first): any number.
    void expect_columns(std::size_t count) { expected_columns_ = count; }

    [[nodiscard]] const std::string& file() const { return file_; }

   private:
    /// A field before its doubled quotes are taken out.
    struct Cell {
        std::size_t begin = 0;
        std::size_t length = 0;
        bool doubled_quotes = false;
    };
    enum class Step { done, need_more, broken };

    [[nodiscard]] Result<void> start();
    [[nodiscard]] Result<void> recognise() const;
    [[nodiscard]] Result<void> fill();
    [[nodiscard]] Result<void> refuse_line(CsvRow& row);
    [[nodiscard]] Step scan_row(std::string_view text);
    [[nodiscard]] Step plain_cell(std::string_view text);
    [[nodiscard]] Step quoted_cell(std::string_view text);
    [[nodiscard]] Step line_break(std::string_view text);
    [[nodiscard]] Step broken(CsvFault fault);
    void hand_over(CsvRow& row);
    void take(std::size_t bytes, std::uint64_t lines);
    [[nodiscard]] std::string_view rest() const { return {buffer_.data() + begin_, end_ - begin_}; }

    ByteSource& source_;
    std::string file_;
    CsvLimits limits_;
    std::size_t expected_columns_ = 0;

    std::vector<char> buffer_;
    std::size_t begin_ = 0;  // first byte not yet given out
    std::size_t end_ = 0;    // end of what was read
    bool source_ended_ = false;
    bool started_ = false;
    std::uint64_t line_ = 1;       // of begin_
    std::uint64_t passed_ = 0;     // bytes given out
    std::uint64_t rescanned_ = 0;  // bytes looked at for rows that turned out broken

    std::vector<Cell> cells_;         // of the row being scanned, relative to begin_
    std::uint64_t lines_inside_ = 0;  // line breaks inside its quotes
    std::size_t at_ = 0;              // scanning position, relative to begin_
    CsvFault fault_ = CsvFault::none;
};

/// Appends one row, quoted where needed, ended by CRLF as RFC 4180 has it. Reading it back gives the same fields.
void append_csv_row(std::string& out, std::span<const std::string_view> fields);

}  // namespace bluelamp
