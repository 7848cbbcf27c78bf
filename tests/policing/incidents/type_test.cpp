// SPDX-License-Identifier: Apache-2.0
/// Opening by the force's table of incident types: level, limit, promises, who sees it, who is told.
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

using access::why;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class OpenType : public AnIncident {
   protected:
    Result<Incident> from_contact(const Report& report, const Source& source) {
        return write([&](db::Transaction& tx) { return open_incident(tx, act(jo), ground(), report, source); });
    }
    Source a_call() {
        Source source;
        source.contact = {"contact", "0190c0de-0000-7000-8000-000000000001", "Call 12 of 20 November"};
        source.received_at = clock.now() - std::chrono::minutes(2);
        source.answered_at = clock.now() - std::chrono::minutes(1);
        return source;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, OpenType, db::both_engines(), db::engine_name);

TEST_P(OpenType, brings_category_floor_limit_and_what_is_owed) {
    const Incident opened = open_type("domestic_abuse", "Shouting next door");
    EXPECT_EQ(opened.category, "Domestic incident");
    EXPECT_EQ(opened.level->code, "priority");
    EXPECT_EQ(opened.level->title, "Grade 2 Priority");
    EXPECT_EQ(opened.grade, Grade::priority);
    EXPECT_EQ(opened.limit_s, 3'600);
    EXPECT_EQ(rfc3339(*opened.due_at), "2026-11-20T10:00:00.000Z");
    EXPECT_THAT(opened.because, ElementsAre(HasSubstr("is graded Grade 2 Priority at least.")));
    EXPECT_EQ(opened.visibility, 1) << "a restricted type is seen by clearance or owner only";
    EXPECT_TRUE(opened.vulnerable);
    EXPECT_TRUE(opened.crime_suspected);
    EXPECT_EQ(opened.policy_version, policy->version);
    EXPECT_THAT(promises_of(opened.id),
                UnorderedElementsAre("attend running 09:00 20T10:00", "record_crime running 09:00 21T09:00"));
    EXPECT_EQ(json::to_text(*try_read(jo, opened.id)), json::to_text(opened)) << "what is read is what was opened";
}

// M7 and the practitioner's correction: the 24 hours run from first receipt by any part of the force.
TEST_P(OpenType, from_a_contact_runs_from_its_first_receipt_and_knows_it) {
    Report report = a_report("Took my bag");
    report.type = json::Text<60>{"robbery"};
    const auto opened = from_contact(report, a_call());
    ASSERT_TRUE(opened) << why(opened);
    EXPECT_EQ(rfc3339(*opened->received_at), "2026-11-20T08:58:00.000Z");
    EXPECT_EQ(opened->intervals.called_at, opened->received_at);
    EXPECT_EQ(rfc3339(*opened->intervals.answered_at), "2026-11-20T08:59:00.000Z");
    EXPECT_EQ(opened->contact->name, "Call 12 of 20 November");
    EXPECT_THAT(promises_of(opened->id), Contains("record_crime running 08:58 21T08:58"));
    const auto reported = items(list_contacts, opened->id);
    ASSERT_EQ(reported.size(), 1U);
    EXPECT_EQ(reported[0].as, "caller");
}

TEST_P(OpenType, finding_C3_levels_limits_and_the_clock_they_run_on_are_configuration) {
    struct Case {
        const policy::Policy* force;
        std::string level;
        std::int64_t limit_s;
        std::string clock_from;
    };
    const std::vector<Case> table{
        {&policy::city_policy(), "Immediate", 12 * 60, "08:58"},                   // from the call received
        {&policy::hertfordshire_policy(), "Grade 1 Immediate", 15 * 60, "09:00"},  // from its creation
    };
    for (const Case& each : table) {
        policy = each.force;
        Report report = a_report("Two men fighting with bottles");
        report.type = json::Text<60>{"violence_in_progress"};
        const auto opened = from_contact(report, a_call());
        ASSERT_TRUE(opened) << why(opened);
        EXPECT_EQ(opened->level->title, each.level);
        EXPECT_EQ(opened->limit_s, each.limit_s);
        EXPECT_EQ(rfc3339(*opened->clock_from).substr(11, 5), each.clock_from);
        EXPECT_EQ(opened->policy_version, each.force->version);
    }
}

// The bug this stands against: a known nuisance caller was put at the end of the queue.
TEST_P(OpenType, complaint_36_what_is_known_of_the_caller_raises_and_never_lowers) {
    struct Case {
        std::optional<std::string> said, at_least;
        std::string level;
    };
    const std::vector<Case> table{
        {"immediate", "telephone", "immediate"},  // a history of hoaxes asks for less: nothing changes
        {"telephone", "immediate", "immediate"},
        {{}, "telephone", "priority"},  // below the type's floor
        {{}, "immediate", "immediate"},
        {"telephone", {}, "priority"},  // neither does the call handler go below the floor when opening
        {"immediate", {}, "immediate"},
    };
    for (const Case& each : table) {
        Report report = a_report();
        report.type = json::Text<60>{"domestic_abuse"};
        report.level = each.said ? std::optional(json::Text<60>{*each.said}) : std::nullopt;
        Source call = a_call();
        call.at_least = each.at_least;
        call.because = "This number leads to a marker.";
        const auto opened = from_contact(report, call);
        ASSERT_TRUE(opened) << why(opened);
        EXPECT_EQ(opened->level->code, each.level) << each.said.value_or("-") << " " << each.at_least.value_or("-");
        EXPECT_EQ(testing::Value(opened->because, Contains("This number leads to a marker.")),
                  each.at_least.has_value())
            << "every reason is kept";
    }
}

TEST_P(OpenType, tells_the_roles_that_the_type_names) {
    const Incident opened = open_type("hate_crime");
    const auto rows = journal_rows();
    const auto notice = std::ranges::find_if(rows, [](const journal::Row& row) { return row.kind == "notice"; });
    ASSERT_NE(notice, rows.end());
    EXPECT_EQ(notice->owner, "role:supervisor");
    EXPECT_THAT(*notice->content, HasSubstr(opened.reference));
}

TEST_P(OpenType, refuses_codes_that_the_policy_does_not_have) {
    Report report = a_report();
    report.type = json::Text<60>{"dragons"};
    auto refused = try_open(jo, report);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "type");
    report.type.reset();
    report.level = json::Text<60>{"yesterday"};
    refused = try_open(jo, report);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "level");
    EXPECT_THAT(refused.error().message, HasSubstr("immediate, priority, scheduled, telephone"));
}

TEST_P(OpenType, an_exercise_stays_one) {
    Source call = a_call();
    call.exercise = true;
    EXPECT_TRUE(from_contact(a_report(), call)->exercise);
}

class Places : public AnIncident {
   protected:
    NewPlace a_place(const IncidentId& id, PlaceKind kind, const std::string& text) {
        NewPlace wanted;
        wanted.id = id;
        wanted.kind = kind;
        wanted.place.text.text = text;
        return wanted;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Places, db::both_engines(), db::engine_name);

TEST_P(Places, are_four_with_their_history_and_nothing_is_overwritten) {
    Report report = a_report();
    report.place.text.text = "unknown";
    const Incident incident = open(report);
    done(give_place, a_place(incident.id, PlaceKind::caller, "in a cupboard, does not know where"));
    NewPlace found = a_place(incident.id, PlaceKind::incident, "Flat 2, 14 Long Lane");
    found.place.latitude = 51.519;
    found.place.longitude = -0.098;
    found.source = PlaceSource::network;
    found.confidence = Confidence::likely;
    found.confirmed = true;
    done(give_place, found);
    done(give_place, a_place(incident.id, PlaceKind::rendezvous, "corner of Cloth Fair"));
    done(give_place, a_place(incident.id, PlaceKind::rendezvous, "hospital entrance"));
    std::vector<std::string> seen;
    for (const KnownPlace& place : items(list_places, incident.id)) {
        seen.push_back(place.place.text.text + (place.in_force ? " *" : ""));
    }
    EXPECT_THAT(seen, ElementsAre("unknown", "in a cupboard, does not know where *", "Flat 2, 14 Long Lane *",
                                  "corner of Cloth Fair", "hospital entrance *"));
    const Incident now = *try_read(jo, incident.id);
    EXPECT_EQ(now.place.text, "Flat 2, 14 Long Lane") << "the board shows the newest";
    EXPECT_EQ(now.place.ward, "E05009308");
    EXPECT_THAT(log_of(incident.id), Contains("Incident: Flat 2, 14 Long Lane (from network, likely, confirmed)."));
}

TEST_P(Places, of_one_never_given_another_the_opening_is_in_force) {
    const Incident incident = open();
    const auto places = items(list_places, incident.id);
    ASSERT_EQ(places.size(), 1U);
    EXPECT_TRUE(places[0].in_force);
    EXPECT_EQ(places[0].recorded_by.name, "Display jo");
}

TEST_P(Places, refuse_half_a_position) {
    NewPlace wanted = a_place(open().id, PlaceKind::incident, "Bank");
    wanted.place.latitude = 51.5;
    const auto refused = run(jo, give_place, wanted);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "place.longitude");
}

}  // namespace
}  // namespace bluelamp::incidents
