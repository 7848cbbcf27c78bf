// SPDX-License-Identifier: Apache-2.0
#include "commands/finding_pairs.hpp"

#include <spdlog/spdlog.h>

namespace bluelamp::commands {

using namespace std::chrono_literals;

FindingPairs::FindingPairs(const api::Services& services, policy::Shelf& shelf, access::Actor actor,
                           std::shared_ptr<people::Recognition> recognition)
    : services_(services),
      shelf_(shelf),
      actor_(std::move(actor)),
      recognition_(std::move(recognition)),
      thread_([this] { keep(); }) {}

FindingPairs::~FindingPairs() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stop_.notify_all();
    thread_.join();
}

void FindingPairs::keep() {
    // A large register, once imported, is looked through in hours rather than at the expense of whoever works.
    constexpr auto between = 200ms, idle = 2000ms;
    auto wait = between;
    bool failed = false;
    for (std::unique_lock lock(mutex_); !stop_.wait_for(lock, wait, [this] { return stopping_; });) {
        lock.unlock();
        const auto looked = look();
        if (!looked && !failed) {  // once, not for as long as the database is away
            spdlog::error("looking for records of one person failed: {} [{}]", looked.error().message,
                          looked.error().cause);
        }
        failed = !looked;
        wait = looked.value_or(false) ? between : idle;
        lock.lock();
    }
}

Result<bool> FindingPairs::look() {
    Act act;
    act.force = services_.force;
    act.actor = actor_;
    act.now = services_.clock.now();
    act.ids = &services_.ids;
    act.policy_version = services_.policy_version(act.now);
    const auto policy = shelf_.version(act.policy_version, act.now);
    const bool more = TRY(people::look_for_pairs(services_.database, act, *policy, *recognition_));
    (*services_.committed)();
    return more;
}

}  // namespace bluelamp::commands
