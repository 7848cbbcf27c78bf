// SPDX-License-Identifier: Apache-2.0
#include "commands/linking_register.hpp"

#include <spdlog/spdlog.h>

#include "policing/people/people.hpp"

namespace bluelamp::commands {

using namespace std::chrono_literals;

LinkingRegister::LinkingRegister(const api::Services& services, access::Actor actor)
    : services_(services), actor_(std::move(actor)), thread_([this] { keep(); }) {}

LinkingRegister::~LinkingRegister() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stop_.notify_all();
    thread_.join();
}

void LinkingRegister::keep() {
    bool failed = false;
    for (std::unique_lock lock(mutex_); !stop_.wait_for(lock, 1s, [this] { return stopping_.load(); });) {
        lock.unlock();
        const auto looked = look();
        if (!looked && !failed) {  // once, not for as long as the database is away
            spdlog::error("linking the register failed: {} [{}]", looked.error().message, looked.error().cause);
        }
        failed = !looked;
        lock.lock();
    }
}

Result<void> LinkingRegister::look() {
    const auto taken = TRY(people::take_linking(services_.database, act()));
    if (taken) {
        const people::RunLinking how{[this] { return act(); }, [this] { return stopping_.load(); }};
        TRY(people::run_linking(services_.database, how, *taken));
        (*services_.committed)();
    }
    return {};
}

Act LinkingRegister::act() const {
    Act act;
    act.force = services_.force;
    act.actor = actor_;
    act.now = services_.clock.now();
    act.ids = &services_.ids;
    act.policy_version = services_.policy_version(act.now);
    return act;
}

}  // namespace bluelamp::commands
