// SPDX-License-Identifier: Apache-2.0
/// Blocks: which records are worth comparing. Each rule puts a record into at most one block; records of one block by
/// any rule are compared. A block that is too large is divided by what else is known, and left out when that does not
/// help, so that a popular value never costs more than a bound.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/identity/by_key.hpp"
#include "engine/identity/records.hpp"

namespace bluelamp::identity {

inline constexpr std::size_t rules = 22;
/// What a record is filed under by each rule; 0: not filed.
using Keys = std::array<std::uint64_t, rules>;
[[nodiscard]] Keys keys_of(const Records& records, const Record& record);

class Blocks {
   public:
    /// `threads` share the work. The blocks do not depend on the order of the records.
    Blocks(const Records& records, unsigned threads);

    /// Rows of one block, by rule.
    struct Rule {
        std::vector<std::uint32_t> rows;    ///< block after block
        std::vector<std::uint32_t> starts;  ///< of each block in `rows`, and the end
        /// Every two rows of a block.
        template <class Visit>
        void each_pair(std::size_t block, const Visit& visit) const {
            for (std::uint32_t i = starts[block]; i < starts[block + 1]; ++i) {
                for (std::uint32_t j = i + 1; j < starts[block + 1]; ++j) {
                    visit(rows[i], rows[j]);
                }
            }
        }
        std::vector<std::uint64_t> keys;  ///< of each block
    };
    [[nodiscard]] const Rule& rule(std::size_t number) const { return all_[number]; }
    [[nodiscard]] std::uint64_t pairs() const;  ///< counted once for each rule that has them

    /// How many of the first `count` rules have both in one block.
    [[nodiscard]] unsigned together(std::uint32_t a, std::uint32_t b, std::size_t count) const {
        const auto &left = block_of_[a], &right = block_of_[b];
        unsigned sum = 0;
        for (std::size_t rule = 0; rule < count; ++rule) {
            sum += static_cast<unsigned>((left[rule] != 0) & (left[rule] == right[rule]));
        }
        return sum;
    }

   private:
    void file(const Records& records, std::size_t number, std::vector<Keyed> entries);

    std::array<Rule, rules> all_;
    std::vector<std::array<std::uint32_t, rules>> block_of_;  ///< of each row; counted from 1, 0: in none
};

}  // namespace bluelamp::identity
