// SPDX-License-Identifier: Apache-2.0
/// The demonstration's force that lives: before the server answers it has lived up to now, thirty days on the first
/// start, what was missed since on a later one; then it goes on at the pace of the clock, beside the people who sign
/// in.
///
/// Promises: its people, their homes and its staff are the same after every start. Stops at once, also while it catches
/// up; the next start goes on from there. What people of flesh and blood have in hand it leaves alone; where somebody
/// was quicker, it gives way.
#pragma once

#include "commands/keeper.hpp"
#include "commands/simulate.hpp"

namespace bluelamp::commands {

struct LivedUp {
    std::unique_ptr<simulate::Force> force;  ///< nothing where nobody can be invented: standard error says why
    bool stopped = false;                    ///< SIGINT or SIGTERM came meanwhile, which the caller has blocked
};
/// Lets the force live up to now.
Result<LivedUp> live_until_now(Opened& opened, simulate::World world);

class Living {
   public:
    Living(std::unique_ptr<simulate::Force> force, const api::Services& services);

   private:
    Result<Keeper::Wait> live();

    std::unique_ptr<simulate::Force> force_;
    api::Services services_;
    Keeper keeper_;  // last: its steps use everything above
};

}  // namespace bluelamp::commands
