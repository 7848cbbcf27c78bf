// SPDX-License-Identifier: Apache-2.0
/// Find: the rows worth comparing with what was typed. Exact keys first (telephone, address, names as they sound, date
/// of birth), names one slip or nickname away next, looser keys last; small lists first and never more than a bound of
/// rows, so that a popular name or a telephone of thousands costs no more than a rare one.
#pragma once

#include "engine/identity/keys.hpp"
#include "engine/identity/neighbours.hpp"

namespace bluelamp::identity {

class Finder {
   public:
    void file(const Records& records, std::uint32_t row);
    void take_out(const Records& records, std::uint32_t row);
    /// How far to look: `sharp` at what few persons share, `near` at equal values and names that sound so, `far` at all
    /// of it.
    enum class Reach { sharp, near, far };
    /// Each row once, in no order of meaning.
    [[nodiscard]] std::vector<std::uint32_t> find(const Records& records, const Values& values, const Record& typed,
                                                  Reach reach) const;
    [[nodiscard]] std::size_t bytes() const { return filed_.bytes() + neighbours_.bytes(); }

   private:
    template <class Visit>
    static void each_key(const KeyParts& parts, const Visit& visit);

    Postings filed_;
    Neighbours neighbours_;
};

}  // namespace bluelamp::identity
