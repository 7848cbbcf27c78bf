// SPDX-License-Identifier: Apache-2.0
/// Linking the whole register when somebody asks for it (people/linkings.hpp): beside the requests, on a thread of its
/// own and the engine's at low priority, so that no call waits for it.
#pragma once

#include "commands/keeper.hpp"

namespace bluelamp::commands {

class LinkingRegister {
   public:
    /// In the name of `actor`, the command line's account.
    /// Its end ends a run that is under way, which says so, and can be started again.
    LinkingRegister(const api::Services& services, access::Actor actor);

   private:
    Result<Keeper::Wait> look();

    api::Services services_;
    access::Actor actor_;
    Keeper keeper_;  // last: its steps use everything above
};

}  // namespace bluelamp::commands
