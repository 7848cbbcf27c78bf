// SPDX-License-Identifier: Apache-2.0
#include "commands/linking_register.hpp"

#include "policing/people/people.hpp"

namespace bluelamp::commands {

using namespace std::chrono_literals;

LinkingRegister::LinkingRegister(const api::Services& services, access::Actor actor)
    : services_(services),
      actor_(std::move(actor)),
      keeper_("linking the register failed", 1s, [this] { return look(); }) {}

Result<Keeper::Wait> LinkingRegister::look() {
    const auto act = [this] { return act_of(services_, actor_); };
    const auto taken = TRY(people::take_linking(services_.database, act()));
    if (taken) {
        const people::RunLinking how{act, [this] { return keeper_.stopping(); }};
        TRY(people::run_linking(services_.database, how, *taken));
        (*services_.committed)();
    }
    return 1s;
}

}  // namespace bluelamp::commands
