// SPDX-License-Identifier: Apache-2.0
/// What events do to promises: they start, meet and end them, once, without reading anything.
#include "tests/deadlines/a_promise.hpp"

namespace bluelamp::deadlines {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class On : public APromise {};
INSTANTIATE_TEST_SUITE_P(Engines, On, db::both_engines(), db::engine_name);

TEST_P(On, starts_a_promise_that_keeps_its_rule_owner_and_policy_version) {
    record.visibility = 1;
    happens("crime.suspected", clock.now() - 30min);
    const Promise made = promise();
    EXPECT_EQ(made.rule, "record_crime");
    EXPECT_EQ(made.title, "Record the crime");
    EXPECT_EQ(made.about.reference, "Log 345 of 20 November");
    EXPECT_EQ(made.owner, person(jo).text);
    EXPECT_EQ(made.owner_name, "Display jo");
    EXPECT_EQ(made.visibility, 1);
    EXPECT_EQ(made.state, State::running);
    EXPECT_EQ(rfc3339(made.starts_at), "2026-11-20T08:30:00.000Z");
    EXPECT_EQ(rfc3339(*made.due_at), "2026-11-21T08:30:00.000Z");
    EXPECT_EQ(made.policy_version, "test.1");
    EXPECT_THAT(made.pause_reasons, IsEmpty());
    EXPECT_THAT(promises(ann), IsEmpty()) << "the record is restricted";
    EXPECT_EQ(promises(jo).size(), 1U) << "and hers";
}

// What becomes of a promise, by what happens and when it is looked at; the tick runs every half hour.
TEST_P(On, follows_the_rule_in_every_state) {
    struct Case {
        std::string what;
        std::string starts, then;  ///< events
        std::chrono::minutes after, looked;
        std::string state;
    };
    const std::vector<Case> table{
        {"fresh", "crime.suspected", "", 0min, 0min, "running"},
        {"before the warning", "crime.suspected", "", 0min, 21h + 30min, "running"},
        {"warned", "crime.suspected", "", 0min, 22h, "warned"},
        {"just in time", "crime.suspected", "", 0min, 23h + 59min, "warned"},
        {"late", "crime.suspected", "", 0min, 24h, "late"},
        {"escalated", "crime.suspected", "", 0min, 26h, "late"},
        {"recorded in time", "crime.suspected", "crime.recorded", 3h, 30h, "met"},
        {"recorded on the last instant", "crime.suspected", "crime.recorded", 24h, 30h, "met"},
        {"recorded late", "crime.suspected", "crime.recorded", 24h + 1min, 30h, "met_late"},
        {"no crime", "crime.suspected", "incident.no_crime_decided", 2h, 3h, "met"},
        {"owed no more", "crime.suspected", "incident.joined", 2h, 30h, "ended"},
        {"something else", "crime.suspected", "incident.attended", 2h, 3h, "running"},
        {"rung back", "contact.abandoned", "contact.called_back", 1h, 2h, "met"},
        {"not rung back", "contact.abandoned", "", 0min, 2h, "late"},
    };
    for (const Case& each : table) {
        record.about.id = ids.uuid(clock.now());
        const Instant from = clock.now();
        happens(each.starts);
        for (auto gone = 0min; gone <= each.looked; gone += 30min) {
            if (!each.then.empty() && gone >= each.after && gone < each.after + 30min) {
                happens(each.then, from + each.after);
            }
            clock.set(from + gone);
            tick_all();
        }
        clock.set(from + each.looked);
        tick_all();
        EXPECT_EQ(json::Format<State>::name(promises(console).front().state), each.state) << each.what;
    }
}

TEST_P(On, starts_no_rule_that_is_open_already_and_starts_it_again_when_it_was_met) {
    happens("crime.suspected");
    clock.advance(1h);
    happens("crime.suspected");
    EXPECT_THAT(states(), ElementsAre("record_crime running"));
    EXPECT_EQ(rfc3339(*promise().due_at), "2026-11-21T09:00:00.000Z") << "the first one counts";
    happens("incident.no_crime_decided");
    happens("incident.no_crime_decided");
    happens("crime.suspected");
    EXPECT_THAT(states(), ElementsAre("record_crime met", "record_crime running"));
}

TEST_P(On, lets_one_event_meet_one_rule_and_start_another) {
    happens("crime.suspected");
    clock.advance(1h);
    happens("crime.recorded");
    EXPECT_THAT(states(), ElementsAre("record_crime met", "tell_victim running"));
}

TEST_P(On, keeps_a_met_promise_for_ever_and_says_when_it_was_late) {
    happens("crime.suspected");
    clock.advance(30h);
    tick_all();
    happens("crime.recorded", clock.now() - 8h);
    EXPECT_EQ(promises(console).front().state, State::met) << "it was recorded in time, and told us late";
    happens("incident.joined");
    EXPECT_EQ(promises(console).front().state, State::met);
    EXPECT_EQ(*promises(console).front().met_at, clock.now() - 8h);
    clock.advance(100h);
    EXPECT_EQ(tick_all(), 0) << "nobody is told of what was met";
}

TEST_P(On, does_nothing_when_what_meets_comes_first) {
    happens("incident.no_crime_decided");
    EXPECT_THAT(states(), IsEmpty());
    happens("crime.suspected");
    EXPECT_THAT(states(), ElementsAre("record_crime running"));
}

TEST_P(On, starts_anew_when_the_level_changes_until_somebody_was_there) {
    happens("incident.graded", {}, 3600);
    clock.advance(5min);
    happens("incident.graded", {}, 3600);
    EXPECT_THAT(states(), ElementsAre("attend running")) << "the same level";
    happens("incident.graded", {}, 900);
    EXPECT_THAT(states(), ElementsAre("attend ended", "attend running"));
    EXPECT_EQ(rfc3339(*promise().due_at), "2026-11-20T09:20:00.000Z");
    clock.advance(1min);
    happens("incident.graded");
    EXPECT_THAT(states(), ElementsAre("attend ended", "attend ended")) << "nobody is sent";
    clock.advance(1min);
    happens("incident.graded", {}, 900);
    clock.advance(1min);
    happens("incident.attended");
    happens("incident.graded", {}, 3600);
    EXPECT_THAT(states(), ElementsAre("attend ended", "attend ended", "attend met"));
}

TEST_P(On, leaves_other_records_alone) {
    Subject other = record;
    other.about.id = "0190a000-0000-7000-8000-000000000346";
    happens("crime.suspected");
    happens_to(other, {"crime.suspected", clock.now()});
    happens_to(other, {"incident.no_crime_decided", clock.now()});
    EXPECT_THAT(states(), ElementsAre("record_crime running"));
}

TEST_P(On, counts_working_days_without_the_holidays_of_list_and_policy) {
    at("2026-12-21T10:00:00Z");
    happens("crime.recorded");
    EXPECT_EQ(rfc3339(*promise().due_at), "2026-12-31T00:00:00.000Z") << "22, 23, 24, 29, 30";
    book = std::make_shared<policy::OnePolicy>(a_policy("test.2", {"2026-12-23"}));
    record.about.id = "0190a000-0000-7000-8000-000000000346";
    happens("crime.recorded");
    EXPECT_EQ(rfc3339(*promise().due_at), "2027-01-01T00:00:00.000Z");
    EXPECT_EQ(promise().policy_version, "test.2");
}

/// Hands statements on and fails where something is read.
class WritesOnly final : public db::Transaction {
   public:
    explicit WritesOnly(db::Transaction& tx) : tx_(tx) {}
    Result<void> each(const db::Query& query, std::span<const db::Value>, const db::Visitor&) override {
        ADD_FAILURE() << query.name << " reads";
        return {};
    }
    Result<void> execute(const db::Query& query, std::span<const db::Value> parameters) override {
        ++statements;
        return tx_.execute(query, parameters);
    }
    [[nodiscard]] const ForceId& force() const override { return tx_.force(); }
    Result<std::reference_wrapper<db::Register>> keep(std::string_view name) override { return tx_.keep(name); }

    int statements = 0;

   private:
    db::Transaction& tx_;
};

TEST_P(On, reads_nothing_and_sends_no_statement_for_an_event_that_no_rule_names) {
    const auto done = write([&](db::Transaction& tx) -> Result<void> {
        WritesOnly watched(tx);
        const policy::Policy policy = a_policy();
        for (const auto& [event, statements] : {std::pair("incident.opened", 0), std::pair("crime.suspected", 1),
                                                std::pair("crime.recorded", 2), std::pair("incident.graded", 2)}) {
            watched.statements = 0;
            TRY(on(watched, act(jo), policy, record, {event, clock.now(), 900}));
            EXPECT_EQ(watched.statements, statements) << event;
        }
        return follow(watched, act(jo), record);
    });
    EXPECT_TRUE(done) << why(done);
}

TEST_P(On, follows_the_record_to_another_owner_and_visibility) {
    happens("crime.suspected");
    const auto done = write([&](db::Transaction& tx) {
        return follow(tx, act(jo), {record.about, person(ann).text, 2});
    });
    ASSERT_TRUE(done) << why(done);
    EXPECT_EQ(promise().owner_name, "Display ann");
    EXPECT_THAT(promises(jo), IsEmpty());
    clock.advance(22h);
    tick_all();
    EXPECT_THAT(inbox(ann).size(), 1U) << "the new owner is told";
    EXPECT_EQ(journal_rows().back().visibility, 2);
}

TEST_P(On, moves_what_a_disabled_account_owes_to_its_team) {
    happens("crime.suspected");
    clock.advance(1min);
    happens("contact.abandoned");
    happens("contact.called_back");
    const auto nobody = [&] {
        return read([&](db::Reader& reader) { return unowned_promises().count(reader, force, clock.now()); }).value();
    };
    EXPECT_EQ(nobody(), 0);
    db::alter(database(), force, "UPDATE accounts SET disabled_at = 1 WHERE id = '" + jo.id.text() + "'");
    EXPECT_EQ(nobody(), 1) << "what was met is owed by nobody";
    db::alter(database(), force, "UPDATE accounts SET disabled_at = NULL WHERE id = '" + jo.id.text() + "'");
    const access::OwnedRecords owned{{move_owned}};
    const auto disabled = write([&](db::Transaction& tx) {
        return disable_account(tx, act(console), owned, {jo.id, "left the force"});
    });
    ASSERT_TRUE(disabled) << why(disabled);
    EXPECT_EQ(nobody(), 0);
    EXPECT_EQ(promises(console).front().owner, team.text);
    EXPECT_EQ(promises(console).back().owner, person(jo).text);
    EXPECT_THAT(log(), ElementsAre("deadline.owner_changed 11-20T09:01 11-20T09:01"));
    clock.advance(22h);
    tick_all();
    EXPECT_EQ(inbox(ann).size(), 1U) << "her team is told";
}

}  // namespace
}  // namespace bluelamp::deadlines
