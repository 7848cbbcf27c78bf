// SPDX-License-Identifier: Apache-2.0
/// Rows on their way to the database, with the text they point to. Reused from piece to piece, so that memory stays
/// flat and is not asked for again with every row.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "exchange/police_uk/row.hpp"

namespace bluelamp::police_uk {

class RowBatch {
   public:
    /// Keeps a copy of `row` and its text.
    void add(const PublishedRow& row);
    void clear();

    [[nodiscard]] const std::vector<PublishedRow>& rows() const { return rows_; }
    [[nodiscard]] std::size_t size() const { return rows_.size(); }

   private:
    std::string_view keep(std::string_view text);
    void make_room(std::size_t bytes);

    std::vector<PublishedRow> rows_;
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t block_ = 0;  // the one being filled
    std::size_t used_ = 0;   // bytes of it
};

}  // namespace bluelamp::police_uk
