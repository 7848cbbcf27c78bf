// SPDX-License-Identifier: Apache-2.0
#include "commands/housekeeping.hpp"

#include <spdlog/spdlog.h>

#include "journal/journal.hpp"

namespace bluelamp::commands {

using namespace std::chrono_literals;

Housekeeping::Housekeeping(const api::Services& services) : services_(services), thread_([this] { keep(); }) {}

Housekeeping::~Housekeeping() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stop_.notify_all();
    thread_.join();
}

void Housekeeping::keep() {
    Instant next_hour = services_.clock.now();
    while (true) {
        {
            std::unique_lock lock(mutex_);
            if (stop_.wait_for(lock, 60s, [this] { return stopping_; })) {
                return;
            }
        }
        each_minute();
        const Instant now = services_.clock.now();
        // A clock set back by more than an hour must not keep the seals away until it has caught up.
        if (now >= next_hour || next_hour - now > 1h) {
            next_hour = now + 1h;
            each_hour();
        }
    }
}

void Housekeeping::each_minute() {
    const auto seen = services_.sessions.take_seen();
    if (!seen.empty()) {
        in_lane("session use", [&](db::Transaction& tx) { return access::write_seen(tx, seen); });
    }
}

void Housekeeping::each_hour() {
    const Instant now = services_.clock.now();
    std::int64_t sealed = 0;
    do {
        sealed = 0;
        in_lane("seal", [&](db::Transaction& tx) -> Result<void> {
            sealed = TRY(journal::seal(tx, now));
            return {};
        });
    } while (sealed > 0);
    in_lane("stored answers", [&](db::Transaction& tx) { return api::forget_old_answers(tx, now); });
    in_lane("dead sessions", [&](db::Transaction& tx) { return access::delete_dead_sessions(tx, now); });
}

void Housekeeping::in_lane(std::string_view what, const std::function<Result<void>(db::Transaction&)>& run) {
    const auto done = services_.database.write(services_.force, run);
    if (!done) {
        // It is tried again at its next time; nothing depends on it meanwhile.
        spdlog::error("housekeeping of {} failed: {} [{}]", what, done.error().message, done.error().cause);
    }
}

}  // namespace bluelamp::commands
