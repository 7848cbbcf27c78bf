// SPDX-License-Identifier: Apache-2.0
/// What happens without anybody asking: deadlines are told, policies taken up, working days counted anew.
#include "commands/housekeeping.hpp"

#include "tests/commands/every_route.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::commands {
namespace {

using namespace std::chrono_literals;

class Keeping : public EveryRoute {
   protected:
    /// A promise under a rule of these working days or none, which began long ago.
    void promised(std::int64_t working_days) {
        policy::DeadlineRule rule;
        rule.code = "tell_victim";
        rule.title = "Tell the victim";
        rule.starts = {"crime.recorded"};
        rule.limit = {working_days > 0 ? policy::TimeBasis::working : policy::TimeBasis::elapsed, 60, working_days};
        rule.tell = {{0, "owner"}};
        policy::Policy policy;
        policy.version = "test";
        policy.deadlines = {rule};
        const deadlines::Subject subject{
            {"crime", ids.uuid(clock.now()), "Crime 1/26"}, access::OwnerId::person(console.id).text, 0};
        const auto done = write([&](db::Transaction& tx) {
            return deadlines::on(tx, act(console), policy, subject, {"crime.recorded", clock.now() - 1h, {}});
        });
        EXPECT_TRUE(done) << access::why(done);
    }
    /// Whether the statement answers `number` within ten seconds.
    bool becomes(const std::string& statement, std::int64_t number) {
        for (int i = 0; i < 100; ++i) {
            if (db::numbers(database(), statement) == std::vector<std::int64_t>{number}) {
                return true;
            }
            std::this_thread::sleep_for(100ms);
        }
        return false;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Keeping, db::both_engines(), db::engine_name);

TEST_P(Keeping, tells_what_falls_due_within_seconds_and_wakes_the_screens) {
    promised(0);
    std::atomic<int> woken{0};
    *door->services.committed = [&] { ++woken; };
    policy::Shelf empty;
    {
        const Housekeeping keeping(door->services, empty, console);
        EXPECT_TRUE(becomes("SELECT count(*) FROM notices", 1));
        promised(0);
        EXPECT_TRUE(becomes("SELECT count(*) FROM notices", 2));
    }
    EXPECT_EQ(woken, 2);
    ASSERT_TRUE(empty.in_force(clock.now())) << "policies that became active were taken up";
    EXPECT_EQ(empty.in_force(clock.now())->version, shelf.in_force(clock.now())->version);
    const journal::Row told = journal_rows().back();
    EXPECT_EQ(told.action, "deadline.breached");
    EXPECT_EQ(told.actor, console.id.text());
}

TEST_P(Keeping, writes_nothing_while_nothing_is_due) {
    promised(5);
    const std::int64_t commands = database().health().commands;
    {
        const Housekeeping keeping(door->services, shelf, console);
        std::this_thread::sleep_for(2500ms);
    }
    EXPECT_EQ(database().health().commands, commands);
}

TEST_P(Keeping, counts_working_days_anew_when_they_were_counted_by_another_list) {
    promised(5);
    const std::string due = "SELECT due_at FROM promises";
    const std::int64_t right = db::numbers(database(), due).front();
    db::alter(database(), force, "UPDATE promises SET calendar = 'another', due_at = 1, next_at = NULL");
    const Housekeeping keeping(door->services, shelf, console);
    bool counted = false;
    for (int i = 0; i < 100 && !counted; ++i) {
        clock.advance(1min);  // its minutes begin when its thread does
        std::this_thread::sleep_for(100ms);
        counted = db::numbers(database(), due).front() == right;
    }
    EXPECT_TRUE(counted);
}

}  // namespace
}  // namespace bluelamp::commands
