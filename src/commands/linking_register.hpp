// SPDX-License-Identifier: Apache-2.0
/// Linking the whole register when somebody asks for it (people/linkings.hpp): beside the requests, on a thread of its
/// own and the engine's at low priority, so that no call waits for it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/services.hpp"

namespace bluelamp::commands {

class LinkingRegister {
   public:
    /// In the name of `actor`, the command line's account.
    LinkingRegister(const api::Services& services, access::Actor actor);
    /// Ends a run that is under way, which says so, and can be started again.
    ~LinkingRegister();
    LinkingRegister(const LinkingRegister&) = delete;
    LinkingRegister& operator=(const LinkingRegister&) = delete;

   private:
    void keep();
    Result<void> look();
    [[nodiscard]] Act act() const;

    api::Services services_;
    access::Actor actor_;
    std::mutex mutex_;
    std::condition_variable stop_;
    std::atomic<bool> stopping_{false};
    std::thread thread_;  // last: it uses everything above
};

}  // namespace bluelamp::commands
