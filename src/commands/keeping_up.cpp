// SPDX-License-Identifier: Apache-2.0
#include "commands/keeping_up.hpp"

#include <spdlog/spdlog.h>

#include "commands/progress.hpp"

namespace bluelamp::commands {

using namespace std::chrono_literals;

Result<std::shared_ptr<people::Recognition>> register_in_memory(db::Database& database, const ForceId& force) {
    auto recognition = std::make_shared<people::Recognition>();
    const std::int64_t all = TRY(people::profiles_on(database, force));
    ProgressLine line;
    TRY(recognition->catch_up(database, force, [&](std::size_t profiles) {
        const auto read = static_cast<std::int64_t>(profiles);
        line.show(read, all, read, "into memory");
    }));
    return recognition;
}

KeepingUp::KeepingUp(const api::Services& services, std::shared_ptr<people::Recognition> recognition)
    : database_(services.database),
      force_(services.force),
      recognition_(std::move(recognition)),
      thread_([this] { keep(); }) {}

void KeepingUp::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stop_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void KeepingUp::keep() {
    bool failed = false;
    for (std::unique_lock lock(mutex_); !stop_.wait_for(lock, 1s, [this] { return stopping_; });) {
        lock.unlock();
        const auto read = recognition_->catch_up(database_, force_);
        if (!read && !failed) {  // once: requests tell it too
            spdlog::error("the register in memory is behind: {} {}", read.error().message, read.error().cause);
        }
        failed = !read;
        say_model();
        lock.lock();
    }
}

void KeepingUp::say_model() {
    const std::string note = recognition_->answering(force_).note;
    if (!note.empty() && note != said_) {  // once for each model, not each second
        spdlog::warn("{}", note);
    }
    said_ = note;
}

}  // namespace bluelamp::commands
