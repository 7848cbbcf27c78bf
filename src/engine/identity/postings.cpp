// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/postings.hpp"

#include <algorithm>
#include <bit>

namespace bluelamp::identity {

void Postings::add(std::uint64_t key, std::uint32_t row) {
    Slot* slot = &slots_[slot_of(key)];
    if (!slot->taken) {
        if ((used_ + 1) * 3 > slots_.size() * 2) {
            grow();
            slot = &slots_[slot_of(key)];
        }
        ++used_;
        slot->taken = true;
        slot->tag = static_cast<std::uint32_t>(key);
    }
    if (slot->count == 0) {
        slot->place = row;
    } else {
        if (std::has_single_bit(slot->count)) {
            move(*slot, slot->count, slot->count * 2);
        }
        blocks_[slot->place + slot->count] = row;
    }
    ++slot->count;
}

void Postings::remove(std::uint64_t key, std::uint32_t row) {
    Slot& slot = slots_[slot_of(key)];
    const auto all = rows(key);
    const auto found = std::find(all.begin(), all.end(), row);
    if (found == all.end()) {
        return;
    }
    if (slot.count > 1) {
        blocks_[slot.place + static_cast<std::size_t>(found - all.begin())] = all.back();
    }
    --slot.count;
    if (std::has_single_bit(slot.count)) {
        move(slot, slot.count * 2, slot.count);
    }
}

/// Into a block of another size; one row needs none.
void Postings::move(Slot& slot, std::uint32_t from_size, std::uint32_t to_size) {
    const std::uint32_t to = to_size > 1 ? take_block(to_size) : 0;
    if (from_size == 1) {
        blocks_[to] = slot.place;
    } else if (to_size == 1) {
        give_back(std::exchange(slot.place, blocks_[slot.place]), from_size);
        return;
    } else {
        std::copy_n(blocks_.begin() + slot.place, slot.count, blocks_.begin() + to);
        give_back(slot.place, from_size);
    }
    slot.place = to;
}

std::uint32_t Postings::take_block(std::uint32_t size) {
    auto& free = free_[static_cast<std::size_t>(std::countr_zero(size))];
    if (!free.empty()) {
        const std::uint32_t place = free.back();
        free.pop_back();
        return place;
    }
    const auto place = static_cast<std::uint32_t>(blocks_.size());
    blocks_.resize(blocks_.size() + size);
    return place;
}

void Postings::give_back(std::uint32_t place, std::uint32_t size) {
    free_[static_cast<std::size_t>(std::countr_zero(size))].push_back(place);
}

void Postings::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (!slot.taken) {
            continue;
        }
        std::size_t at = slot.tag & mask;
        while (slots_[at].taken) {
            at = (at + 1) & mask;
        }
        slots_[at] = slot;
    }
}

}  // namespace bluelamp::identity
