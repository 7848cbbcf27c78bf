// SPDX-License-Identifier: Apache-2.0
#include "core/working_days.hpp"
#include "deadlines/schedule.hpp"
#include "deadlines/store.hpp"
#include "deadlines/store.sql.hpp"

namespace bluelamp::deadlines {
namespace {

constexpr std::int64_t at_once = 200;

struct Counted {
    PromiseId id;
    std::string rule, policy_version;
    Instant counts_from;
    std::int64_t working_days = 0, told = 0;
    Instant due_at;
};

Counted read_counted(const db::Row& row) {
    return {row.id<PromiseId>(0), row.string(1), row.string(2), row.instant(3),
            row.bigint(4),        row.bigint(5), row.instant(6)};
}

struct Moved {
    PromiseId promise;
    Instant was_due_at, due_at;
};
BOOST_DESCRIBE_STRUCT(Moved, (), (promise, was_due_at, due_at))

struct Recomputed {
    std::string holidays;
    std::vector<Moved> moved;
};
BOOST_DESCRIBE_STRUCT(Recomputed, (), (holidays, moved))

}  // namespace

Result<std::int64_t> recompute(db::Transaction& tx, const Act& act, const policy::Book& book) {
    const auto in_force = book.in_force(act.now);
    Recomputed done{holidays_name(in_force->bank_holidays), {}};
    const auto all = TRY(tx.many(sql::counted_otherwise, {tx.force(), done.holidays, at_once}, read_counted));
    for (const Counted& each : all) {
        const Instant due_at = end_of_working_day(each.counts_from, each.working_days, in_force->bank_holidays);
        const auto its_policy = book.version(each.policy_version, act.now);
        const Tellings tellings = tellings_of(*its_policy, each.rule);
        const std::int64_t told = still_told(tellings, due_at, each.told, act.now);
        TRY(tx.execute(sql::set_due, {tx.force(), each.id, due_at, next_at(tellings, due_at, told), told, done.holidays,
                                      told < each.told ? std::optional(act.now) : std::nullopt}));
        if (due_at != each.due_at) {
            done.moved.push_back({each.id, each.due_at, due_at});
        }
    }
    if (!done.moved.empty()) {
        TRY(act.record(tx, {.action = "deadlines.recomputed",
                            .kind = "deadlines",
                            .record = "bank holidays",
                            .happened_at = act.now,
                            .content = json::to_text(done),
                            .owner = access::OwnerId::person(act.actor.id).text}));
    }
    return static_cast<std::int64_t>(all.size());
}

}  // namespace bluelamp::deadlines
