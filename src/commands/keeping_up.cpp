// SPDX-License-Identifier: Apache-2.0
#include "commands/keeping_up.hpp"

#include <spdlog/spdlog.h>

namespace bluelamp::commands {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t worth_telling = 500;  // profiles that were read at once: at the start, after an import

}  // namespace

people::ReadSoFar shown_on(ProgressLine& line) {
    return [&line](std::size_t profiles, double share) {
        constexpr std::int64_t all = 1'000'000;
        line.show(static_cast<std::int64_t>(share * all), all, static_cast<std::int64_t>(profiles),
                  "the register into memory");
        return true;
    };
}

Result<std::shared_ptr<people::Recognition>> register_in_memory(db::Database& database, const ForceId& force,
                                                                std::size_t most) {
    auto recognition = std::make_shared<people::Recognition>();
    ProgressLine line;
    const people::ReadSoFar show = shown_on(line);
    TRY(recognition->catch_up(database, force, [&](std::size_t profiles, double share) {
        show(profiles, share);
        return profiles < most;
    }));
    return recognition;
}

KeepingUp::KeepingUp(const api::Services& services, std::shared_ptr<people::Recognition> recognition)
    : database_(services.database),
      force_(services.force),
      recognition_(std::move(recognition)),
      keeper_("the register in memory is behind", 0s, [this] { return read(); }) {}

Result<Keeper::Wait> KeepingUp::read() {
    const std::size_t before = recognition_->size(force_);
    TRY(recognition_->catch_up(database_, force_, [this](std::size_t, double) { return !keeper_.stopping(); }));
    say_model();
    if (const std::size_t now = recognition_->size(force_); now >= before + worth_telling && !keeper_.stopping()) {
        spdlog::info("the register is in memory: {} profiles", now);
    }
    return 1s;
}

void KeepingUp::say_model() {
    const std::string note = recognition_->answering(force_).note;
    if (!note.empty() && note != said_) {  // once for each model, not each second
        spdlog::warn("{}", note);
    }
    said_ = note;
}

}  // namespace bluelamp::commands
