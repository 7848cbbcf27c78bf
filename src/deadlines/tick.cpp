// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "deadlines/schedule.hpp"
#include "deadlines/store.hpp"
#include "deadlines/store.sql.hpp"

namespace bluelamp::deadlines {
namespace {

constexpr std::int64_t at_once = 50;

/// What a tick knows of a promise: only what it tells.
struct Due {
    Promise promise;
    std::int64_t told = 0;
    Instant due_at, tell_at;
};

Due read_due(const db::Row& row) {
    Due due;
    due.promise.id = row.id<PromiseId>(0);
    due.promise.rule = row.text(1);
    due.promise.title = row.text(2);
    due.promise.about = {row.string(3), row.string(4), row.string(5)};
    due.due_at = row.instant(6);
    due.told = row.bigint(7);
    due.promise.policy_version = row.text(8);
    due.promise.visibility = row.bigint(9);
    due.promise.owner = row.text(10);
    due.tell_at = row.instant(11);
    return due;
}

struct Kind {
    tasks::NoticeKind notice;
    std::string_view action;
};

Kind kind_of(const policy::Telling& telling) {
    if (telling.offset_s < 0) {
        return {tasks::NoticeKind::warning, "deadline.warned"};
    }
    return telling.offset_s == 0 ? Kind{tasks::NoticeKind::breach, "deadline.breached"}
                                 : Kind{tasks::NoticeKind::escalation, "deadline.escalated"};
}

Result<void> tell_one(db::Transaction& tx, const Act& act, const Due& due, const policy::Telling& telling) {
    const Promise& promise = due.promise;
    const access::OwnerId to =
        telling.to == "owner" ? access::OwnerId{promise.owner} : access::OwnerId::holders_of(telling.to);
    const std::string text = words_for(promise.title, due.due_at, act.now);
    const Kind kind = kind_of(telling);
    TRY(tasks::tell_news(tx, act, {to, kind.notice, text, promise.about, promise.id.text()}));
    Act under = act;
    under.policy_version = promise.policy_version;
    const std::string content =
        json::to_text(Told{promise.id, promise.rule, text, to.text, due.due_at, due.tell_at, act.now});
    TRY(under.record(tx, {.action = kind.action,
                          .kind = promise.about.kind,
                          .record = promise.about.id,
                          .happened_at = due.tell_at,
                          .content = content,
                          .visibility = promise.visibility,
                          .owner = promise.owner}));
    return {};
}

/// Tells what is due now of one promise, or passes over its late warnings, counting in `told`; answers when its next
/// telling is.
Result<std::optional<Instant>> go_on(db::Transaction& tx, const Act& act, const policy::Book& book, Due& due,
                                     std::int64_t& told) {
    const auto its_policy = book.version(due.promise.policy_version, act.now);
    const Tellings tellings = tellings_of(*its_policy, due.promise.rule);
    const std::int64_t before = due.told;
    due.told = without_late_warnings(tellings, due.due_at, due.told, act.now);
    if (due.told == before && static_cast<std::size_t>(due.told) < tellings.size()) {
        TRY(tell_one(tx, act, due, tellings[static_cast<std::size_t>(due.told)]));
        ++due.told;
        ++told;
    }
    const auto next = next_at(tellings, due.due_at, due.told);
    TRY(tx.execute(sql::set_told, {tx.force(), due.promise.id, due.told, next}));
    return next;
}

/// Puts away unread warnings that are not so any more; answers of how many promises.
Result<std::int64_t> settle(db::Transaction& tx, const Act& act) {
    struct Settled {
        PromiseId id;
        Instant since;
    };
    const auto all = TRY(tx.many(sql::to_settle, {tx.force(), at_once}, [](const db::Row& row) {
        return Settled{row.id<PromiseId>(0), row.instant(1)};
    }));
    for (const Settled& each : all) {
        TRY(tasks::settle(tx, act, each.id.text(), each.since));
        TRY(tx.execute(sql::set_settled, {tx.force(), each.id}));
    }
    return static_cast<std::int64_t>(all.size());
}

}  // namespace

Result<Ticked> tick(db::Transaction& tx, const Act& act, const policy::Book& book) {
    auto all = TRY(tx.many(sql::due_to_tell, {tx.force(), act.now, at_once}, read_due));
    Ticked ticked;
    const std::int64_t settled = TRY(settle(tx, act));
    ticked.visited = static_cast<std::int64_t>(all.size());
    ticked.more = ticked.visited == at_once || settled == at_once;
    const auto later = [](const Due& a, const Due& b) {
        return std::tie(a.tell_at, a.promise.id) > std::tie(b.tell_at, b.promise.id);
    };
    std::make_heap(all.begin(), all.end(), later);
    // No more than could be read: so none is told before an earlier one that was not read.
    for (std::int64_t steps = 0; !all.empty() && steps < at_once; ++steps) {
        std::pop_heap(all.begin(), all.end(), later);
        const auto next = TRY(go_on(tx, act, book, all.back(), ticked.told));
        if (next && *next <= act.now) {
            all.back().tell_at = *next;
            std::push_heap(all.begin(), all.end(), later);
        } else {
            all.pop_back();
        }
    }
    ticked.more = ticked.more || !all.empty();
    return ticked;
}

Result<bool> anything_due(db::Reader& reader, const ForceId& force, Instant now) {
    return TRY(reader.maybe(sql::first_next, {force, now}, [](const db::Row& row) { return row.bigint(0); }))
        .has_value();
}

}  // namespace bluelamp::deadlines
