// SPDX-License-Identifier: Apache-2.0
/// Keeping the register in memory up with the database, beside the requests: look-ups read small changes themselves,
/// but a large import or a newly trained model is taken up here, on a thread of its own.
#pragma once

#include <limits>

#include "commands/keeper.hpp"
#include "commands/progress.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::commands {

/// What shows on `line` how far the register is read, and goes on.
people::ReadSoFar shown_on(ProgressLine& line);

/// Reads the register, or so many profiles of it that nobody waits long for a server to start: KeepingUp reads what is
/// left while the desks work. With progress on standard error where it takes long.
Result<std::shared_ptr<people::Recognition>> register_in_memory(
    db::Database& database, const ForceId& force, std::size_t most = std::numeric_limits<std::size_t>::max());

/// How much of the register is in memory.
struct RegisterKnown {
    std::size_t profiles = 0;
    bool behind = false;  ///< nobody is recognised yet but by what was typed
};

class KeepingUp {
   public:
    KeepingUp(const api::Services& services, std::shared_ptr<people::Recognition> recognition);

    /// Ends what is being read.
    void stop() { keeper_.stop(); }

    [[nodiscard]] RegisterKnown known() const { return {recognition_->size(force_), recognition_->behind(force_)}; }

   private:
    Result<Keeper::Wait> read();
    /// Whoever runs the server learns that the model in force is not the one that answers.
    void say_model();

    db::Database& database_;
    const ForceId force_;
    std::shared_ptr<people::Recognition> recognition_;
    std::string said_;  ///< of the model
    Keeper keeper_;     // last: its steps use everything above
};

}  // namespace bluelamp::commands
