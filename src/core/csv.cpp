// SPDX-License-Identifier: Apache-2.0
#include "core/csv.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "core/text.hpp"

namespace bluelamp {
namespace {

constexpr std::size_t first_buffer = 256 * 1024;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t enough_to_recognise = 4096;

constexpr bool ends_plain_cell(char c) { return c == ',' || c == '\n' || c == '\r'; }

/// Position of the first comma or line break at or after `at`, or the end. Most of the reader's time is spent here.
std::size_t find_cell_end(std::string_view text, std::size_t at) {
#ifdef __SSE2__
    const __m128i comma = _mm_set1_epi8(',');
    const __m128i lf = _mm_set1_epi8('\n');
    const __m128i cr = _mm_set1_epi8('\r');
    for (; at + 16 <= text.size(); at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        const __m128i hits = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, comma), _mm_cmpeq_epi8(bytes, lf)),
                                          _mm_cmpeq_epi8(bytes, cr));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hits));
        if (mask != 0) {
            return at + static_cast<std::size_t>(__builtin_ctz(mask));
        }
    }
#endif
    while (at < text.size() && !ends_plain_cell(text[at])) {
        ++at;
    }
    return at;
}

/// CRLF, LF and CR each end one line.
std::uint64_t count_line_breaks(std::string_view text) {
    auto count = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    for (std::size_t cr = text.find('\r'); cr != std::string_view::npos; cr = text.find('\r', cr + 1)) {
        const bool of_crlf = cr + 1 < text.size() && text[cr + 1] == '\n';
        count += of_crlf ? 0 : 1;
    }
    return count;
}

/// Position of the quote that closes the field whose text starts at `at`, or npos. A quote at the very end may turn out
/// to be the first of two once more is read.
std::size_t find_closing_quote(std::string_view text, std::size_t at, bool& doubled) {
    for (;;) {
        const std::size_t quote = text.find('"', at);
        if (quote == std::string_view::npos || quote + 1 == text.size() || text[quote + 1] != '"') {
            return quote;
        }
        doubled = true;
        at = quote + 2;
    }
}

/// Turns "" into " in place and gives the new length. The text inside quotes only ever gets shorter.
std::size_t undouble_quotes(char* text, std::size_t length) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < length; ++i) {
        text[out++] = text[i];
        if (text[i] == '"') {
            ++i;
        }
    }
    return out;
}

struct Signature {
    std::string_view bytes;
    std::string_view what;
};

/// What people offer by mistake, by first bytes.
constexpr std::array signatures{
    Signature{"PK\x03\x04", "a zip archive or a spreadsheet; unpack it, or save the sheet as CSV (UTF-8)"},
    Signature{"\xD0\xCF\x11\xE0", "an old Excel file; save the sheet as CSV (UTF-8)"},
    Signature{"%PDF", "a PDF; ask for the table as CSV"},
    Signature{"SQLite format 3", "an SQLite database; export the table as CSV"},
    Signature{"PAR1\x15", "a Parquet file; export the table as CSV"},
    Signature{"\xFF\xFE", "UTF-16 text; save it as CSV in UTF-8"},
    Signature{"\xFE\xFF", "UTF-16 text; save it as CSV in UTF-8"},
};

/// A lone empty field would be an empty line; a leading byte order mark would be taken for the file's.
bool needs_quotes(std::string_view field, std::size_t columns) {
    const bool lone_empty = field.empty() && columns == 1;
    return lone_empty || field.starts_with(byte_order_mark) || field.find_first_of(",\"\r\n") != std::string_view::npos;
}

}  // namespace

std::string_view name(CsvFault fault) {
    switch (fault) {
        case CsvFault::none: return "none";
        case CsvFault::unterminated_quote: return "unterminated_quote";
        case CsvFault::text_after_quote: return "text_after_quote";
        case CsvFault::field_too_long: return "field_too_long";
        case CsvFault::row_too_long: return "row_too_long";
        case CsvFault::too_many_columns: return "too_many_columns";
        case CsvFault::nul_byte: return "nul_byte";
        case CsvFault::not_utf8: return "not_utf8";
        case CsvFault::wrong_column_count: return "wrong_column_count";
    }
    return "unknown";
}

std::string_view explain(CsvFault fault) {
    switch (fault) {
        case CsvFault::none: return "";
        case CsvFault::unterminated_quote: return "A quote is opened and never closed; add the closing quote.";
        case CsvFault::text_after_quote:
            return "Text follows a closing quote; double the quotes inside the field or add the missing comma.";
        case CsvFault::field_too_long: return "A field is over the limit; look for a quote that is never closed.";
        case CsvFault::row_too_long:
            return "The row is over the limit; look for a missing line break or closing quote.";
        case CsvFault::too_many_columns: return "There are too many columns; check that the separator is a comma.";
        case CsvFault::nul_byte: return "The row holds a NUL byte; the file is damaged here, export it again.";
        case CsvFault::not_utf8: return "The row is not UTF-8 text; save the file as CSV in UTF-8.";
        case CsvFault::wrong_column_count:
            return "The row has another number of columns than the heading; quote fields that hold commas.";
    }
    return "";
}

CsvReader::CsvReader(ByteSource& source, std::string file, CsvLimits limits)
    : source_(source), file_(std::move(file)), limits_(limits), buffer_(first_buffer) {}

Result<bool> CsvReader::next(CsvRow& row) {
    if (!started_) {
        TRY(start());
    }
    for (;;) {
        const std::string_view text = rest();
        if (text.empty() && source_ended_) {
            return false;
        }
        const Step step = scan_row(text);
        if (step == Step::need_more) {
            TRY(fill());
            continue;
        }
        if (step == Step::broken) {
            TRY(refuse_line(row));
            return true;
        }
        const bool blank = cells_.size() == 1 && cells_[0].length == 0 && cells_[0].begin == 0;
        if (!blank) {
            hand_over(row);
            return true;
        }
        take(at_, 1);
    }
}

/// Reads enough to tell text from anything else and steps over a byte order mark.
Result<void> CsvReader::start() {
    while (end_ < enough_to_recognise && !source_ended_) {
        TRY(fill());
    }
    TRY(recognise());
    started_ = true;
    if (rest().starts_with(byte_order_mark)) {
        begin_ += byte_order_mark.size();
    }
    return {};
}

Result<void> CsvReader::recognise() const {
    const std::string_view front = rest().substr(0, enough_to_recognise);
    for (const Signature& signature : signatures) {
        if (front.starts_with(signature.bytes)) {
            return fail(ErrorCode::invalid, file_, fmt::format("This is not a CSV file but {}.", signature.what));
        }
    }
    // A NUL now and then is a damaged row; many are UTF-16 without its mark, or no text at all.
    const auto nuls = static_cast<std::size_t>(std::count(front.begin(), front.end(), '\0'));
    if (nuls * 10 > front.size()) {
        return fail(ErrorCode::invalid, file_, "This is not UTF-8 text; save the file as CSV in UTF-8.");
    }
    return {};
}

/// Reads more behind what is there; moves it to the front or enlarges the buffer when there is no room. The row limit
/// bounds the buffer, because scan_row gives up on a row that is longer.
Result<void> CsvReader::fill() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ == buffer_.size()) {
        buffer_.resize(buffer_.size() * 2);
    }
    while (end_ < buffer_.size() && !source_ended_) {  // to the brim, so that a long row is scanned again seldom
        const std::size_t got = TRY(source_.read(std::span(buffer_).subspan(end_)));
        end_ += got;
        source_ended_ = got == 0;
    }
    return {};
}

CsvReader::Step CsvReader::broken(CsvFault fault) {
    fault_ = fault;
    return Step::broken;
}

/// Scans one row from the front of `text` into cells_, leaving at_ behind its line break.
CsvReader::Step CsvReader::scan_row(std::string_view text) {
    cells_.clear();
    lines_inside_ = 0;
    at_ = 0;
    for (;;) {
        if (cells_.size() == limits_.columns) {
            return broken(CsvFault::too_many_columns);
        }
        const bool quoted = at_ < text.size() && text[at_] == '"';
        const Step step = quoted ? quoted_cell(text) : plain_cell(text);
        if (step != Step::done) {
            return step;
        }
        if (at_ > limits_.row) {
            return broken(CsvFault::row_too_long);
        }
        if (at_ == text.size()) {
            return source_ended_ ? Step::done : Step::need_more;
        }
        if (text[at_] != ',') {
            return line_break(text);
        }
        ++at_;
    }
}

CsvReader::Step CsvReader::plain_cell(std::string_view text) {
    const std::size_t end = find_cell_end(text, at_);
    if (end - at_ > limits_.field) {
        return broken(CsvFault::field_too_long);
    }
    cells_.push_back({at_, end - at_, false});
    at_ = end;
    return Step::done;
}

CsvReader::Step CsvReader::quoted_cell(std::string_view text) {
    Cell cell{.begin = at_ + 1};
    const std::size_t quote = find_closing_quote(text, cell.begin, cell.doubled_quotes);
    const bool closed = quote != std::string_view::npos;
    cell.length = (closed ? quote : text.size()) - cell.begin;
    at_ = closed ? quote + 1 : text.size();
    if (cell.length > limits_.field) {
        return broken(CsvFault::field_too_long);
    }
    if (at_ == text.size() && !source_ended_) {
        return Step::need_more;
    }
    if (!closed) {
        return broken(CsvFault::unterminated_quote);
    }
    lines_inside_ += count_line_breaks(text.substr(cell.begin, cell.length));
    cells_.push_back(cell);
    return at_ == text.size() || ends_plain_cell(text[at_]) ? Step::done : broken(CsvFault::text_after_quote);
}

CsvReader::Step CsvReader::line_break(std::string_view text) {
    if (text[at_] == '\r') {
        if (at_ + 1 == text.size() && !source_ended_) {
            return Step::need_more;  // the LF of a CRLF may be the next byte
        }
        if (at_ + 1 < text.size() && text[at_ + 1] == '\n') {
            ++at_;
        }
    }
    ++at_;
    return Step::done;
}

/// Gives a row of sound shape to the caller, after checking its bytes.
void CsvReader::hand_over(CsvRow& row) {
    const std::string_view text = rest().substr(0, at_);
    row.line = line_;
    row.fault = CsvFault::none;
    if (std::memchr(text.data(), 0, text.size()) != nullptr) {
        row.fault = CsvFault::nul_byte;
    } else if (!valid_utf8(text)) {
        row.fault = CsvFault::not_utf8;
    } else if (expected_columns_ != 0 && cells_.size() != expected_columns_) {
        row.fault = CsvFault::wrong_column_count;
    }
    char* const front = buffer_.data() + begin_;
    take(at_, lines_inside_ + 1);
    row.fields.clear();
    for (const Cell& cell : cells_) {
        char* const begin = front + cell.begin;
        row.fields.emplace_back(begin, cell.doubled_quotes ? undouble_quotes(begin, cell.length) : cell.length);
    }
}

/// Refuses the first line of the row that scan_row gave up on. What was scanned beyond it is read again; a file made so
/// that this would take for ever is refused whole.
Result<void> CsvReader::refuse_line(CsvRow& row) {
    row.line = line_;
    row.fault = fault_;
    row.fields.clear();
    rescanned_ += at_;
    constexpr std::uint64_t patience = 64U << 20;
    if (rescanned_ > patience + 16 * passed_) {
        return fail(ErrorCode::invalid, fmt::format("{}:{}", file_, line_),
                    "Quotes are broken in too many places to go on; export the file again.");
    }
    for (;;) {
        const std::string_view text = rest();
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const bool undecided = end + 1 >= text.size() && !source_ended_ && (end == text.size() || text[end] == '\r');
        if (!undecided) {
            const bool crlf = text.substr(end, 2) == "\r\n";
            take(std::min(end + (crlf ? 2 : 1), text.size()), 1);
            return {};
        }
        take(end, 0);
        TRY(fill());
    }
}

void CsvReader::take(std::size_t bytes, std::uint64_t lines) {
    begin_ += bytes;
    passed_ += bytes;
    line_ += lines;
}

void append_csv_row(std::string& out, std::span<const std::string_view> fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        out += i == 0 ? "" : ",";
        if (!needs_quotes(fields[i], fields.size())) {
            out += fields[i];
            continue;
        }
        out += '"';
        for (const char c : fields[i]) {
            out += c == '"' ? "\"\"" : std::string_view(&c, 1);
        }
        out += '"';
    }
    out += "\r\n";
}

}  // namespace bluelamp
