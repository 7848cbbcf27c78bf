// SPDX-License-Identifier: Apache-2.0
/// Housekeeping: what must happen now and then without anybody asking. Each second takes up policies that became active
/// and tells whoever must be told of deadlines; writes when sessions were last used, seals the journal hourly, forgets
/// stored answers after 35 days and sessions long dead, and counts working days anew when the holidays changed. Each is
/// a short command in the write lane, and none where nothing is due.
#pragma once

#include "api/api.hpp"
#include "commands/keeper.hpp"
#include "policy/versions.hpp"

namespace bluelamp::commands {

class Housekeeping {
   public:
    /// In the name of `actor`, the command line's account. `shelf` must outlive this.
    Housekeeping(const api::Services& services, policy::Shelf& shelf, access::Actor actor);

   private:
    Result<Keeper::Wait> step();
    void each_second();
    void each_minute();
    void each_hour();
    /// Whether `run` was kept, and answered that more is to be done. Stopping waits for no more.
    bool more_in_lane(std::string_view what, const std::function<Result<bool>(db::Transaction&)>& run);
    void until_done(std::string_view what, const std::function<Result<bool>(db::Transaction&)>& run);

    api::Services services_;
    policy::Shelf& shelf_;
    access::Actor actor_;
    bool blind_ = false;         ///< the last look at what is due failed
    std::string counted_under_;  ///< the policy version whose holidays the working days were counted by
    Instant next_minute_, next_hour_;
    Keeper keeper_;  // last: its steps use everything above
};

}  // namespace bluelamp::commands
