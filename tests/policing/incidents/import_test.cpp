// SPDX-License-Identifier: Apache-2.0
/// Imported incidents, moved owners, and records that were changed behind Bluelamp's back.
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

using access::why;

class Import : public AnIncident {
   protected:
    void SetUp() override {
        AnIncident::SetUp();
        if (!IsSkipped()) {
            importer = actor(a_service("robot").id);
            importer.teams = {started.administration};
        }
    }
    static Imported a_row(const std::string& source_id = "17") {
        Imported row;
        row.source = "dublin-fire-brigade";
        row.source_id = source_id;
        row.type = "Fire CAR";
        row.unit = "Tara St";
        row.summary = "Fire CAR";
        row.place.text = "Tara St";
        row.opened_at = *parse_rfc3339("2013-01-05T10:00:00Z");
        row.intervals.called_at = row.opened_at;
        row.intervals.arrived_at = row.opened_at + std::chrono::minutes(9);
        return row;
    }
    Result<Stored> try_import(const access::Actor& by, const Imported& row) {
        return write([&](db::Transaction& tx) { return import_incident(tx, act(by), row); });
    }

    access::Actor importer;
};
INSTANTIATE_TEST_SUITE_P(Engines, Import, db::both_engines(), db::engine_name);

TEST_P(Import, stores_once_knows_what_it_has_and_replaces_what_changed) {
    const std::size_t before = journal_rows().size();
    EXPECT_EQ(try_import(importer, a_row()), Stored::added);
    EXPECT_EQ(try_import(importer, a_row()), Stored::unchanged);
    EXPECT_EQ(journal_rows().size(), before) << "the act for the file is the importer's";
    const std::vector<std::pair<std::string, std::function<void(Imported&)>>> changes{
        {"type", [](Imported& row) { row.type = "Fire ALARM"; }},
        {"unit", [](Imported& row) { row.unit = "Dolphins Barn"; }},
        {"summary", [](Imported& row) { row.summary = "Fire ALARM"; }},
        {"place", [](Imported& row) { row.place.text = "Dolphins Barn"; }},
        {"position", [](Imported& row) { row.place.latitude = 53.3, row.place.longitude = -6.2; }},
        {"grade", [](Imported& row) { row.grade = Grade::emergency; }},
        {"arrival", [](Imported& row) { row.intervals.arrived_at = row.opened_at + std::chrono::minutes(10); }},
        {"clock fault", [](Imported& row) { row.clock_fault = true; }},
        {"exercise", [](Imported& row) { row.exercise = true; }},
        {"opening", [](Imported& row) { row.opened_at = row.opened_at + std::chrono::seconds(1); }},
    };
    Imported row = a_row();
    std::int64_t version = 1;
    for (const auto& [what, change] : changes) {
        change(row);
        const auto stored = try_import(importer, row);
        ASSERT_TRUE(stored) << what << ": " << why(stored);
        EXPECT_EQ(*stored, Stored::changed) << what;
        EXPECT_EQ(try_import(importer, row), Stored::unchanged) << what;
        EXPECT_EQ(try_list(jo, a_list(Shown::all))->items.at(0).version, ++version) << what;
        EXPECT_EQ(journal_rows().back().action, "incident.reimported") << what;
    }
    EXPECT_EQ(try_list(jo, a_list(Shown::all))->items.size(), 1U);
}

TEST_P(Import, is_closed_imported_numbered_in_its_own_day_and_owned_by_the_importing_team) {
    ASSERT_TRUE(try_import(importer, a_row("1")));
    ASSERT_TRUE(try_import(importer, a_row("2")));
    const auto listed = try_list(jo, a_list(Shown::closed));
    ASSERT_EQ(listed->items.size(), 2U);
    const Incident& incident = listed->items.at(0);
    EXPECT_EQ(incident.status, Status::closed);
    EXPECT_EQ(incident.origin, Origin::imported);
    EXPECT_EQ(incident.source, "dublin-fire-brigade");
    EXPECT_EQ(incident.reference, "Log 2 of 5 January");
    EXPECT_EQ(incident.owner.id, "team:" + started.administration.text());
    EXPECT_EQ(rfc3339(*incident.intervals.arrived_at), "2013-01-05T10:09:00.000Z");
    EXPECT_FALSE(incident.grade);
}

TEST_P(Import, keeps_what_was_in_the_log_of_the_incident) {
    ASSERT_TRUE(try_import(importer, a_row()));
    Imported row = a_row();
    row.summary = "Fire ALARM";
    ASSERT_TRUE(try_import(importer, row));
    const auto incident = try_list(jo, a_list(Shown::all))->items.at(0);
    EXPECT_EQ(incident.summary, "Fire ALARM");
    const auto log = try_log(jo, {incident.id, {}, {}});
    ASSERT_EQ(log->items.size(), 1U);
    EXPECT_EQ(log->items.at(0).text, "Fire CAR") << "what it said before";
}

TEST_P(Import, needs_the_permission) {
    const auto refused = try_import(jo, a_row());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
}

class MoveOwned : public AnIncident {};
INSTANTIATE_TEST_SUITE_P(Engines, MoveOwned, db::both_engines(), db::engine_name);

TEST_P(MoveOwned, gives_everything_of_a_person_to_the_team_and_says_so_in_each_log) {
    access::Actor alone = jo;
    alone.teams.clear();
    const auto his = try_open(alone, a_report("his"));
    const auto his_too = try_open(alone, a_report("his too"));
    access::Actor in_room = jo;
    in_room.teams = {started.control_room};
    const auto theirs = try_open(in_room, a_report("the team's already"));
    const auto to = access::OwnerId::team(started.administration);
    const auto moved =
        write([&](db::Transaction& tx) { return move_owned(tx, act(console), access::OwnerId::person(jo.id), to); });
    ASSERT_TRUE(moved) << why(moved);
    EXPECT_EQ(*moved, 2);
    EXPECT_EQ(try_read(console, his->id)->owner.id, to.text);
    EXPECT_EQ(try_read(console, his_too->id)->owner.name, "Administration");
    EXPECT_EQ(try_read(console, theirs->id)->owner.id, "team:" + started.control_room.text());
    const auto log = try_log(console, {his->id, {}, {}});
    ASSERT_EQ(log->items.size(), 2U);
    EXPECT_EQ(log->items.at(1).action, "incident.owner_changed");
    EXPECT_FALSE(*first_altered(database(), force)) << "changing the owner is an act";
}

class FirstAltered : public AnIncident {};
INSTANTIATE_TEST_SUITE_P(Engines, FirstAltered, db::both_engines(), db::engine_name);

// The bug: only summary, place in words, times and author were compared, and a deleted incident was not missed.
TEST_P(FirstAltered, names_the_opening_of_any_incident_that_was_changed_behind_our_back) {
    open(a_report("first"));
    Report report = a_report("second");
    report.grade = Grade::emergency;
    report.category = json::Text<60>{"Concern for safety"};
    report.place.latitude = 51.51234567;
    report.place.longitude = -0.0942;
    const Incident second = open(report);
    const std::int64_t position = journal_rows().back().position;
    open(a_report("third"));
    const std::vector<std::pair<std::string, std::string>> table{
        {"summary = 'secone'", "summary = 'second'"},
        {"place = 'Leadenhall Markes'", "place = 'Leadenhall Market'"},
        {"number = 9", "number = 2"},
        {"opened_on = '2026-11-19'", "opened_on = '2026-11-20'"},
        {"opened_on = '2026-1x-20'", "opened_on = '2026-11-20'"},
        {"grade = 'priority'", "grade = 'emergency'"},
        {"grade = NULL", "grade = 'emergency'"},
        {"category = 'Concern for safetx'", "category = 'Concern for safety'"},
        {"latitude = latitude + 0.00001", "latitude = 51.51234567"},
        {"longitude = 0.0942", "longitude = -0.0942"},
        {"latitude = NULL, longitude = NULL", "latitude = 51.51234567, longitude = -0.0942"},
        {"ward_code = 'E05009309'", "ward_code = 'E05009308'"},
        {"borough_code = NULL", "borough_code = 'E09000001'"},
        {"happened_at = happened_at - 1", "happened_at = happened_at + 1"},
        {"opened_at = opened_at + 1", "opened_at = opened_at - 1"},
        {"opened_by = 'somebody'", "opened_by = '" + jo.id.text() + "'"},
        {"exercise = 1", "exercise = 0"},
        {"answered_at = answered_at + 1", "answered_at = answered_at - 1"},
        {"origin = 'imported', source = 'x', source_id = 'x'", "origin = 'live', source = NULL, source_id = NULL"},
    };
    const std::string where = " WHERE id = '" + second.id.text() + "'";
    ASSERT_EQ(*first_altered(database(), force), std::nullopt);
    for (const auto& [change, put_back] : table) {
        alter("UPDATE incidents SET " + change + where);
        EXPECT_EQ(*first_altered(database(), force), position) << change;
        alter("UPDATE incidents SET " + put_back + where);
        ASSERT_EQ(*first_altered(database(), force), std::nullopt) << put_back;
    }
    alter("UPDATE incidents SET summary = 'x' WHERE number = 3");
    alter("DELETE FROM incidents" + where);
    EXPECT_EQ(*first_altered(database(), force), position) << "deleted, and it comes before the changed one";
}

TEST_P(FirstAltered, names_position_0_for_an_incident_of_which_no_act_tells) {
    const Incident incident = open();
    alter("DELETE FROM journal WHERE record_id = '" + incident.id.text() + "'");
    EXPECT_EQ(*first_altered(database(), force), 0);
}

}  // namespace
}  // namespace bluelamp::incidents
