// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/postings.hpp"

namespace bluelamp::identity {

void Postings::add(std::uint64_t key, std::uint32_t row) {
    Slot* slot = &slots_[slot_of(key)];
    if (slot->head == 0) {
        if ((used_ + 1) * 3 > slots_.size() * 2) {
            grow();
            slot = &slots_[slot_of(key)];
        }
        ++used_;
        slot->tag = static_cast<std::uint32_t>(key);
    }
    const std::uint32_t next = slot->head == none ? 0 : slot->head;
    if (free_ != 0) {
        slot->head = free_;
        free_ = entries_[slot->head - 1].next;
        entries_[slot->head - 1] = {row, next};
    } else {
        entries_.push_back({row, next});
        slot->head = static_cast<std::uint32_t>(entries_.size());
    }
    ++slot->count;
}

void Postings::remove(std::uint64_t key, std::uint32_t row) {
    Slot& slot = slots_[slot_of(key)];
    if (slot.head == none) {
        return;
    }
    for (std::uint32_t* link = &slot.head; *link != 0; link = &entries_[*link - 1].next) {
        const std::uint32_t at = *link;
        if (entries_[at - 1].row == row) {
            *link = entries_[at - 1].next;
            entries_[at - 1].next = free_;
            free_ = at;
            slot.head = slot.head == 0 ? none : slot.head;
            --slot.count;
            return;
        }
    }
}

void Postings::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.head == 0) {
            continue;
        }
        std::size_t at = slot.tag & mask;
        while (slots_[at].head != 0) {
            at = (at + 1) & mask;
        }
        slots_[at] = slot;
    }
}

}  // namespace bluelamp::identity
