// SPDX-License-Identifier: Apache-2.0
/// Postings: which rows are filed under a key. Keys with equal low 32 bits may share a list: whoever reads compares.
#pragma once

#include <cstdint>
#include <vector>

namespace bluelamp::identity {

class Postings {
   public:
    Postings() : slots_(1024) {}
    void add(std::uint64_t key, std::uint32_t row);
    /// Takes a row off a key once; in time that grows with how many rows the key has.
    void remove(std::uint64_t key, std::uint32_t row);
    /// How many rows a key has.
    [[nodiscard]] std::uint32_t count(std::uint64_t key) const { return slots_[slot_of(key)].count; }
    template <class Visit>
    void each(std::uint64_t key, const Visit& visit) const {
        for (std::uint32_t at = slots_[slot_of(key)].head; at != none && at != 0; at = entries_[at - 1].next) {
            visit(entries_[at - 1].row);
        }
    }
    [[nodiscard]] std::size_t bytes() const {
        return slots_.capacity() * sizeof(Slot) + entries_.capacity() * sizeof(Entry);
    }

   private:
    static constexpr std::uint32_t none = ~0U;  ///< head of a slot whose rows were all taken off: not empty
    struct Slot {
        std::uint32_t tag = 0, head = 0, count = 0;  // no head: empty
    };
    struct Entry {
        std::uint32_t row, next;
    };
    [[nodiscard]] std::size_t slot_of(std::uint64_t key) const {
        const auto tag = static_cast<std::uint32_t>(key);
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = tag & mask;  // by the tag alone, which is all that is kept
        while (slots_[at].head != 0 && slots_[at].tag != tag) {
            at = (at + 1) & mask;
        }
        return at;
    }
    void grow();

    std::vector<Slot> slots_;
    std::vector<Entry> entries_;
    std::size_t used_ = 0;
    std::uint32_t free_ = 0;  ///< entries taken out, one after the other
};

}  // namespace bluelamp::identity
