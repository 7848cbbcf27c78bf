// SPDX-License-Identifier: Apache-2.0
/// Verification of incidents that acts have changed: each must say what the newest act told.
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

class Changed : public AnIncident {
   protected:
    std::optional<std::int64_t> position_of_first() {
        const auto found = first_altered(database(), force);
        EXPECT_TRUE(found) << access::why(found);
        return found && *found ? std::optional((**found).position) : std::nullopt;
    }
    /// A robbery that was answered, placed, lowered, joined, unjoined, attended and closed.
    Incident a_story() {
        const Incident incident = open_type("robbery", "Took my bag");
        const Incident primary = open(a_report("third"));
        clock.advance(std::chrono::minutes(1));
        for (const char* question : {"happening_now", "weapon", "injured"}) {
            answer(incident.id, question, "no");
        }
        EXPECT_EQ(position_of_first(), std::nullopt) << "answered";
        done(give_place, NewPlace{incident.id, PlaceKind::incident, {{"Cloth Fair"}, 51.5189, -0.0996}, {}, {}, {}});
        assessed(incident.id, 0);
        const auto lower = done(grade_incident, SetGrade{incident.id, {"scheduled"}, {"He has gone"}});
        EXPECT_TRUE(run(sue, approve_downgrade, DecideDowngrade{incident.id, lower.id, {"Agreed"}}));
        done(join_incident, JoinIncident{incident.id, primary.id, {"The same"}});
        EXPECT_EQ(position_of_first(), std::nullopt) << "joined";
        done(unjoin_incident, WithReason{incident.id, {"Not the same"}});
        attended(incident.id);
        CloseIncident close;
        close.id = incident.id;
        close.result = {"attended_dealt_with"};
        close.no_crime_reason = json::Text<60>{"no_offence_disclosed"};
        close.qualifiers = {"Alcohol"};
        close.note = json::Text<2'000>{"Lent"};
        done(close_incident, close);
        return incident;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Changed, db::both_engines(), db::engine_name);

TEST_P(Changed, incidents_are_held_against_the_act_that_changed_them_last) {
    open(a_report("first"));
    const Incident incident = a_story();
    const std::int64_t position = [&] {
        const auto rows = journal_rows();
        return std::ranges::find(rows, "incident.closed", &journal::Row::action)->position;
    }();
    line(incident.id, "A line changes nothing.");
    ASSERT_EQ(position_of_first(), std::nullopt);
    const std::vector<std::pair<std::string, std::string>> table{
        {"status = 'open'", "status = 'closed'"},
        {"type = 'theft'", "type = 'robbery'"},
        {"level = 'immediate'", "level = 'scheduled'"},
        {"level_title = 'x'", "level_title = 'Grade 3 Scheduled'"},
        {"limit_s = limit_s + 1", "limit_s = limit_s - 1"},
        {"clock_from = clock_from - 1", "clock_from = clock_from + 1"},
        {"received_at = received_at + 1", "received_at = received_at - 1"},
        {"graded_at = graded_at + 1", "graded_at = graded_at - 1"},
        {"arrived_at = arrived_at - 60000", "arrived_at = arrived_at + 60000"},
        {"closed_at = NULL", "closed_at = arrived_at"},
        {"because = 'x'", "because = 'He has gone'"},
        {"joined_to = id", "joined_to = NULL"},
        {"result = 'attended_crime'", "result = 'attended_dealt_with'"},
        {"closing_code = 'Messages'", "closing_code = '" + policy->type("robbery")->title + "'"},
        {"qualifiers = ''", "qualifiers = 'Alcohol'"},
        {"attended = 0", "attended = 1"},
        {"not_attended_reason = 'declined'", "not_attended_reason = NULL"},
        {"transferred = 1", "transferred = 0"},
        {"no_crime_reason = NULL", "no_crime_reason = 'no_offence_disclosed'"},
        {"closing_note = 'Lost'", "closing_note = 'Lent'"},
        {"vulnerable = 1 - vulnerable", "vulnerable = 1 - vulnerable"},
        {"crime_suspected = 0", "crime_suspected = 1"},
        {"lowered = 0", "lowered = 1"},
        {"place = 'Leadenhall Market'", "place = 'Cloth Fair'"},
        {"latitude = 51.5", "latitude = 51.5189"},
        {"policy_version = 'x'", "policy_version = '" + policy->version + "'"},
        {"contact_id = 'x'", "contact_id = NULL"},
        {"visibility = 1 - visibility", "visibility = 1 - visibility"},
    };
    const std::string where = " WHERE id = '" + incident.id.text() + "'";
    for (const auto& [change, put_back] : table) {
        alter("UPDATE incidents SET " + change + where);
        EXPECT_EQ(position_of_first(), position) << change;
        alter("UPDATE incidents SET " + put_back + where);
        ASSERT_EQ(position_of_first(), std::nullopt) << put_back;
    }
}

// Incidents that were opened before they had types are told by acts that say less.
TEST_P(Changed, one_opened_by_an_older_program_still_holds_and_is_still_guarded) {
    const Incident incident = open();
    const std::string whole = json::to_text(incident);
    json::Object told = json::parse(whole)->get_object();
    for (const char* member : {"type", "level", "clock_from", "due_at", "received_at", "because", "joined_to",
                               "attended", "not_attended_reason", "transferred", "ended", "vulnerable",
                               "crime_suspected", "lowered", "contact", "policy_version"}) {
        told.erase(member);
    }
    alter("UPDATE journal_content SET content = '" + boost::json::serialize(told) +
          "' WHERE position = (SELECT max(position) FROM journal WHERE action = 'incident.opened')");
    alter("UPDATE incidents SET level = NULL, level_title = NULL, because = '', policy_version = ''");
    EXPECT_EQ(position_of_first(), std::nullopt);
    for (const char* change :
         {"vulnerable = 1", "level = 'immediate'", "clock_from = clock_from + 1", "summary = 'x'"}) {
        alter("UPDATE incidents SET " + std::string(change));
        EXPECT_TRUE(position_of_first()) << change;
        alter(
            "UPDATE incidents SET vulnerable = 0, level = NULL, clock_from = opened_at, summary = 'Shop window "
            "broken'");
        ASSERT_EQ(position_of_first(), std::nullopt);
    }
}

}  // namespace
}  // namespace bluelamp::incidents
