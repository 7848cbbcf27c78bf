// SPDX-License-Identifier: Apache-2.0
/// Housekeeping: what must happen now and then without anybody asking. Seals the journal hourly, writes when sessions
/// were last used, forgets stored answers after 35 days and sessions long dead. Each is a short command in the write
/// lane.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/api.hpp"

namespace bluelamp::commands {

class Housekeeping {
   public:
    explicit Housekeeping(const api::Services& services);
    ~Housekeeping();
    Housekeeping(const Housekeeping&) = delete;
    Housekeeping& operator=(const Housekeeping&) = delete;

   private:
    void keep();
    void each_minute();
    void each_hour();
    /// Whether `run` was kept, and answered that more is to be done. Stopping waits for no more.
    bool more_in_lane(std::string_view what, const std::function<Result<bool>(db::Transaction&)>& run);
    void until_done(std::string_view what, const std::function<Result<bool>(db::Transaction&)>& run);
    bool stops_within(std::chrono::milliseconds time);

    api::Services services_;
    std::mutex mutex_;
    std::condition_variable stop_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace bluelamp::commands
