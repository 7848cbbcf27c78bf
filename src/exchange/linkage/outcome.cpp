// SPDX-License-Identifier: Apache-2.0
#include "exchange/linkage/outcome.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/csv.hpp"
#include "exchange/linkage/charts.hpp"

namespace bluelamp::linkage {
namespace {

/// A number with its decimals, in memory of its own: a million of them are written in a breath.
class Decimals {
   public:
    Decimals(double value, int decimals)
        : end_(fmt::format_to_n(text_.data(), text_.size(), "{:.{}f}", value, decimals).out) {}
    operator std::string_view() const { return {text_.data(), static_cast<std::size_t>(end_ - text_.data())}; }

   private:
    std::array<char, 32> text_{};
    char* end_;
};

Result<void> append(NewFile& out, std::string& row, std::span<const std::string_view> fields) {
    row.clear();
    append_csv_row(row, fields);
    return out.append(row);
}

}  // namespace

Result<void> write_pairs(const Files& files, const identity::Linked& linked, NewFile& out) {
    std::string row;
    TRY(append(out, row, std::array<std::string_view, 4>{"id_left", "id_right", "probability", "weight"}));
    for (const identity::Pair& pair : linked.pairs) {
        const Decimals probability(pair.probability(), 6);
        const Decimals weight(static_cast<double>(pair.weight), 4);
        TRY(append(out, row,
                   std::array<std::string_view, 4>{files.id(pair.left), files.id(pair.right), probability, weight}));
    }
    return {};
}

Result<void> write_clusters(const Files& files, const identity::Linked& linked, NewFile& out) {
    std::string row;
    TRY(append(out, row, std::array<std::string_view, 2>{"id", "cluster"}));
    for (std::uint32_t record = 0; record < linked.clusters.size(); ++record) {
        TRY(append(out, row, std::array<std::string_view, 2>{files.id(record), files.id(linked.clusters[record])}));
    }
    return {};
}

namespace {

Result<std::uint32_t> row_of(const Ids& ids, const std::string& id, std::string_view file) {
    const auto row = ids.find(id);
    if (!row) {
        return fail(ErrorCode::not_found, "--explain",
                    fmt::format("No record of {} has the id \"{}\". Give ids as they stand there.", file, id));
    }
    return static_cast<std::uint32_t>(*row);
}

}  // namespace

Result<RowsOfTwo> rows_of(const Files& files, const std::string& first, const std::string& second) {
    const bool two_files = files.right.size() > 0;
    RowsOfTwo rows;
    rows.left = TRY(row_of(files.left, first, two_files ? "LEFT" : "the file"));
    rows.right = TRY(row_of(two_files ? files.right : files.left, second, two_files ? "RIGHT" : "the file"));
    if (two_files) {
        rows.right += static_cast<std::uint32_t>(files.left.size());
    }
    if (rows.left == rows.right) {
        return fail(ErrorCode::invalid, "--explain", "Both ids are of one record. Give the ids of two.");
    }
    return rows;
}

std::string explained(const identity::Explanation& why, const std::string& first, const std::string& second) {
    std::string text = fmt::format("{} and {}\n\n  weight    total  why\n", first, second);
    const std::vector<Bar> bars = waterfall(why);
    for (const Bar& bar : bars) {
        text += fmt::format("{:+8.2f} {:+8.2f}  {}\n", bar.to - bar.from, bar.to, bar.words);
    }
    return text +
           fmt::format("\nTogether {:+.2f}: one person with probability {:.6f}.\n", bars.back().to, why.probability);
}

}  // namespace bluelamp::linkage
