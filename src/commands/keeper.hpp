// SPDX-License-Identifier: Apache-2.0
/// Keeper: a thread of its own on which one thing is done again and again, beside the requests, until it is stopped.
///
/// Promises: an error, or a record that is broken, ends one step and not the server: it is said in the log, once and
/// then each minute until a step succeeds, and tried again after a second. Stopping ends the waiting at once and waits
/// for the step that is being done; a long one asks `stopping`. Refuses: nothing.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "access/act.hpp"
#include "api/services.hpp"

namespace bluelamp::commands {

class Keeper {
   public:
    using Wait = std::chrono::milliseconds;
    /// Does it once; answers how long to wait until the next time.
    using Step = std::function<Result<Wait>()>;

    /// `failing` is what the log says before the reason: "linking the register failed". The first step comes after
    /// `first`.
    Keeper(std::string failing, Wait first, Step step);
    ~Keeper() { stop(); }
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    void stop();
    [[nodiscard]] bool stopping() const { return stopping_; }

   private:
    void keep(Wait wait);
    /// A step; what is thrown is an error like any other.
    Result<Wait> once();
    void tell(const Error& failed);

    const std::string failing_;
    const Step step_;
    std::chrono::steady_clock::time_point told_{};  ///< of the failure that lasts
    bool failed_ = false;
    std::mutex mutex_;
    std::condition_variable stop_;
    std::atomic<bool> stopping_{false};
    std::thread thread_;  // last: it uses everything above
};

/// An act of the server itself, now, in the name of `actor`.
Act act_of(const api::Services& services, const access::Actor& actor);

}  // namespace bluelamp::commands
