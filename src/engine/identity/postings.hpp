// SPDX-License-Identifier: Apache-2.0
/// Postings: which rows are filed under a key. Keys with equal low 32 bits may share a list: whoever reads compares.
///
/// One row stands in its key's slot; more stand side by side, in a block of twice the size whenever they outgrow it, so
/// that reading a list costs memory one wait and not one for each row.
#pragma once

#include <array>
#include <cstdint>
#include <span>
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
    /// In no order of meaning; until the next add or remove.
    [[nodiscard]] std::span<const std::uint32_t> rows(std::uint64_t key) const {
        const Slot& slot = slots_[slot_of(key)];
        return {slot.count == 1 ? &slot.place : blocks_.data() + slot.place, slot.count};
    }
    [[nodiscard]] std::size_t bytes() const {
        return slots_.capacity() * sizeof(Slot) + blocks_.capacity() * sizeof(std::uint32_t);
    }

   private:
    struct Slot {
        std::uint32_t tag = 0;
        std::uint32_t place = 0;  ///< the only row, or where its rows begin
        std::uint32_t count = 0;
        bool taken = false;  ///< stays when all rows are taken off, for others were put further on because of it
    };
    [[nodiscard]] std::size_t slot_of(std::uint64_t key) const {
        const auto tag = static_cast<std::uint32_t>(key);
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = tag & mask;  // by the tag alone, which is all that is kept
        while (slots_[at].taken && slots_[at].tag != tag) {
            at = (at + 1) & mask;
        }
        return at;
    }
    void grow();
    [[nodiscard]] std::uint32_t take_block(std::uint32_t size);
    void give_back(std::uint32_t place, std::uint32_t size);
    void move(Slot& slot, std::uint32_t from_size, std::uint32_t to_size);

    std::vector<Slot> slots_;
    std::vector<std::uint32_t> blocks_;                ///< of 2, 4, 8, ... rows
    std::array<std::vector<std::uint32_t>, 32> free_;  ///< blocks given back, by the power of two
    std::size_t used_ = 0;
};

}  // namespace bluelamp::identity
