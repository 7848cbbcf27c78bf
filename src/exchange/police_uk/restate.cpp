// SPDX-License-Identifier: Apache-2.0
/// A month published again: what is the same, what is changed, what is new, what is gone.
#include <algorithm>
#include <map>
#include <tuple>

#include "exchange/police_uk/file_import.hpp"

namespace bluelamp::police_uk {
namespace {

/// Half of what a published row takes: the number of rows in a file is not known before it has been read.
constexpr std::int64_t least_row_bytes = 120;
constexpr std::size_t rows_fetched_at_once = 1'000;

/// The published columns in which two rows differ.
std::vector<std::string_view> differences(Kind kind, const Content& a, const Content& b) {
    std::vector<std::string_view> names;
    for (std::size_t cell = 0; cell < columns(kind).size(); ++cell) {
        if (a.cells[cell] != b.cells[cell]) {
            names.push_back(columns(kind)[cell].name);
        }
    }
    if (a.position != b.position) {
        names.push_back("Position");
    }
    return names;
}

using ByKey = std::multimap<std::int64_t, std::size_t>;

ByKey rows_by_key(const RowBatch& batch) {
    ByKey by_key;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (batch.rows()[i].crime_key) {
            by_key.emplace(*batch.rows()[i].crime_key, i);
        }
    }
    return by_key;
}

/// Of the rows that carry the same Crime ID, the one that differs in the fewest columns.
ByKey::iterator nearest(Kind kind, const PublishedRow& row, const RowBatch& among, ByKey& by_key) {
    auto best = by_key.end();
    std::size_t fewest = most_columns + 1;
    if (!row.crime_key) {
        return best;
    }
    const auto [begin, end] = by_key.equal_range(*row.crime_key);
    for (auto at = begin; at != end; ++at) {
        const std::size_t count = differences(kind, among.rows()[at->second].content, row.content).size();
        if (count < fewest) {
            fewest = count;
            best = at;
        }
    }
    return best;
}

/// Without what was derived, whose text goes away with the row of the database.
PublishedRow as_published(const PublishedRow& row) {
    PublishedRow kept;
    kept.content = row.content;
    kept.digest = row.digest;
    kept.crime_key = row.crime_key;
    return kept;
}

}  // namespace

/// A file is compared in parts by the hash of its rows' keys, so that memory holds one part only.
bool FileImport::Part::holds(const PublishedRow& row) const {
    return static_cast<std::uint64_t>(row.crime_key.value_or(row.digest.a)) % of == number;
}

Result<void> FileImport::import_again() {
    result_.became = Became::restated;
    Part part;
    part.of = static_cast<std::uint64_t>(1 + std::max(before_.next_row, result_.bytes.bytes / least_row_bytes) /
                                                 importer_.rows_compared_at_once);
    for (; part.number < part.of; ++part.number) {
        auto known = TRY(known_rows(part));
        Unmatched unmatched;
        TRY(match(part, known, unmatched));
        TRY(read_gone(known, unmatched));
        TRY(settle_unmatched(unmatched));
    }
    TRY(send());
    TRY(lane_.settle());
    return each_row(importer_.database, force_, slice(writing_.vintage),
                    [this](const StoredRow& row) { root_.add(row.row); });
}

/// The rows of the vintage before, in order of digest.
Result<std::vector<FileImport::Known>> FileImport::known_rows(const Part& part) {
    std::vector<Known> known;
    TRY(each_row(importer_.database, force_, slice(before_.vintage), [&](const StoredRow& row) {
        if (part.holds(row.row)) {
            known.push_back({row.row.digest, row.row_no, 0});
        }
    }));
    std::sort(known.begin(), known.end(), [](const Known& a, const Known& b) {
        return std::tie(a.digest, a.row_no) < std::tie(b.digest, b.row_no);
    });
    return known;
}

/// Each row of the file uses up one known row of the same digest; those that find none are kept for pairing.
Result<void> FileImport::match(const Part& part, std::vector<Known>& known, Unmatched& into) {
    const auto file = TRY(open());
    Judge judge(file_.key, places_);
    Content content;
    while (TRY(next(*file, content))) {
        const PublishedRow row = judge.judge(content);
        if (!part.holds(row)) {
            continue;
        }
        const auto first =
            std::lower_bound(known.begin(), known.end(), row.digest,
                             [](const Known& each, const Digest& digest) { return each.digest < digest; });
        const bool there = first != known.end() && first->digest == row.digest && first->taken < known.end() - first &&
                           first[first->taken].digest == row.digest;
        if (there) {
            ++first->taken;
            ++result_.tally.unchanged;
        } else {
            into.arrived.add(row);
        }
    }
    if (part.number == 0) {
        result_.findings = file->findings();
        result_.findings.traps = judge.traps();
    }
    if (file->sha256() != result_.bytes.sha256) {
        broken_file_ = true;
        return fail(ErrorCode::conflict, file_.path.string(), "The file changed while it was read; import it again.");
    }
    return {};
}

/// Reads the known rows that the file did not use up.
Result<void> FileImport::read_gone(const std::vector<Known>& known, Unmatched& into) {
    for (std::size_t first = 0; first < known.size();) {
        std::size_t i = first + static_cast<std::size_t>(known[first].taken);
        for (; i < known.size() && known[i].digest == known[first].digest; ++i) {
            into.gone_row_nos.push_back(known[i].row_no);
        }
        first = std::max(i, first + 1);
    }
    auto& rows = into.gone_row_nos;
    std::sort(rows.begin(), rows.end());
    for (std::size_t from = 0; from < rows.size(); from += rows_fetched_at_once) {
        const std::size_t to = std::min(rows.size(), from + rows_fetched_at_once);
        const auto fetch = [&](db::Reader& reader) -> Result<void> {
            for (std::size_t i = from; i < to; ++i) {
                TRY(rows_after(reader, force_, slice(before_.vintage), {rows[i] - 1, 1},
                               [&](const StoredRow& row) { into.gone.add(as_published(row.row)); }));
            }
            return {};
        };
        TRY(importer_.database.read(fetch));
    }
    return {};
}

/// Pairs rows of one Crime ID: a pair is a change. What stays alone is new, or was withdrawn by the publisher.
Result<void> FileImport::settle_unmatched(const Unmatched& rows) {
    ByKey by_key = rows_by_key(rows.gone);
    std::vector<bool> paired(rows.gone.size(), false);
    Tally& tally = result_.tally;
    for (const PublishedRow& row : rows.arrived.rows()) {
        const auto pair = nearest(writing_.kind, row, rows.gone, by_key);
        if (pair == by_key.end()) {
            ++tally.stored;
        } else {
            ++tally.changed;
            for (const std::string_view name :
                 differences(writing_.kind, rows.gone.rows()[pair->second].content, row.content)) {
                tally.changes.add(name);
            }
            paired[pair->second] = true;
            by_key.erase(pair);
        }
        TRY(store(row));
    }
    for (std::size_t i = 0; i < rows.gone.size(); ++i) {
        tally.withdrawn += paired[i] ? 0 : 1;
        TRY(supersede_row(rows.gone_row_nos[i]));
    }
    return {};
}

}  // namespace bluelamp::police_uk
