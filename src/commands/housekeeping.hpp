// SPDX-License-Identifier: Apache-2.0
/// Housekeeping: what must happen now and then without anybody asking. Each second takes up policies that became active
/// and tells whoever must be told of deadlines; writes when sessions were last used, seals the journal hourly, forgets
/// stored answers after 35 days and sessions long dead, and counts working days anew when the holidays changed. Each is
/// a short command in the write lane, and none where nothing is due.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/api.hpp"
#include "policy/versions.hpp"

namespace bluelamp::commands {

class Housekeeping {
   public:
    /// In the name of `actor`, the command line's account. `shelf` must outlive this.
    Housekeeping(const api::Services& services, policy::Shelf& shelf, access::Actor actor);
    ~Housekeeping();
    Housekeeping(const Housekeeping&) = delete;
    Housekeeping& operator=(const Housekeeping&) = delete;

   private:
    void keep();
    void each_second();
    void each_minute();
    void each_hour();
    /// Whether `run` was kept, and answered that more is to be done. Stopping waits for no more.
    bool more_in_lane(std::string_view what, const std::function<Result<bool>(db::Transaction&)>& run);
    void until_done(std::string_view what, const std::function<Result<bool>(db::Transaction&)>& run);
    bool stops_within(std::chrono::milliseconds time);
    [[nodiscard]] Act act() const;

    api::Services services_;
    policy::Shelf& shelf_;
    access::Actor actor_;
    bool blind_ = false;         ///< the last look at what is due failed
    std::string counted_under_;  ///< the policy version whose holidays the working days were counted by
    std::mutex mutex_;
    std::condition_variable stop_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace bluelamp::commands
