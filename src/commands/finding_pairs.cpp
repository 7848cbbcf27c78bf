// SPDX-License-Identifier: Apache-2.0
#include "commands/finding_pairs.hpp"

namespace bluelamp::commands {

using namespace std::chrono_literals;

namespace {

// A large register, once imported, is looked through in hours rather than at the expense of whoever works.
constexpr auto between = 200ms, idle = 2000ms;

}  // namespace

FindingPairs::FindingPairs(const api::Services& services, policy::Shelf& shelf, access::Actor actor,
                           std::shared_ptr<people::Recognition> recognition)
    : services_(services),
      shelf_(shelf),
      actor_(std::move(actor)),
      recognition_(std::move(recognition)),
      keeper_("looking for records of one person failed", between, [this] { return look(); }) {}

Result<Keeper::Wait> FindingPairs::look() {
    const Act act = act_of(services_, actor_);
    const auto policy = shelf_.version(act.policy_version, act.now);
    const bool more = TRY(people::look_for_pairs(services_.database, act, *policy, *recognition_));
    (*services_.committed)();
    return more ? between : idle;
}

}  // namespace bluelamp::commands
