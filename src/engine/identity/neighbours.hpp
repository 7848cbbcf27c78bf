// SPDX-License-Identifier: Apache-2.0
/// Neighbours: which known names are one slip away from what was typed. Each name is filed under itself and under what
/// remains when one letter is left out (symmetric deletion, Garbe 2012); names of up to 24 letters.
#pragma once

#include "engine/identity/postings.hpp"
#include "engine/identity/records.hpp"

namespace bluelamp::identity {

class Neighbours {
   public:
    /// Files the names that have come since the last call.
    void follow(const Records& records);
    /// Known names one letter added, dropped, replaced or swapped away from `plain`, itself left out; each once.
    [[nodiscard]] std::vector<ValueId> of(const Records& records, std::string_view plain) const;
    [[nodiscard]] std::size_t bytes() const { return filed_.bytes(); }

   private:
    Postings filed_;
    ValueId next_ = 1;
};

}  // namespace bluelamp::identity
