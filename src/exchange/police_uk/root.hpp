// SPDX-License-Identifier: Apache-2.0
/// The root of a vintage: one hash over all its rows, published and derived columns alike.
#pragma once

#include <string>

#include "exchange/police_uk/row.hpp"
#include "journal/journal.hpp"

namespace bluelamp::police_uk {

/// Merkle root (RFC 6962) over rows in order of row number, 256 of them to a leaf. A row stands there with its digest
/// and what was derived from it.
class Root {
   public:
    void add(const PublishedRow& row);
    /// After the last row.
    [[nodiscard]] std::string hex();
    [[nodiscard]] std::int64_t rows() const { return rows_; }

   private:
    void append(std::string_view text);

    std::string leaf_;
    std::int64_t rows_ = 0;
    journal::MerkleRoot tree_;
};

}  // namespace bluelamp::police_uk
