// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/working_days.hpp"
#include "deadlines/schedule.hpp"
#include "deadlines/store.hpp"
#include "deadlines/store.sql.hpp"

namespace bluelamp::deadlines {
namespace {

/// What the log of the record tells of it.
struct Stopped {
    PromiseId promise;
    std::string rule, text;
    access::Named author;
    std::optional<Instant> was_due_at, due_at;
    std::optional<std::string> reason, note;
};
BOOST_DESCRIBE_STRUCT(Stopped, (), (promise, rule, text, author, was_due_at, due_at, reason, note))

access::Named author(const Act& act) { return {act.actor.id.text(), act.actor.name}; }

Result<StoredPromise> open_promise(db::Transaction& tx, const Act& act, const PromiseId& id) {
    TRY(act.require(Permission::pause_deadlines));
    const auto& clearance = act.actor.clearance;
    auto found = TRY(tx.maybe(sql::one_promise, {tx.force(), id, clearance.level, clearance.owners},
                              [&](const db::Row& row) { return read_stored(row, act.now); }));
    if (!found) {
        return fail(ErrorCode::not_found, "id", "There is no such deadline, or it is not for you to see.");
    }
    if (found->promise.met_at || found->promise.ended_at) {
        return fail(ErrorCode::conflict, "id", "This deadline is over; nothing runs that could stop or go on.");
    }
    if (act.if_match) {
        TRY(act.expect_version(found->promise.version));
    }
    return *std::move(found);
}

Result<void> may_pause(const Promise& promise, const std::string& reason) {
    if (promise.pause_reasons.empty()) {
        return fail(ErrorCode::conflict, "id", "This deadline never pauses: the policy lists no reason for it.");
    }
    if (promise.state == State::paused) {
        return fail(ErrorCode::conflict, "id", "This deadline is paused already.");
    }
    if (promise.state == State::late) {
        return fail(ErrorCode::conflict, "id", "This deadline is late already; a pause must not hide that.");
    }
    const auto& allowed = promise.pause_reasons;
    if (std::find(allowed.begin(), allowed.end(), reason) == allowed.end()) {
        return fail(ErrorCode::invalid, "reason",
                    fmt::format("The policy allows a pause for: {}.", fmt::join(allowed, ", ")));
    }
    return {};
}

}  // namespace

Result<Promise> pause(db::Transaction& tx, const Act& act, const policy::Book& book, const PausePromise& wanted) {
    auto [promise, told, working_days] = TRY(open_promise(tx, act, wanted.id));
    TRY(may_pause(promise, wanted.reason));
    const Instant was_due_at = *promise.due_at;
    if (working_days) {
        working_days = working_days_until(act.now, was_due_at, book.in_force(act.now)->bank_holidays);
    }
    promise.state = State::paused;
    promise.paused_at = act.now;
    promise.left_ms = (was_due_at - act.now).count();
    promise.pause_reason = wanted.reason;
    promise.due_at.reset();
    ++promise.version;
    TRY(tx.execute(sql::set_paused,
                   {tx.force(), promise.id, act.now, promise.left_ms, working_days, promise.pause_reason}));
    const std::string text =
        fmt::format("{}: the clock stands still, {}: {}", promise.title, wanted.reason, wanted.note.text);
    TRY(note(tx, act, "deadline.paused", promise,
             Stopped{promise.id, promise.rule, text, author(act), was_due_at, {}, wanted.reason, wanted.note.text}));
    return promise;
}

Result<Promise> resume(db::Transaction& tx, const Act& act, const policy::Book& book, const ResumePromise& wanted) {
    auto [promise, told, working_days] = TRY(open_promise(tx, act, wanted.id));
    if (promise.state != State::paused) {
        return fail(ErrorCode::conflict, "id", "This deadline is not paused.");
    }
    const auto& holidays = book.in_force(act.now)->bank_holidays;
    std::optional<std::string> calendar;
    Instant due_at = act.now + std::chrono::milliseconds(*promise.left_ms);
    if (working_days) {
        calendar = holidays_name(holidays);
        due_at = end_of_working_day(act.now, *working_days, holidays);
    }
    const auto its_policy = book.version(promise.policy_version, act.now);
    const Tellings tellings = tellings_of(*its_policy, promise.rule);
    const std::int64_t told_before = told;
    told = still_told(tellings, due_at, told, act.now);
    promise.due_at = due_at;
    promise.paused_at.reset();
    promise.left_ms.reset();
    promise.pause_reason.reset();
    promise.state = told > 0 ? State::warned : State::running;
    ++promise.version;
    TRY(tx.execute(sql::set_resumed, {tx.force(), promise.id, act.now, due_at, next_at(tellings, due_at, told), told,
                                      calendar, told < told_before ? std::optional(act.now) : std::nullopt}));
    TRY(note(
        tx, act, "deadline.resumed", promise,
        Stopped{promise.id, promise.rule, words_for(promise.title, due_at, act.now), author(act), {}, due_at, {}, {}}));
    return promise;
}

}  // namespace bluelamp::deadlines
