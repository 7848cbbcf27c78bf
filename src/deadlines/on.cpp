// SPDX-License-Identifier: Apache-2.0
#include "core/working_days.hpp"
#include "deadlines/deadlines.hpp"
#include "deadlines/schedule.hpp"
#include "deadlines/store.hpp"
#include "deadlines/store.sql.hpp"

namespace bluelamp::deadlines {
namespace {

bool names(const std::vector<std::string>& events, std::string_view event) {
    return std::find(events.begin(), events.end(), event) != events.end();
}

struct Limited {
    std::optional<std::int64_t> s, days;
    std::optional<std::string> calendar;
    Instant due_at;
};

/// Nothing where the incident's level has no limit: nobody is sent.
std::optional<Limited> limit_of(const policy::Policy& policy, const policy::DeadlineRule& rule, const Event& event) {
    if (!rule.by_level && rule.limit.basis == policy::TimeBasis::working) {
        return Limited{std::nullopt, rule.limit.days, holidays_name(policy.bank_holidays),
                       end_of_working_day(event.at, rule.limit.days, policy.bank_holidays)};
    }
    const std::optional<std::int64_t> s = rule.by_level ? event.level_limit_s : rule.limit.s;
    return s ? std::optional(Limited{s, {}, {}, event.at + std::chrono::seconds(*s)}) : std::nullopt;
}

/// The event as it comes to one rule.
struct Starting {
    const policy::Policy& policy;
    const policy::DeadlineRule& rule;
    const Subject& subject;
    const Event& event;
};

Result<void> start(db::Transaction& tx, const Act& act, const Starting& starting) {
    const auto& [policy, rule, subject, event] = starting;
    if (rule.by_level) {
        TRY(tx.execute(sql::end_other_level, {tx.force(), subject.about.id, rule.code, event.level_limit_s, act.now}));
    }
    const auto limit = limit_of(policy, rule, event);
    if (!limit) {
        return {};
    }
    const auto id = act.new_id<PromiseId>();
    const std::string reasons = joined(rule.pause_reasons);
    const auto& about = subject.about;
    return tx.execute(sql::insert_promise,
                      {tx.force(), id, rule.code, rule.title, about.kind, about.id, about.reference, event.at, limit->s,
                       limit->days, limit->calendar, limit->due_at, next_at(rule.tell, limit->due_at, 0), reasons,
                       policy.version, subject.visibility, subject.owner, rule.by_level ? 1 : 0});
}

/// The codes of the rules whose list of events names this one, between commas.
std::string codes(const policy::Policy& policy, std::vector<std::string> policy::DeadlineRule::*events,
                  std::string_view event) {
    std::string found = ",";
    for (const policy::DeadlineRule& rule : policy.deadlines) {
        found += names(rule.*events, event) ? rule.code + "," : "";
    }
    return found;
}

}  // namespace

Result<void> on(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Subject& subject,
                const Event& event) {
    const std::string met = codes(policy, &policy::DeadlineRule::meets, event.name);
    if (met.size() > 1) {
        TRY(tx.execute(sql::meet, {tx.force(), subject.about.id, met, event.at, act.now}));
    }
    const std::string ended = codes(policy, &policy::DeadlineRule::ends, event.name);
    if (ended.size() > 1) {
        TRY(tx.execute(sql::end_rules, {tx.force(), subject.about.id, ended, event.at, act.now}));
    }
    for (const policy::DeadlineRule& rule : policy.deadlines) {
        if (names(rule.starts, event.name)) {
            TRY(start(tx, act, {policy, rule, subject, event}));
        }
    }
    return {};
}

}  // namespace bluelamp::deadlines
