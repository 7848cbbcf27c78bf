// SPDX-License-Identifier: Apache-2.0
/// A record, a policy with one rule of each kind, and short words for what happens to the record and who is told.
#pragma once

#include <fmt/format.h>

#include "deadlines/deadlines.hpp"
#include "tests/tasks/a_task.hpp"

namespace bluelamp::deadlines {

using access::OwnerId;
using access::why;
using namespace std::chrono_literals;

constexpr std::int64_t hour = 3600;

/// Elapsed time: warned two hours before, breached, escalated an hour after.
inline policy::DeadlineRule record_crime() {
    policy::DeadlineRule rule;
    rule.code = "record_crime";
    rule.title = "Record the crime";
    rule.starts = {"crime.suspected"};
    rule.meets = {"crime.recorded", "incident.no_crime_decided"};
    rule.ends = {"incident.joined"};
    rule.limit = {policy::TimeBasis::elapsed, 24 * hour, 0};
    rule.tell = {{-2 * hour, "owner"}, {0, "owner"}, {hour, "supervisor"}};
    return rule;
}

/// The limit of the incident's level.
inline policy::DeadlineRule attend() {
    policy::DeadlineRule rule;
    rule.code = "attend";
    rule.title = "Be there";
    rule.starts = {"incident.graded"};
    rule.meets = {"incident.attended"};
    rule.ends = {"incident.closed"};
    rule.by_level = true;
    rule.tell = {{0, "owner"}};
    return rule;
}

/// Five working days, which may pause.
inline policy::DeadlineRule tell_victim() {
    policy::DeadlineRule rule;
    rule.code = "tell_victim";
    rule.title = "Tell the victim";
    rule.starts = {"crime.recorded"};
    rule.meets = {"crime.outcome_finalised"};
    rule.limit = {policy::TimeBasis::working, 0, 5};
    rule.tell = {{-24 * hour, "owner"}, {0, "owner"}};
    rule.pause_reasons = {"awaiting_laboratory", "victim_away"};
    return rule;
}

/// Two hours, which may pause.
inline policy::DeadlineRule ring_back() {
    policy::DeadlineRule rule;
    rule.code = "ring_back";
    rule.title = "Ring back";
    rule.starts = {"contact.abandoned"};
    rule.meets = {"contact.called_back"};
    rule.limit = {policy::TimeBasis::elapsed, 2 * hour, 0};
    rule.tell = {{-hour, "owner"}, {0, "supervisor"}};
    rule.pause_reasons = {"line_engaged"};
    return rule;
}

inline policy::Policy a_policy(std::string version = "test.1", std::vector<std::string> holidays = {}) {
    policy::Policy policy;
    policy.version = std::move(version);
    policy.deadlines = {record_crime(), attend(), tell_victim(), ring_back()};
    policy.bank_holidays = std::move(holidays);
    return policy;
}

/// Two versions of a policy, of which the newer is in force.
class TwoPolicies final : public policy::Book {
   public:
    explicit TwoPolicies(policy::Policy newer) : newer_(std::make_shared<const policy::Policy>(std::move(newer))) {}
    [[nodiscard]] std::shared_ptr<const policy::Policy> in_force(Instant) const override { return newer_; }
    [[nodiscard]] std::shared_ptr<const policy::Policy> version(std::string_view name, Instant) const override {
        return name == older_->version ? older_ : newer_;
    }

   private:
    std::shared_ptr<const policy::Policy> older_ = std::make_shared<const policy::Policy>(a_policy());
    std::shared_ptr<const policy::Policy> newer_;
};

class APromise : public tasks::ATask {
   protected:
    void SetUp() override {
        tasks::ATask::SetUp();
        if (!IsSkipped()) {
            record = {
                {"incident", "0190a000-0000-7000-8000-000000000345", "Log 345 of 20 November"}, person(jo).text, 0};
        }
    }

    void happens(std::string_view event, std::optional<Instant> at = {},
                 std::optional<std::int64_t> level_limit_s = {}) {
        happens_to(record, {event, at.value_or(clock.now()), level_limit_s});
    }
    void happens_to(const Subject& subject, const Event& event) {
        const auto done =
            write([&](db::Transaction& tx) { return on(tx, act(jo), *book->in_force(clock.now()), subject, event); });
        EXPECT_TRUE(done) << event.name << ": " << why(done);
    }

    std::vector<Promise> promises(const access::Actor& by) {
        const auto all = read([&](db::Reader& reader) { return of_record(reader, act(by), record.about.id); });
        EXPECT_TRUE(all) << why(all);
        return all.value_or(std::vector<Promise>{});
    }
    /// The newest of the record.
    Promise promise() {
        const auto all = promises(console);
        EXPECT_FALSE(all.empty());
        return all.empty() ? Promise{} : all.back();
    }
    std::vector<std::string> states() {
        std::vector<std::string> found;
        for (const Promise& each : promises(console)) {
            found.push_back(each.rule + " " + std::string(json::Format<State>::name(each.state)));
        }
        return found;
    }

    Ticked ticked() {
        const auto done = write([&](db::Transaction& tx) { return tick(tx, act(console), *book); });
        EXPECT_TRUE(done) << why(done);
        return done.value_or(Ticked{});
    }
    /// Until nothing more is due.
    std::int64_t tick_all() {
        std::int64_t told = 0;
        bool more = true;
        while (more) {
            const Ticked once = ticked();
            told += once.told;
            more = once.more;
        }
        return told;
    }

    Result<Promise> try_pause(const access::Actor& by, const PromiseId& id, const std::string& reason) {
        return write([&](db::Transaction& tx) { return pause(tx, act(by), *book, {id, reason, {"as agreed"}}); });
    }
    Result<Promise> try_resume(const access::Actor& by, const PromiseId& id) {
        return write([&](db::Transaction& tx) { return resume(tx, act(by), *book, {id}); });
    }
    Result<api::Page<Promise>> try_promises(const access::Actor& by, const ListQuery& query) {
        return read([&](db::Reader& reader) { return list_promises(reader, act(by), query); });
    }

    /// What the log of a record tells of its deadlines: action, when it fell due, when it was recorded.
    std::vector<std::string> log() {
        std::vector<std::string> lines;
        for (const journal::Row& row : journal_rows()) {
            if (row.record == record.about.id) {
                lines.push_back(fmt::format("{} {} {}", row.action, rfc3339(row.happened_at).substr(5, 11),
                                            rfc3339(row.recorded_at).substr(5, 11)));
            }
        }
        return lines;
    }
    void at(const std::string& instant) { clock.set(*parse_rfc3339(instant)); }

    std::shared_ptr<policy::Book> book = std::make_shared<policy::OnePolicy>(a_policy());
    Subject record;
};

}  // namespace bluelamp::deadlines
