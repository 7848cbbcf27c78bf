// SPDX-License-Identifier: Apache-2.0
/// Any bytes as the rows of a published file of each kind: every row is either sound or refused with a reason that is
/// explained, a sound one has a digest that survives being written and read again, and judging and batching it breaks
/// nothing. The first byte chooses the kind; the heading is put in front, because few inputs would get past it.
#include <cstdint>

#include "exchange/police_uk/judge.hpp"
#include "exchange/police_uk/published_file.hpp"
#include "exchange/police_uk/root.hpp"
#include "exchange/police_uk/row_batch.hpp"
#include "fuzz/require.hpp"

namespace {

using namespace bluelamp;
using namespace bluelamp::police_uk;

std::string heading(Kind kind) {
    std::string text;
    for (const CsvColumn& column : columns(kind)) {
        text += (text.empty() ? "" : ",") + std::string(column.name);
    }
    return text + "\n";
}

void name_is_stable(std::string_view name) {
    if (const auto key = parse_file_name(name)) {
        const auto again = parse_file_name(key->text() + ".csv");
        require(again.has_value() && *again == *key);
    }
}

/// What a row gives when its cells are written as CSV and read back; positions with six decimals.
Digest digest_again(Kind kind, const Content& content, std::span<const std::string_view> cells) {
    std::string text = heading(kind);
    append_csv_row(text, cells);
    auto file = PublishedFile::read(std::make_unique<MemorySource>(text), kind, "again.csv");
    Content again;
    require(file && *(*file)->next(again));
    require(again.position == content.position);
    return digest_of(kind, again);
}

std::string micro(std::int64_t value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6f", static_cast<double>(value) / 1e6);
    return text;
}

void written_and_read_is_the_same(Kind kind, const Content& content) {
    const bool search = kind == Kind::stop_and_search;
    auto cells = content.cells;
    const std::string latitude = content.position ? micro(content.position->latitude) : "";
    const std::string longitude = content.position ? micro(content.position->longitude) : "";
    const std::string at = search ? rfc3339(content.searched_at) : "";
    cells[search ? at::search_latitude : at::latitude] = latitude;
    cells[search ? at::search_longitude : at::longitude] = longitude;
    if (search) {
        cells[at::searched_at] = at;
    }
    require(digest_again(kind, content, std::span(cells).first(columns(kind).size())) == digest_of(kind, content));
}

void read_all_rows(Kind kind, std::string_view rows) {
    static const geography::Areas no_areas({}, {}, {});
    const FileKey key{kind, {2021, 6}, "city-of-london", ""};
    Places places(no_areas);
    Judge judge(key, places);
    auto file = PublishedFile::read(std::make_unique<MemorySource>(rows), kind, "fuzz.csv");
    if (!file) {
        return;  // so many NUL bytes that it is no text at all
    }
    RowBatch batch;
    Root root;
    Content content;
    std::int64_t sound = 0;
    for (auto more = (*file)->next(content); more && *more; more = (*file)->next(content), ++sound) {
        const PublishedRow row = judge.judge(content);
        written_and_read_is_the_same(kind, content);
        batch.add(row);
        root.add(batch.rows().back());
        require(digest_of(kind, batch.rows().back().content) == row.digest);
    }
    const Findings& findings = (*file)->findings();
    require(findings.rows_in == sound + findings.refusals.total());
    for (const auto& [reason, times] : findings.refusals.by) {
        require(times > 0 && !explain_refusal(reason).empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto kind = static_cast<Kind>(data[0] % 3);
    name_is_stable(bytes);
    read_all_rows(kind, heading(kind) + std::string(bytes));
    return 0;
}
