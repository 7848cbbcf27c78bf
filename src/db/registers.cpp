// SPDX-License-Identifier: Apache-2.0
#include "db/registers.hpp"

#include "db/lane.sql.hpp"

namespace bluelamp::db {

Result<void> Registers::ask(const std::string& name, Slot& slot) {
    const Value parameters[] = {force_, name};
    return writer_.ask(sql::read_register, parameters, [&slot](const Row& row) {
        slot.stored = {row.bigint(0), row.string(1)};
        slot.now = slot.stored;
    });
}

Result<void> Registers::foresee(const std::set<std::string, std::less<>>& names) {
    for (const std::string& name : names) {
        TRY(ask(name, slots_[name]));
    }
    return {};
}

Result<Registers::Slot*> Registers::find(std::string_view name) {
    auto found = slots_.find(name);
    if (found == slots_.end()) {
        found = slots_.emplace(std::string(name), Slot{}).first;
        TRY(ask(found->first, found->second));
    }
    if (!found->second.arrived) {
        TRY(writer_.settle());
        found->second.arrived = true;
    }
    return &found->second;
}

Result<std::reference_wrapper<Register>> Registers::keep(std::string_view name) {
    const auto slot = find(name);
    if (!slot) {
        // The next command must ask again, instead of finding a register that never arrived.
        slots_.erase(std::string(name));
        return tl::unexpected(slot.error());
    }
    (*slot)->used = true;
    const bool marked =
        std::any_of(undo_.begin(), undo_.end(), [&](const auto& entry) { return entry.first == *slot; });
    if (!marked) {
        undo_.emplace_back(*slot, (*slot)->now);
    }
    return std::ref((*slot)->now);
}

void Registers::undo() {
    for (auto& [slot, before] : undo_) {
        slot->now = std::move(before);
    }
    undo_.clear();
}

Result<void> Registers::write_back() {
    for (const auto& [name, slot] : slots_) {
        if (slot.now.number == slot.stored.number && slot.now.text == slot.stored.text) {
            continue;
        }
        const Value parameters[] = {force_, name, slot.now.number, slot.now.text};
        TRY(writer_.execute(sql::write_register, parameters));
    }
    return {};
}

std::set<std::string, std::less<>> Registers::used() const {
    std::set<std::string, std::less<>> names;
    for (const auto& [name, slot] : slots_) {
        if (slot.used) {
            names.insert(name);
        }
    }
    return names;
}

}  // namespace bluelamp::db
