// SPDX-License-Identifier: Apache-2.0
/// Raising crimes: from an incident with nothing typed again, directly, as a draft, late.
#include "tests/policing/crimes/a_crime.hpp"

namespace bluelamp::crimes {
namespace {

using people::Role;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Raise : public ACrime {};
INSTANTIATE_TEST_SUITE_P(Engines, Raise, db::both_engines(), db::engine_name);

// Met letter 2014: the incident stood on command and control, and its details were entered again on the crime system.
TEST_P(Raise, finding_M7_a_crime_from_an_incident_carries_over_everything) {
    const auto incident = an_incident();
    const auto victim = named(incident, Role::victim, said("Vic", "Timms"));
    clock.advance(std::chrono::minutes(20));
    const WholeCrime raised = raise_from(incident);
    const Crime& crime = raised.crime;
    EXPECT_EQ(crime.status, Status::recorded);
    EXPECT_EQ(crime.reference, "1/26");
    EXPECT_EQ(crime.incident, incident.id);
    EXPECT_EQ(crime.incident_reference, incident.reference);
    ASSERT_TRUE(crime.offence);
    EXPECT_EQ(crime.offence->code, "49") << "as the incident's type proposes";
    EXPECT_EQ(crime.summary, "Bicycle gone");
    EXPECT_EQ(crime.place.text, "4 Example Row");
    EXPECT_EQ(crime.place.ward, "E05009308");
    EXPECT_EQ(crime.occurred_from, incident.happened_at);
    EXPECT_EQ(crime.occurred_to, incident.happened_at);
    EXPECT_EQ(crime.received_at, incident.opened_at);
    EXPECT_EQ(crime.owner.id, incident.owner.id);
    EXPECT_EQ(crime.raised_by.name, "Display jo");
    EXPECT_EQ(crime.recorded_at, clock.now());
    EXPECT_FALSE(crime.late);
    ASSERT_EQ(raised.mentions.size(), 1U);
    EXPECT_EQ(raised.mentions[0].id, victim) << "the same mention, not a copy";
    EXPECT_EQ(crime.victims, 1);
    EXPECT_EQ(typed_twice(), 0);
    EXPECT_THAT(promises(incident.id.text()), Contains("record_crime met"));
    EXPECT_THAT(log_of(crime.id), ElementsAre("crime.recorded Raised from Log 1 of 20 November: Bicycle gone."));
    const journal::Row row = journal_rows().back();
    EXPECT_EQ(row.record, crime.id.text());
    EXPECT_EQ(row.owner, crime.owner.id);
}

// City letter 2014: a crime may be recorded from an incident or directly: one record both ways.
TEST_P(Raise, finding_C5_a_crime_reported_at_the_counter_needs_no_incident) {
    RaiseCrime wanted = directly();
    wanted.occurred_from = clock.now() - std::chrono::hours(10);
    wanted.occurred_to = clock.now() - std::chrono::hours(2);
    const WholeCrime raised = raise(wanted);
    EXPECT_EQ(raised.crime.status, Status::recorded);
    EXPECT_FALSE(raised.crime.incident);
    EXPECT_EQ(raised.crime.place.borough, "E09000001");
    EXPECT_EQ(raised.crime.occurred_from, *wanted.occurred_from);
    EXPECT_EQ(raised.crime.occurred_to, *wanted.occurred_to);
    EXPECT_EQ(raised.people[0].name, "Vic Timms");
    EXPECT_EQ(raised.crime.owner.id, access::OwnerId::team(jo.teams[0]).text);
    EXPECT_THAT(promises(raised.crime.id.text()), Contains("record_crime met"));
    EXPECT_EQ(shown(raised.crime.id).crime.summary, "Fence kicked in");
    EXPECT_EQ(typed_twice(), 0);
}

// City letter 2014: the same information was entered many times. The count is nil, and it can be more.
TEST_P(Raise, finding_C12_typed_twice_is_nil_from_incident_to_crime_and_counts_what_was_supplied_again) {
    const auto incident = an_incident();
    named(incident, Role::victim, said("Vic", "Timms"));
    RaiseCrime chosen;
    chosen.incident = incident.id;
    chosen.offence = json::Text<20>{"44"};
    raise(chosen);
    EXPECT_EQ(typed_twice(), 0) << "choosing an offence is not typing";
    RaiseCrime again = chosen;
    again.place = a_place();
    again.summary = json::Text<500>{"Bicycle gone"};
    again.occurred_from = incident.happened_at;
    again.people = std::vector<NewPerson>{{Role::victim, said("vic", "TIMMS")}};
    raise(again);
    EXPECT_EQ(typed_twice(), 4);
}

TEST_P(Raise, a_place_nobody_knew_and_a_time_nobody_said_are_not_typed_twice) {
    incidents::Report report;
    report.summary.text = "Bicycle gone";
    report.place.text.text = "unknown";
    report.type = json::Text<60>{"theft"};
    const auto opened = write([&](db::Transaction& tx) {
        return incidents::open_incident(tx, act(jo), {policy, areas}, report);
    });
    ASSERT_TRUE(opened) << access::why(opened);
    RaiseCrime wanted;
    wanted.incident = opened->id;
    wanted.place = a_place("Station forecourt");
    wanted.occurred_from = clock.now() - std::chrono::hours(8);
    wanted.occurred_to = clock.now() - std::chrono::hours(1);
    const WholeCrime raised = raise(wanted);
    EXPECT_EQ(raised.crime.place.text, "Station forecourt");
    EXPECT_EQ(typed_twice(), 0);
}

// A case was refused whole for one missing field.
TEST_P(Raise, complaint_25_a_missing_field_makes_a_draft_with_its_gap_named_and_the_clock_runs_on) {
    const auto incident = an_incident("theft");
    const WholeCrime draft = raise_from(incident);
    EXPECT_EQ(draft.crime.status, Status::draft);
    ASSERT_EQ(draft.crime.gaps.size(), 1U);
    EXPECT_EQ(draft.crime.gaps[0].field, "victims");
    EXPECT_EQ(draft.crime.reference, "1/26");
    EXPECT_THAT(promises(incident.id.text()), Contains("record_crime running"));
    EXPECT_THAT(promises(draft.crime.id.text()), ElementsAre("record_crime running"));
    clock.advance(std::chrono::hours(2));
    const WholeCrime recorded = link(draft, Part::counted_victim, said("Vic", "Timms"));
    EXPECT_EQ(recorded.crime.status, Status::recorded);
    EXPECT_THAT(recorded.crime.gaps, IsEmpty());
    EXPECT_EQ(recorded.crime.recorded_at, clock.now());
    EXPECT_EQ(recorded.crime.recorded_by->name, "Display kim");
    EXPECT_THAT(promises(draft.crime.id.text()), Contains("record_crime met"));
    EXPECT_THAT(promises(incident.id.text()), Contains("record_crime met"));
    EXPECT_THAT(log_of(draft.crime.id), ElementsAre(HasSubstr("crime.drafted"), HasSubstr("crime.recorded")));
}

TEST_P(Raise, tells_in_its_log_of_the_limit_that_passed) {
    RaiseCrime wanted = directly();
    wanted.offence = {};
    const WholeCrime draft = raise(wanted);
    clock.advance(std::chrono::hours(25));
    ASSERT_TRUE(
        write([&](db::Transaction& tx) { return deadlines::tick(tx, act(console), policy::OnePolicy(policy)); }));
    EXPECT_THAT(log_of(draft.crime.id), Contains(HasSubstr("deadline.breached Record the crime: was due")));
}

TEST_P(Raise, without_an_offence_it_is_a_draft_until_one_is_chosen) {
    RaiseCrime wanted = directly();
    wanted.offence = {};
    const WholeCrime draft = raise(wanted);
    ASSERT_EQ(draft.crime.gaps.size(), 1U);
    EXPECT_EQ(draft.crime.gaps[0].field, "offence");
    const WholeCrime recorded = good(try_classify(draft, "58D"));
    EXPECT_EQ(recorded.crime.status, Status::recorded);
    EXPECT_EQ(recorded.crime.initial_offence->code, "58D");
}

TEST_P(Raise, recorded_after_the_limit_it_is_marked_late_and_never_refused) {
    const auto incident = an_incident();
    named(incident, Role::victim, said("Vic", "Timms"));
    clock.advance(std::chrono::hours(24));
    EXPECT_FALSE(raise_from(incident).crime.late) << "to the minute is in time";
    clock.advance(std::chrono::hours(3));
    const WholeCrime late = raise_from(incident);
    EXPECT_EQ(late.crime.status, Status::recorded);
    EXPECT_TRUE(late.crime.late);
    EXPECT_THAT(log_of(late.crime.id), ElementsAre(HasSubstr("Recorded 3 hours after the limit.")));
}

// An unread online form counts: the limit runs from first receipt.
TEST_P(Raise, an_earlier_receipt_counts_and_a_later_one_does_not) {
    const auto incident = an_incident();
    named(incident, Role::victim, said("Vic", "Timms"));
    RaiseCrime wanted;
    wanted.incident = incident.id;
    wanted.received_at = clock.now() - std::chrono::hours(30);
    const WholeCrime early = raise(wanted);
    EXPECT_EQ(early.crime.received_at, *wanted.received_at);
    EXPECT_TRUE(early.crime.late);
    clock.advance(std::chrono::hours(1));
    wanted.received_at = clock.now();
    EXPECT_EQ(raise(wanted).crime.received_at, incident.opened_at);
}

TEST_P(Raise, one_report_makes_two_crimes_of_two_victims) {
    const auto incident = an_incident("violence_reported", "Two men hit outside a bar");
    const auto one = named(incident, Role::victim, said("Vic", "Timms"));
    const auto two = named(incident, Role::victim, said("Tom", "Timms"));
    RaiseCrime wanted;
    wanted.incident = incident.id;
    wanted.offence = json::Text<20>{"8N"};
    const WholeCrime whose = raise(wanted);
    EXPECT_EQ(whose.crime.status, Status::draft) << "with several victims somebody says whose it is";
    wanted.victims = std::vector{one};
    const WholeCrime first = raise(wanted);
    wanted.victims = std::vector{two};
    const WholeCrime second = raise(wanted);
    EXPECT_EQ(first.crime.status, Status::recorded);
    EXPECT_EQ(second.crime.status, Status::recorded);
    EXPECT_EQ(first.people[0].name, "Vic Timms");
    EXPECT_EQ(second.people[0].name, "Tom Timms");
    EXPECT_EQ(second.crime.reference, "3/26");
    wanted.victims = std::vector{people::MentionId("01900000-0000-7000-8000-000000000000")};
    EXPECT_EQ(refused(run(raise_crime, jo, wanted)), "invalid victims");
}

TEST_P(Raise, a_class_counted_by_premises_is_one_crime_of_all_its_victims) {
    const auto incident = an_incident("burglary_home", "Back door forced");
    named(incident, Role::victim, said("Vic", "Timms"));
    named(incident, Role::victim, said("Tom", "Timms"));
    const WholeCrime raised = raise_from(incident);
    EXPECT_EQ(raised.crime.counted_as, CountedAs::premises);
    EXPECT_EQ(raised.crime.status, Status::recorded);
    EXPECT_EQ(raised.crime.victims, 2);
}

TEST_P(Raise, refuses_what_cannot_be_and_keeps_nothing_of_it) {
    const auto ahead = clock.now() + std::chrono::hours(1);
    struct Case {
        std::string what;
        std::function<void(RaiseCrime&)> change;
        std::string answer;
    };
    const std::vector<Case> table{
        {"no summary", [](RaiseCrime& c) { c.summary = {}; }, "invalid summary"},
        {"no place", [](RaiseCrime& c) { c.place = {}; }, "invalid place"},
        {"half a position", [](RaiseCrime& c) { c.place->longitude = {}; }, "invalid place.longitude"},
        {"off the earth", [](RaiseCrime& c) { c.place->latitude = 100; }, "invalid place.latitude"},
        {"begins tomorrow", [&](RaiseCrime& c) { c.occurred_from = ahead; }, "invalid occurred_from"},
        {"ends tomorrow", [&](RaiseCrime& c) { c.occurred_to = ahead; }, "invalid occurred_to"},
        {"ends before it begins",
         [&](RaiseCrime& c) {
             c.occurred_from = clock.now() - std::chrono::hours(1);
             c.occurred_to = clock.now() - std::chrono::hours(2);
         },
         "invalid occurred_to"},
        {"received tomorrow", [&](RaiseCrime& c) { c.received_at = ahead; }, "invalid received_at"},
        {"an offence that is none", [](RaiseCrime& c) { c.offence = json::Text<20>{"8Z"}; }, "invalid offence"},
        {"a class no longer recorded", [](RaiseCrime& c) { c.offence = json::Text<20>{"28A"}; }, "invalid offence"},
        {"an offence of several classes", [](RaiseCrime& c) { c.offence = json::Text<20>{"TH68027"}; },
         "invalid offence"},
        {"the State robbed", [](RaiseCrime& c) { c.offence = json::Text<20>{"34B"}, c.state_victim = true; },
         "invalid state_victim"},
        {"more than secret", [](RaiseCrime& c) { c.visibility = 3; }, "invalid visibility"},
        {"an incident that is none",
         [](RaiseCrime& c) { c.incident = IncidentId("01900000-0000-7000-8000-000000000000"); }, "not_found incident"},
    };
    for (const Case& each : table) {
        RaiseCrime wanted = directly();
        each.change(wanted);
        EXPECT_EQ(refused(run(raise_crime, jo, wanted)), each.answer) << each.what;
    }
    const access::Actor analyst = actor(a_person("ana", {"analyst"}).id);
    EXPECT_EQ(refused(run(raise_crime, analyst, directly())), "forbidden record_crimes");
    EXPECT_EQ(raise(directly()).crime.reference, "1/26") << "a refused one takes no number";
}

TEST_P(Raise, keeps_what_is_restricted_restricted_and_an_exercise_an_exercise) {
    const auto incident = an_incident();
    db::alter(database(), force, "UPDATE incidents SET visibility = 1, exercise = 1");
    const auto seen_by_owner = raise_from(incident);
    EXPECT_EQ(seen_by_owner.crime.visibility, 1);
    EXPECT_TRUE(seen_by_owner.crime.exercise);
    const auto other = read(
        [&](db::Reader& reader) { return read_crime(reader, act(dee), the_catalogue(), {seen_by_owner.crime.id}); });
    EXPECT_EQ(refused(other), "not_found id") << "of another team and without clearance";
    RaiseCrime secret;
    secret.incident = an_incident().id;
    secret.visibility = 2;
    EXPECT_EQ(refused(run(raise_crime, dee, secret)), "invalid visibility") << "he could not see it himself";
}

TEST_P(Raise, a_suspect_named_in_the_chain_is_the_crimes_suspect) {
    const auto incident = an_incident("shop_theft", "Spirits taken");
    named(incident, Role::suspect, said("Sam", "Taker"));
    named(incident, Role::witness, said("Wil", "Saw"));
    const WholeCrime raised = raise_from(incident);
    EXPECT_EQ(raised.crime.current_suspects, 1);
    EXPECT_EQ(raised.mentions.size(), 2U);
    EXPECT_THAT(raised.people, testing::SizeIs(1));
}

TEST_P(Raise, a_duplicate_log_raises_its_crime_from_the_log_it_was_joined_to) {
    const auto incident = an_incident();
    const auto primary = an_incident();
    db::alter(database(), force,
              "UPDATE incidents SET joined_to = '" + primary.id.text() + "' WHERE id = '" + incident.id.text() + "'");
    RaiseCrime wanted;
    wanted.incident = incident.id;
    EXPECT_EQ(refused(run(raise_crime, jo, wanted)), "conflict incident");
}

TEST_P(Raise, a_crime_of_a_log_that_is_restricted_later_is_for_no_more_to_see) {
    const auto incident = an_incident("theft", "Spirits taken");
    const WholeCrime raised = raise_from(incident);
    ASSERT_EQ(raised.crime.status, Status::draft) << "of which its incident knows nothing yet";
    ASSERT_EQ(raised.crime.visibility, 0);
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        const incidents::SetType wanted{incident.id, {"domestic_abuse"}, json::Text<500>{"Her husband took them"}};
        Act mine = acting(jo, incident.version);
        return incidents::set_type(tx, mine, {policy, areas}, {narrow}, wanted);
    }));
    EXPECT_EQ(shown(raised.crime.id).crime.visibility, 1);
    access::Actor stranger = jo;
    stranger.clearance = {0, ","};
    const auto refused_one =
        read([&](db::Reader& reader) { return read_crime(reader, act(stranger), the_catalogue(), {raised.crime.id}); });
    EXPECT_EQ(refused_one.error().code, ErrorCode::not_found);
}

TEST(Reference, follows_the_forces_pattern) {
    EXPECT_EQ(reference_of("{number}/{yy}", 12, 2026), "12/26");
    EXPECT_EQ(reference_of("CR{yy}-{number}", 7, 2026), "CR26-7");
    EXPECT_EQ(reference_of("{number}/{yy}", 1, 2005), "1/05");
}

}  // namespace
}  // namespace bluelamp::crimes
