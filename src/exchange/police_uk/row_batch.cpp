// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/row_batch.hpp"

#include <algorithm>

namespace bluelamp::police_uk {
namespace {

constexpr std::size_t block_bytes = std::size_t{256} * 1024;

}  // namespace

/// A row always fits a block: the reader refuses rows over row_limit (published_file.cpp), a fraction of it.
void RowBatch::make_room(std::size_t bytes) {
    invariant(bytes <= block_bytes, "a row is larger than a block of text");
    if (!blocks_.empty() && used_ + bytes > block_bytes) {
        ++block_;
        used_ = 0;
    }
    if (block_ == blocks_.size()) {
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_bytes));
    }
}

std::string_view RowBatch::keep(std::string_view text) {
    char* const to = blocks_[block_].get() + used_;
    std::copy(text.begin(), text.end(), to);
    used_ += text.size();
    return {to, text.size()};
}

void RowBatch::add(const PublishedRow& row) {
    std::size_t bytes = row.month.size();
    for (const std::string_view cell : row.content.cells) {
        bytes += cell.size();
    }
    make_room(bytes);
    PublishedRow& kept = rows_.emplace_back(row);
    for (std::string_view& cell : kept.content.cells) {
        cell = keep(cell);
    }
    kept.month = keep(row.month);
}

void RowBatch::clear() {
    rows_.clear();
    block_ = 0;
    used_ = 0;
}

}  // namespace bluelamp::police_uk
