// SPDX-License-Identifier: Apache-2.0
/// Attendance and result: who went or why nobody did, and what must be known before a log is closed.
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

using access::why;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Resulting : public AnIncident {
   protected:
    Result<Incident> try_not_attended(const IncidentId& id, const std::string& reason, bool declined = false) {
        RecordAttendance wanted;
        wanted.id = id;
        wanted.reason = reason.empty() ? std::nullopt : std::optional(json::Text<60>{reason});
        wanted.declined = declined;
        return run(jo, record_attendance, wanted);
    }
    Incident not_attended(const IncidentId& id, const std::string& reason, bool declined = false) {
        const auto done = try_not_attended(id, reason, declined);
        EXPECT_TRUE(done) << why(done);
        return done.value_or(Incident{});
    }
    static CloseIncident closing(const IncidentId& id, const std::string& result, const std::string& code = "") {
        CloseIncident wanted;
        wanted.id = id;
        wanted.result = {result};
        wanted.closing_code = code.empty() ? std::nullopt : std::optional(json::Text<60>{code});
        return wanted;
    }
    Result<Incident> try_close(const IncidentId& id, const std::string& result, const std::string& code = "") {
        return run(jo, close_incident, closing(id, result, code));
    }
    std::vector<std::string> gap_fields(const IncidentId& id) {
        const auto page = read([&](db::Reader& reader) { return gaps(reader, act(jo), *policy, OneIncident{id}); });
        std::vector<std::string> fields;
        for (const Gap& gap : page->items) {
            fields.push_back(gap.field);
        }
        return fields;
    }
    std::vector<std::string> tasks_raised() {
        std::vector<std::string> kinds;
        for (const journal::Row& row : journal_rows()) {
            if (row.kind == "task") {
                kinds.push_back(json::from_text<tasks::Task>(*row.content)->kind);
            }
        }
        return kinds;
    }
    void raise_crime(const IncidentId& id) {
        const auto raised = write([&](db::Transaction& tx) {
            return crime_raised(tx, act(jo), ground(), id, {"crime", "0190c0de-0000-7000-8000-000000000007", "7/26"});
        });
        EXPECT_TRUE(raised) << why(raised);
    }
    /// Answers every question that must be answered with no.
    void answer_all(const IncidentId& id, const std::vector<std::string>& questions) {
        for (const std::string& question : questions) {
            answer(id, question, "no");
        }
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Resulting, db::both_engines(), db::engine_name);

TEST_P(Resulting, arrival_meets_the_promise_and_the_first_one_counts) {
    const Incident incident = open();
    clock.advance(std::chrono::minutes(12));
    RecordAttendance wanted;
    wanted.id = incident.id;
    wanted.attended = true;
    wanted.at = clock.now() - std::chrono::minutes(3);
    const Incident now = done(record_attendance, wanted);
    EXPECT_EQ(rfc3339(*now.intervals.arrived_at), "2026-11-20T09:09:00.000Z");
    EXPECT_EQ(now.attended, true);
    EXPECT_THAT(promises_of(incident.id), ElementsAre("attend met 09:00 20T10:00"));
    wanted.at = clock.now();
    EXPECT_EQ(done(record_attendance, wanted).intervals.arrived_at, now.intervals.arrived_at);
    wanted.at = clock.now() + std::chrono::hours(1);
    EXPECT_EQ(run(jo, record_attendance, wanted).error().field, "at");
    EXPECT_EQ(try_not_attended(incident.id, "declined").error().field, "attended") << "what happened is not taken back";
}

TEST_P(Resulting, finding_M5_not_attending_keeps_the_reason_the_version_and_what_the_policy_proposed) {
    policy = &policy::met_policy();
    const Incident incident = open_type("robbery");
    const auto without = try_not_attended(incident.id, "");
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().field, "reason");
    EXPECT_THAT(without.error().message, HasSubstr(policy->attendance.reasons.front().code)) << "names those there are";
    EXPECT_FALSE(try_not_attended(incident.id, "too_busy"));
    const std::string reason = policy->attendance.reasons.front().code;
    const Incident now = not_attended(incident.id, reason);
    EXPECT_EQ(now.attended, false);
    EXPECT_EQ(now.not_attended_reason, reason);
    EXPECT_EQ(now.policy_version, policy->version);
    const auto rows = journal_rows();
    const auto told =
        std::ranges::find_if(rows, [](const journal::Row& row) { return row.action == "incident.not_attended"; });
    ASSERT_NE(told, rows.end());
    EXPECT_THAT(*told->content, AllOf(HasSubstr(R"("attend_reasons":[")"), HasSubstr(policy->version)));
    EXPECT_THAT(promises_of(incident.id), Contains(HasSubstr("attend ended")));
}

TEST_P(Resulting, finding_C6_a_fraud_that_is_referred_is_recorded_as_a_transfer) {
    policy = &policy::city_policy();
    const Incident fraud = open_type("fraud", "Paid for shoes that never came");
    EXPECT_TRUE(not_attended(fraud.id, "internet_fraud").transferred);
    EXPECT_THAT(log_of(fraud.id), Contains(HasSubstr("Transferred.")));
    EXPECT_FALSE(not_attended(open_type("theft").id, "distant_victim").transferred);
    EXPECT_FALSE(try_not_attended(open().id, "low_threat_risk_harm")) << "another force's reason";
}

TEST_P(Resulting, finding_H3_declined_attendance_with_vulnerability_raises_a_visit_and_a_review) {
    const Incident at_risk = open_type("concern_for_safety", "Has not been seen for days");
    ASSERT_TRUE(at_risk.vulnerable);
    not_attended(at_risk.id, "declined");
    EXPECT_THAT(tasks_raised(), ElementsAre("reassurance_visit", "attendance_review"));
    const auto rows = journal_rows();
    EXPECT_TRUE(std::ranges::any_of(rows, [](const journal::Row& row) {
        return row.kind == "notice" && row.owner == "role:officer";
    })) << "the role that makes the visit is told";
}

TEST_P(Resulting, somebody_not_at_risk_may_decline_and_nothing_follows) {
    const Incident incident = open_type("asb_nuisance", "Loud music");
    assessed(incident.id, 0);
    not_attended(incident.id, "declined");
    EXPECT_THAT(tasks_raised(), IsEmpty());
}

TEST_P(Resulting, names_every_gap_at_once_and_keeps_what_was_there) {
    const Incident incident = open_type("robbery", "Took my bag");
    clock.advance(std::chrono::minutes(1));
    assessed(incident.id, 0);
    ASSERT_TRUE(run(jo, grade_incident, SetGrade{incident.id, {"scheduled"}, {"He has gone"}}));
    EXPECT_THAT(gap_fields(incident.id), ElementsAre("answers", "grade", "attended", "no_crime_reason"));
    const auto refused = try_close(incident.id, "resolved_without_attendance");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_THAT(refused.error().message, AllOf(HasSubstr("Is a weapon seen or spoken of?"), HasSubstr("second person"),
                                               HasSubstr("attended"), HasSubstr("Raise the crime, or give a reason")));
    EXPECT_EQ(try_read(jo, incident.id)->status, Status::open);
}

TEST_P(Resulting, is_refused_for_what_is_missing_and_done_when_it_is_there) {
    struct Case {
        std::string what, type, summary;
        std::function<void(const IncidentId&)> before;
        std::string result, closing_code;
        std::string refused_field;  ///< empty: closed
    };
    const auto went = [this](const IncidentId& id) { attended(id); };
    const std::string crime = "no_crime_reason";
    const std::vector<Case> table{
        {"attended and nothing suggests a crime", "", "Door banging", went, "attended_dealt_with",
         "Suspicious circumstances", ""},
        {"nobody said whether somebody went",
         "",
         "Door banging",
         {},
         "attended_dealt_with",
         "Suspicious circumstances",
         "attended"},
        {"a result of no list", "", "Door banging", went, "went_home", "Suspicious circumstances", "result"},
        {"a code of no list", "", "Door banging", went, "attended_dealt_with", "Banging", "closing_code"},
        {"no code and no type", "", "Door banging", went, "attended_dealt_with", "", "closing_code"},
        {"attended is said and nobody went", "", "Door banging",
         [this](const IncidentId& id) { not_attended(id, "low_threat_risk_harm"); }, "attended_dealt_with",
         "Suspicious circumstances", "result"},
        {"the words of the log suggest a crime", "", "My bicycle was stolen", went, "attended_dealt_with",
         "Suspicious circumstances", crime},
        {"a later line suggests one", "", "Man upset",
         [&](const IncidentId& id) { attended(id), line(id, "He says he was punched."); }, "attended_dealt_with",
         "Suspicious circumstances", crime},
        {"the closing code suggests one", "", "Man upset", went, "attended_dealt_with", "Domestic incident", crime},
        {"a crime was raised", "", "My bicycle was stolen",
         [&](const IncidentId& id) { attended(id), raise_crime(id); }, "attended_crime", "Suspicious circumstances",
         ""},
        {"a question is open", "missing_person", "Not home from school", went, "attended_dealt_with", "", "answers"},
        {"personal anti-social behaviour without an assessment", "", "They shout at him every day", went,
         "attended_dealt_with", "Anti-social behaviour: personal", "vulnerability"},
        {"the same, assessed", "", "They shout at him every day",
         [&](const IncidentId& id) { attended(id), assessed(id, 1); }, "attended_dealt_with",
         "Anti-social behaviour: personal", ""},
    };
    for (const Case& each : table) {
        Report report = a_report(each.summary);
        report.type = each.type.empty() ? std::nullopt : std::optional(json::Text<60>{each.type});
        const Incident incident = open(report);
        if (each.before) {
            each.before(incident.id);
        }
        const auto closed = try_close(incident.id, each.result, each.closing_code);
        EXPECT_EQ(closed.has_value(), each.refused_field.empty()) << each.what << ": " << why(closed);
        if (!closed) {
            EXPECT_EQ(closed.error().field, each.refused_field) << each.what << ": " << closed.error().message;
        }
    }
}

// The complaint: "A "not needed" call does not close a domestic, child, missing or vulnerable log."
TEST_P(Resulting, complaint_39_not_needed_does_not_close_a_vulnerable_log) {
    for (const char* type : {"concern_for_safety", "missing_person", "child_abuse"}) {
        const Incident incident = open_type(type);
        not_attended(incident.id, "declined");
        const auto refused = try_close(incident.id, "not_needed");
        ASSERT_FALSE(refused) << type;
        EXPECT_THAT(refused.error().message, HasSubstr("vulnerable")) << type;
    }
    const Incident harmless = open();
    not_attended(harmless.id, "declined");
    const auto closed = try_close(harmless.id, "not_needed", "Suspicious circumstances");
    EXPECT_TRUE(closed) << why(closed);
}

TEST_P(Resulting, a_reason_why_there_is_no_crime_is_kept_and_ends_the_24_hours) {
    const Incident incident = open_type("robbery", "Took my bag");
    answer_all(incident.id, {"happening_now", "weapon", "injured"});
    attended(incident.id);
    CloseIncident wanted = closing(incident.id, "attended_dealt_with");
    wanted.no_crime_reason = json::Text<60>{"because_i_say_so"};
    EXPECT_EQ(run(jo, close_incident, wanted).error().field, "no_crime_reason");
    wanted.no_crime_reason = json::Text<60>{"no_offence_disclosed"};
    wanted.qualifiers = {"Alcohol", "alcohol"};
    EXPECT_EQ(run(jo, close_incident, wanted).error().field, "qualifiers");
    wanted.qualifiers = {"Alcohol", "Young person"};
    wanted.note = json::Text<2'000>{"He had lent it to his brother."};
    const Incident closed = done(close_incident, wanted);
    EXPECT_EQ(closed.status, Status::closed);
    EXPECT_EQ(closed.ended->closing_code, policy->type("robbery")->title) << "a crime has no national code";
    EXPECT_THAT(closed.ended->qualifiers, ElementsAre("Alcohol", "Young person"));
    EXPECT_EQ(json::to_text(*try_read(jo, incident.id)), json::to_text(closed));
    EXPECT_THAT(promises_of(incident.id), Contains("record_crime met 09:00 21T09:00"));
    EXPECT_THAT(log_of(incident.id).back(), HasSubstr("No crime: no_offence_disclosed. He had lent it"));
    EXPECT_EQ(run(jo, close_incident, wanted).error().code, ErrorCode::conflict) << "closed already";
}

TEST_P(Resulting, a_crime_raised_meets_the_24_hours) {
    const Incident incident = open_type("robbery", "Took my bag");
    clock.advance(std::chrono::hours(2));
    raise_crime(incident.id);
    EXPECT_THAT(promises_of(incident.id), Contains("record_crime met 09:00 21T09:00"));
    EXPECT_EQ(items(list_crimes, incident.id).at(0).name, "7/26");
    EXPECT_EQ(log_of(incident.id).back(), "Crime 7/26 was raised.");
}

// The bug this stands against: a log was closed while its clock was paused, and nothing ever ran again.
TEST_P(Resulting, is_not_closed_while_a_clock_stands_still) {
    const Incident incident = open();
    const auto promise =
        read([&](db::Reader& reader) { return deadlines::of_record(reader, act(sue), incident.id.text()); })->at(0);
    Act pausing = act(sue);
    pausing.if_match = promise.version;
    const auto paused = write([&](db::Transaction& tx) {
        return deadlines::pause(tx, pausing, policy::OnePolicy(*policy),
                                {promise.id, promise.pause_reasons.at(0), {"Agreed for six"}});
    });
    ASSERT_TRUE(paused) << why(paused);
    not_attended(open().id, "declined");
    EXPECT_THAT(gap_fields(incident.id), Contains("deadlines"));
    EXPECT_THAT(try_close(incident.id, "not_needed", "Suspicious circumstances").error().message,
                HasSubstr("A clock stands still; resume it first: Officers arrive."));
}

TEST_P(Resulting, reopening_opens_it_again_and_keeps_how_it_ended_in_the_log) {
    const Incident incident = open();
    attended(incident.id);
    ASSERT_TRUE(try_close(incident.id, "attended_dealt_with", "Suspicious circumstances"));
    ASSERT_TRUE(try_line(jo, incident.id, "A witness rang later."))
        << "complaint 9: the log of a closed incident goes on";
    const Incident open_again = done(reopen_incident, WithReason{incident.id, {"The witness saw more"}});
    EXPECT_EQ(open_again.status, Status::open);
    EXPECT_FALSE(open_again.ended);
    EXPECT_FALSE(open_again.intervals.closed_at);
    EXPECT_THAT(log_of(incident.id), Contains(HasSubstr("Closed: Attended and dealt with, Suspicious circumstances.")));
    EXPECT_EQ(run(jo, reopen_incident, WithReason{incident.id, {"Again"}}).error().code, ErrorCode::conflict);
}

TEST_P(Resulting, giving_changes_the_owner_of_the_incident_and_of_what_it_owes) {
    const Incident incident = open();
    const auto give = [&](const std::string& to) {
        Act mine = act(jo);
        mine.if_match = try_read(sue, incident.id)->version;
        return write([&](db::Transaction& tx) {
            return give_incident(tx, mine, GiveIncident{incident.id, {to}, {"Her beat"}});
        });
    };
    EXPECT_EQ(give("person:nobody").error().field, "to");
    EXPECT_EQ(give("team:" + ann.id.text()).error().field, "to");
    const auto given = give("person:" + ann.id.text());
    ASSERT_TRUE(given) << why(given);
    EXPECT_EQ(given->owner.name, "Display ann");
    EXPECT_EQ(read([&](db::Reader& reader) { return deadlines::of_record(reader, act(sue), incident.id.text()); })
                  ->at(0)
                  .owner,
              "person:" + ann.id.text());
    EXPECT_EQ(give("person:" + ann.id.text()).error().code, ErrorCode::conflict);
}

TEST_P(Resulting, none_is_owned_by_nobody_and_one_would_be_counted) {
    open();
    const auto unowned = [&] {
        return *read([&](db::Reader& reader) { return unowned_incidents().count(reader, force, clock.now()); });
    };
    EXPECT_EQ(unowned(), 0);
    alter("UPDATE incidents SET owner = 'person:nobody'");
    EXPECT_EQ(unowned(), 1);
    alter("UPDATE incidents SET owner = 'team:nobody'");
    EXPECT_EQ(unowned(), 1);
    alter("UPDATE incidents SET owner = ''");
    EXPECT_EQ(unowned(), 1);
}

TEST_P(Resulting, a_field_typed_twice_is_counted) {
    const auto figure = [&] {
        return *read([&](db::Reader& reader) { return typed_twice_figure(reader, act(sue), api::Nothing{}); });
    };
    const Incident incident = open();
    EXPECT_EQ(figure().count, 0);
    for (const char* kind : {"phone", "place"}) {
        const auto kept = write([&](db::Transaction& tx) {
            return typed_twice(tx, act(jo), subject_of(incident).about, {kind, "caller"});
        });
        ASSERT_TRUE(kept) << why(kept);
    }
    EXPECT_EQ(figure().count, 2);
    EXPECT_EQ(figure().items.at(0).kind, "place") << "newest first";
    EXPECT_EQ(figure().items.at(0).record.reference, incident.reference);
}

}  // namespace
}  // namespace bluelamp::incidents
