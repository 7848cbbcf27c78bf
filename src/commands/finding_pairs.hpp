// SPDX-License-Identifier: Apache-2.0
/// Finding pairs of persons that may be one, for the review: beside the requests, on a thread of its own, a little at a
/// time, so that neither a call nor a promise waits for it.
#pragma once

#include "commands/keeper.hpp"
#include "policing/people/people.hpp"
#include "policy/versions.hpp"

namespace bluelamp::commands {

class FindingPairs {
   public:
    /// In the name of `actor`, the command line's account. `shelf` must outlive this.
    FindingPairs(const api::Services& services, policy::Shelf& shelf, access::Actor actor,
                 std::shared_ptr<people::Recognition> recognition);

   private:
    Result<Keeper::Wait> look();

    api::Services services_;
    policy::Shelf& shelf_;
    access::Actor actor_;
    std::shared_ptr<people::Recognition> recognition_;
    Keeper keeper_;  // last: its steps use everything above
};

}  // namespace bluelamp::commands
