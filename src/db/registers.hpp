// SPDX-License-Identifier: Apache-2.0
/// The registers of one force during one batch: read at most once, written back at most once, undone command by
/// command.
#pragma once

#include <map>
#include <set>

#include "db/engine.hpp"

namespace bluelamp::db {

class Registers {
   public:
    Registers(Writer& writer, const ForceId& force) : writer_(writer), force_(force) {}

    /// Asks for registers that will probably be wanted, without waiting for the answer.
    Result<void> foresee(const std::set<std::string, std::less<>>& names);

    Result<std::reference_wrapper<Register>> keep(std::string_view name);

    /// A command begins: what it changes from here on can be undone.
    void mark() { undo_.clear(); }
    void undo();

    /// Sends what has changed. Call once, before commit.
    Result<void> write_back();

    /// The names that commands asked for.
    [[nodiscard]] std::set<std::string, std::less<>> used() const;

   private:
    struct Slot {
        Register now;
        Register stored;
        bool arrived = false;
        bool used = false;
    };

    Result<Slot*> find(std::string_view name);
    Result<void> ask(const std::string& name, Slot& slot);

    Writer& writer_;
    const ForceId& force_;
    std::map<std::string, Slot, std::less<>> slots_;  // a map: references into it stay good
    std::vector<std::pair<Slot*, Register>> undo_;
};

}  // namespace bluelamp::db
