// SPDX-License-Identifier: Apache-2.0
/// Finding pairs of persons that may be one, for the review: beside the requests, on a thread of its own, a little at a
/// time, so that neither a call nor a promise waits for it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/services.hpp"
#include "policing/people/people.hpp"
#include "policy/versions.hpp"

namespace bluelamp::commands {

class FindingPairs {
   public:
    /// In the name of `actor`, the command line's account. `shelf` must outlive this.
    FindingPairs(const api::Services& services, policy::Shelf& shelf, access::Actor actor,
                 std::shared_ptr<people::Recognition> recognition);
    /// Waits for what is being looked at.
    ~FindingPairs();
    FindingPairs(const FindingPairs&) = delete;
    FindingPairs& operator=(const FindingPairs&) = delete;

   private:
    void keep();
    /// Whether more is to be looked at.
    Result<bool> look();

    api::Services services_;
    policy::Shelf& shelf_;
    access::Actor actor_;
    std::shared_ptr<people::Recognition> recognition_;
    std::mutex mutex_;
    std::condition_variable stop_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses everything above
};

}  // namespace bluelamp::commands
