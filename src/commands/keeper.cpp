// SPDX-License-Identifier: Apache-2.0
#include "commands/keeper.hpp"

#include <spdlog/spdlog.h>

namespace bluelamp::commands {

using namespace std::chrono_literals;

Keeper::Keeper(std::string failing, Wait first, Step step)
    : failing_(std::move(failing)), step_(std::move(step)), thread_([this, first] { keep(first); }) {}

void Keeper::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stop_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Keeper::keep(Wait wait) {
    for (std::unique_lock lock(mutex_); !stop_.wait_for(lock, wait, [this] { return stopping_.load(); });) {
        lock.unlock();
        const auto next = once();
        if (!next) {
            tell(next.error());
        }
        failed_ = !next;
        wait = next.value_or(1s);
        lock.lock();
    }
}

Result<Keeper::Wait> Keeper::once() {
    try {
        return step_();
    } catch (const std::exception& broken) {
        return fail(ErrorCode::internal, "", broken.what());
    }
}

void Keeper::tell(const Error& failed) {
    const auto now = std::chrono::steady_clock::now();
    if (!failed_ || now - told_ >= 1min) {
        told_ = now;
        spdlog::error("{}: {} [{}]", failing_, failed.message, failed.cause);
    }
}

Act act_of(const api::Services& services, const access::Actor& actor) {
    Act one;
    one.force = services.force;
    one.actor = actor;
    one.now = services.clock.now();
    one.ids = &services.ids;
    one.policy_version = services.policy_version(one.now);
    return one;
}

}  // namespace bluelamp::commands
