// SPDX-License-Identifier: Apache-2.0
#include "commands/housekeeping.hpp"

#include <spdlog/spdlog.h>

#include "api/idempotency.hpp"
#include "deadlines/deadlines.hpp"
#include "journal/journal.hpp"

namespace bluelamp::commands {

using namespace std::chrono_literals;

namespace {

/// Whether it is time, and when the next time is. A clock that was set back must not keep anything waiting until it has
/// caught up.
bool is_time(Instant& next, Instant now, std::chrono::milliseconds every) {
    if (now < next && next - now <= every) {
        return false;
    }
    next = now + every;
    return true;
}

}  // namespace

Housekeeping::Housekeeping(const api::Services& services, policy::Shelf& shelf, access::Actor actor)
    : services_(services),
      shelf_(shelf),
      actor_(std::move(actor)),
      next_minute_(services.clock.now() + 1min),
      next_hour_(next_minute_),
      keeper_("housekeeping failed", 1s, [this] { return step(); }) {}

Result<Keeper::Wait> Housekeeping::step() {
    each_second();
    const Instant now = services_.clock.now();
    if (is_time(next_minute_, now, 1min)) {
        each_minute();
    }
    if (is_time(next_hour_, now, 1h)) {
        each_hour();
    }
    return 1s;
}

void Housekeeping::each_second() {
    bool due = false;
    const auto read = shelf_.refresh(services_.database, services_.force).and_then([&] {
        return services_.database.read([&](db::Reader& reader) -> Result<void> {
            due = TRY(deadlines::anything_due(reader, services_.force, services_.clock.now()));
            return {};
        });
    });
    if (!read && !blind_) {  // said once, not each second for as long as the database is away
        spdlog::error("looking what is due failed: {} [{}]", read.error().message, read.error().cause);
    }
    blind_ = !read;
    if (!due) {
        return;
    }
    const Act one = act_of(services_, actor_);
    until_done("deadlines",
               [&](db::Transaction& tx) -> Result<bool> { return TRY(deadlines::tick(tx, one, shelf_)).more; });
    (*services_.committed)();
}

void Housekeeping::each_minute() {
    const std::string in_force = shelf_.in_force(services_.clock.now())->version;
    if (in_force != counted_under_) {
        const Act one = act_of(services_, actor_);
        until_done("working days", [&](db::Transaction& tx) -> Result<bool> {
            const bool more = TRY(deadlines::recompute(tx, one, shelf_)) > 0;
            counted_under_ = more ? counted_under_ : in_force;
            return more;
        });
    }
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
    while (more_in_lane(what, run) && !keeper_.stopping()) {
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
