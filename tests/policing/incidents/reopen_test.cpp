// SPDX-License-Identifier: Apache-2.0
/// What a closed log keeps, and what runs again when it is opened again.
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

using access::why;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

class Reopened : public AnIncident {
   protected:
    Result<Incident> try_close(const IncidentId& id, const std::string& code,
                               const std::optional<std::string>& no_crime = {}) {
        CloseIncident wanted;
        wanted.id = id;
        wanted.result = {"attended_dealt_with"};
        wanted.closing_code = json::Text<60>{code};
        wanted.no_crime_reason = no_crime ? std::optional(json::Text<60>{*no_crime}) : std::nullopt;
        return run(jo, close_incident, wanted);
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Reopened, db::both_engines(), db::engine_name);

TEST_P(Reopened, complaint_07_all_incidents_are_in_one_list_also_closed_ones_by_their_human_reference) {
    const Incident closed = open(a_report("Lost dog"));
    attended(closed.id);
    ASSERT_TRUE(try_close(closed.id, "Animals / wildlife"));
    open(a_report("Another"));
    EXPECT_THAT(listed(a_list({})), ElementsAre("Another"));
    EXPECT_THAT(listed(a_list(Shown::all)), ElementsAre("Another", "Lost dog"));
    for (const std::string& said : {closed.reference, std::to_string(closed.number)}) {
        ListQuery query;
        query.reference = json::Text<60>{said};
        EXPECT_THAT(listed(query), ElementsAre("Lost dog")) << said;
        query.status = Shown::open;
        EXPECT_THAT(listed(query), ElementsAre("Lost dog")) << "a reference finds its log whatever its state";
    }
}

TEST_P(Reopened, complaint_09_the_log_of_a_closed_incident_stays_complete) {
    const Incident incident = open(a_report("Lost dog"));
    line(incident.id, "Brown, with a collar.");
    attended(incident.id);
    const auto before = log_of(incident.id);
    ASSERT_TRUE(try_close(incident.id, "Animals / wildlife"));
    line(incident.id, "The owner rang to thank.");
    auto whole = before;
    whole.emplace_back("Closed: Attended and dealt with, Animals / wildlife.");
    whole.emplace_back("The owner rang to thank.");
    EXPECT_EQ(log_of(incident.id), whole) << "nothing of it is gone, and what comes later is added";
    clock.advance(std::chrono::hours(24 * 400));
    EXPECT_EQ(log_of(incident.id), whole);
    done(reopen_incident, WithReason{incident.id, {"It was another dog"}});
    whole.emplace_back("Reopened: It was another dog");
    EXPECT_EQ(log_of(incident.id), whole);
    EXPECT_EQ(try_read(jo, incident.id)->last_seq, static_cast<std::int64_t>(whole.size()));
}

// A decision that there was no crime met the 24 hours for good: reopened, nobody was told of the crime any more.
TEST_P(Reopened, the_24_hours_run_again_from_first_receipt_when_a_no_crime_decision_falls) {
    const Incident incident = open_type("robbery", "Took my bag");
    for (const char* question : {"happening_now", "weapon", "injured"}) {
        answer(incident.id, question, "no");
    }
    attended(incident.id);
    ASSERT_TRUE(try_close(incident.id, "Suspicious circumstances", "no_offence_disclosed"));
    const auto record_crime = [&] {
        std::vector<std::string> found;
        for (const std::string& each : promises_of(incident.id)) {
            if (each.starts_with("record_crime")) {
                found.push_back(each.substr(0, each.find(' ', 13)));
            }
        }
        return found;
    };
    EXPECT_THAT(record_crime(), ElementsAre("record_crime met"));
    clock.advance(std::chrono::hours(2));
    done(reopen_incident, WithReason{incident.id, {"He rang again"}});
    EXPECT_THAT(record_crime(), ElementsAre("record_crime met", "record_crime running"));
    const auto all =
        read([&](db::Reader& reader) { return deadlines::of_record(reader, act(sue), incident.id.text()); });
    ASSERT_TRUE(all) << why(all);
    EXPECT_EQ(all->back().starts_at, *incident.received_at);
}

// A crime told only in a log that was joined as a duplicate was closed away with the primary.
TEST_P(Reopened, the_words_of_joined_logs_suggest_a_crime_too) {
    const Incident primary = open(a_report("Man lying down"));
    const Incident duplicate = open(a_report("Man hurt"));
    line(duplicate.id, "She says he was stabbed.");
    done(join_incident, JoinIncident{duplicate.id, primary.id, {"The same man"}});
    attended(primary.id);
    const auto refused = try_close(primary.id, "Collapse, illness, injury or trapped");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "no_crime_reason");
    EXPECT_THAT(refused.error().message, HasSubstr("stabbed"));
}

// An arrival in 1970, a slip, met the promise and could never be taken back.
TEST_P(Reopened, an_arrival_long_before_anybody_told_of_it_is_a_slip) {
    const Incident incident = open();
    RecordAttendance wanted;
    wanted.id = incident.id;
    wanted.attended = true;
    wanted.at = incident.opened_at - std::chrono::hours(25);
    const auto refused = run(jo, record_attendance, wanted);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "at");
    wanted.at = incident.opened_at - std::chrono::minutes(5);
    const auto done = run(jo, record_attendance, wanted);
    ASSERT_TRUE(done) << "an officer may come upon it: " << why(done);
    EXPECT_EQ(done->intervals.arrived_at, wanted.at);
}

// Nobody was due any more at an incident that turned grave after somebody had decided that nobody goes.
TEST_P(Reopened, a_grade_raised_after_nobody_went_asks_for_attendance_again) {
    const Incident incident = open_type("burglary_other", "Shed broken into");
    RecordAttendance nobody;
    nobody.id = incident.id;
    nobody.reason = json::Text<60>{"declined"};
    done(record_attendance, nobody);
    EXPECT_EQ(try_read(jo, incident.id)->attended, false);
    answer(incident.id, "weapon", "yes");
    const Incident now = *try_read(jo, incident.id);
    EXPECT_EQ(now.level->code, "immediate");
    EXPECT_EQ(now.attended, std::nullopt);
    EXPECT_EQ(now.not_attended_reason, std::nullopt);
    EXPECT_THAT(promises_of(incident.id), Contains(HasSubstr("attend running")));
    EXPECT_EQ(*first_altered(database(), force), std::nullopt);
}

}  // namespace
}  // namespace bluelamp::incidents
