// SPDX-License-Identifier: Apache-2.0
/// The work that comes by itself: notices are seen, tasks are done, some late, some given to somebody else.
#pragma once

#include <set>

#include "simulate/scene.hpp"

namespace bluelamp::simulate {

class Office {
   public:
    explicit Office(Stage& stage) : stage_(stage) {}

    /// Goes round once: each hour, at `now`.
    Result<void> go_round(Instant now);

   private:
    Result<void> see_notices(const access::Actor& who, Instant now, Draws& draws);
    Result<void> take_up_tasks(const access::Actor& supervisor, Instant now, Draws& draws);
    void plan_task(const tasks::Task& task, Instant now, Draws& draws);

    Stage& stage_;
    std::set<std::string> planned_;  ///< tasks somebody has in hand
};

}  // namespace bluelamp::simulate
