// SPDX-License-Identifier: Apache-2.0
#include "commands/housekeeping.hpp"

#include <spdlog/spdlog.h>

#include "api/idempotency.hpp"
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
    while (!stops_within(60s)) {
        try {
            each_minute();
            const Instant now = services_.clock.now();
            // A clock set back by more than an hour must not keep the seals away until it has caught up.
            if (now >= next_hour || next_hour - now > 1h) {
                next_hour = now + 1h;
                each_hour();
            }
        } catch (const std::exception& broken) {
            spdlog::error("housekeeping met a broken record and goes on in a minute: {}", broken.what());
        }
    }
}

bool Housekeeping::stops_within(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return stop_.wait_for(lock, time, [this] { return stopping_; });
}

void Housekeeping::each_minute() {
    const auto seen = services_.sessions.take_seen();
    if (!seen.empty()) {
        more_in_lane("session use", [&](db::Transaction& tx) -> Result<bool> {
            TRY(access::write_seen(tx, seen));
            return false;
        });
    }
}

void Housekeeping::each_hour() {
    const Instant now = services_.clock.now();
    until_done("seal", [&](db::Transaction& tx) -> Result<bool> { return TRY(journal::seal(tx, now)) > 0; });
    until_done("stored answers", [&](db::Transaction& tx) { return api::forget_old_answers(tx, now); });
    until_done("dead sessions", [&](db::Transaction& tx) { return access::delete_dead_sessions(tx, now); });
}

/// In short commands, between which others have the lane.
void Housekeeping::until_done(std::string_view what, const std::function<Result<bool>(db::Transaction&)>& run) {
    while (more_in_lane(what, run) && !stops_within(0s)) {
    }
}

bool Housekeeping::more_in_lane(std::string_view what, const std::function<Result<bool>(db::Transaction&)>& run) {
    bool more = false;
    const auto kept = services_.database.write(services_.force, [&](db::Transaction& tx) -> Result<void> {
        more = TRY(run(tx));
        return {};
    });
    if (!kept) {
        // It is tried again at its next time; nothing depends on it meanwhile.
        spdlog::error("housekeeping of {} failed: {} [{}]", what, kept.error().message, kept.error().cause);
    }
    return kept && more;
}

}  // namespace bluelamp::commands
