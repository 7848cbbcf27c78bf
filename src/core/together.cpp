// SPDX-License-Identifier: Apache-2.0
#include "core/together.hpp"

#include <algorithm>

#include "core/result.hpp"

namespace bluelamp {
namespace {

thread_local Together* of_this_thread = nullptr;

}  // namespace

Together::Together() {
    invariant(of_this_thread == nullptr, "a thread gathers its wake-ups once at a time");
    of_this_thread = this;
}

Together::~Together() {
    of_this_thread = nullptr;  // who is woken may owe others, and those are woken at once
    for (const auto& [whom, wake] : owed_) {
        wake();
    }
}

void Together::pay() {
    if (of_this_thread != nullptr) {
        for (const auto& [whom, wake] : std::exchange(of_this_thread->owed_, {})) {
            wake();
        }
    }
}

void Together::owe(const std::shared_ptr<std::condition_variable>& waiting) {
    owe(waiting.get(), [waiting] { waiting->notify_one(); });
}

void Together::owe(const void* whom, std::function<void()> wake) {
    if (of_this_thread == nullptr) {
        return wake();
    }
    auto& owed = of_this_thread->owed_;
    const bool known = std::any_of(owed.begin(), owed.end(), [&](const auto& each) { return each.first == whom; });
    if (!known) {
        owed.emplace_back(whom, std::move(wake));
    }
}

}  // namespace bluelamp
