// SPDX-License-Identifier: Apache-2.0
/// Opening incidents and adding lines: numbers, times, owners, who may.
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

using access::why;

class Open : public AnIncident {};
INSTANTIATE_TEST_SUITE_P(Engines, Open, db::both_engines(), db::engine_name);

TEST_P(Open, keeps_what_was_reported_and_who_answers_for_it) {
    Report report = a_report("Man on the railing");
    report.grade = Grade::emergency;
    report.category = json::Text<60>{"Concern for safety"};
    report.place.latitude = 51.51;
    report.place.longitude = -0.0942;
    report.happened_at = clock.now() - std::chrono::minutes(5);
    report.visibility = 1;
    const Incident opened = open(report);
    EXPECT_EQ(opened.reference, "Log 1 of 20 November");
    EXPECT_EQ(iso(opened.opened_on), "2026-11-20");
    EXPECT_EQ(opened.status, Status::open);
    EXPECT_EQ(opened.limit_s, 900);
    EXPECT_EQ(opened.place.ward, "E05009308");
    EXPECT_EQ(opened.place.borough, "E09000001");
    EXPECT_EQ(rfc3339(opened.happened_at), "2026-11-20T08:55:00.000Z");
    EXPECT_EQ(rfc3339(opened.opened_at), "2026-11-20T09:00:00.000Z");
    EXPECT_EQ(opened.opened_by.id, jo.id.text());
    EXPECT_EQ(opened.intervals.created_at, clock.now());
    EXPECT_EQ(opened.intervals.answered_at, clock.now());
    EXPECT_FALSE(opened.intervals.arrived_at);
    const auto shown = try_read(console, opened.id);
    ASSERT_TRUE(shown) << why(shown);
    EXPECT_EQ(shown->opened_by.name, "Display jo");
    EXPECT_EQ(shown->summary, "Man on the railing");
    EXPECT_EQ(shown->category, "Concern for safety");
    EXPECT_EQ(shown->place.latitude, 51.51);
    EXPECT_EQ(shown->place.ward, "E05009308");
    EXPECT_EQ(shown->intervals, opened.intervals);
    EXPECT_EQ(shown->owner.id, opened.owner.id);
    EXPECT_EQ(shown->last_seq, 1);
    const journal::Row row = journal_rows().back();
    EXPECT_EQ(row.action, "incident.opened");
    EXPECT_EQ(row.record, opened.id.text());
    EXPECT_EQ(row.content, json::to_text(opened)) << "the journal keeps the whole record";
    EXPECT_EQ(row.visibility, 1);
    EXPECT_EQ(row.owner, opened.owner.id);
}

TEST_P(Open, is_priority_and_now_and_for_everyone_when_nobody_says_otherwise) {
    const Incident opened = open();
    EXPECT_EQ(opened.grade, Grade::priority);
    EXPECT_EQ(opened.happened_at, clock.now());
    EXPECT_EQ(opened.visibility, 0);
    EXPECT_FALSE(opened.category);
    EXPECT_FALSE(opened.place.ward) << "without a position nobody looks the ward up";
}

TEST_P(Open, is_owned_by_the_home_team_or_by_whoever_has_none) {
    access::Actor in_room = jo;
    in_room.teams = {started.control_room};
    EXPECT_EQ(try_open(in_room, a_report())->owner.id, "team:" + started.control_room.text());
    in_room.teams.clear();
    EXPECT_EQ(try_open(in_room, a_report())->owner.id, "person:" + jo.id.text());
}

TEST_P(Open, numbers_each_local_day_from_one_without_gaps) {
    struct Case {
        std::string instant, reference;
    };
    const std::vector<Case> table{
        {"2026-11-20T23:59:59.999Z", "Log 1 of 20 November"},
        {"2026-11-21T00:00:00.000Z", "Log 1 of 21 November"},
        {"2026-11-20T23:00:00.000Z", "Log 2 of 20 November"},  // the clock went backwards
        {"2026-11-21T08:00:00.000Z", "Log 2 of 21 November"},
        // British summer time begins on 28 March 2027 at 01:00 UTC: from then on midnight is 23:00 UTC.
        {"2027-03-28T00:30:00.000Z", "Log 1 of 28 March"},
        {"2027-03-28T01:30:00.000Z", "Log 2 of 28 March"},
        {"2027-03-28T22:59:59.999Z", "Log 3 of 28 March"},
        {"2027-03-28T23:00:00.000Z", "Log 1 of 29 March"},
        // It ends on 31 October 2027 at 01:00 UTC: 25 hours belong to that day.
        {"2027-10-30T23:00:00.000Z", "Log 1 of 31 October"},
        {"2027-10-31T00:30:00.000Z", "Log 2 of 31 October"},
        {"2027-10-31T01:30:00.000Z", "Log 3 of 31 October"},
        {"2027-10-31T23:59:59.000Z", "Log 4 of 31 October"},
        {"2027-11-01T00:00:00.000Z", "Log 1 of 1 November"},
    };
    for (const Case& each : table) {
        at(each.instant);
        EXPECT_EQ(open().reference, each.reference) << each.instant;
    }
}

TEST_P(Open, gives_the_number_of_a_refused_report_to_the_next_one) {
    EXPECT_EQ(open().number, 1);
    const auto undone = write([&](db::Transaction& tx) -> Result<Incident> {
        TRY(open_incident(tx, act(jo), ground(), a_report()));
        return fail(ErrorCode::conflict, "", "Changed my mind.");
    });
    EXPECT_FALSE(undone);
    EXPECT_EQ(open().number, 2);
    open_again();
    EXPECT_EQ(open().number, 3) << "also after a restart";
}

TEST_P(Open, is_refused_to_whoever_may_not) {
    for (const char* role : {"analyst", "administrator", "importer", "inspector", "investigator"}) {
        const auto refused = try_open(actor(a_person(std::string("a") + role, {role}).id), a_report());
        ASSERT_FALSE(refused) << role;
        EXPECT_EQ(refused.error().code, ErrorCode::forbidden) << role;
    }
}

class AddLine : public AnIncident {};
INSTANTIATE_TEST_SUITE_P(Engines, AddLine, db::both_engines(), db::engine_name);

TEST_P(AddLine, keeps_when_it_happened_and_when_it_was_recorded) {
    const Incident incident = open();
    clock.advance(std::chrono::minutes(10));
    const auto added =
        try_line(jo, incident.id, "Arrived before I could write.", clock.now() - std::chrono::minutes(4));
    ASSERT_TRUE(added) << why(added);
    EXPECT_EQ(added->seq, 2);
    const auto log = try_log(ann, {incident.id, {}, {}});
    ASSERT_TRUE(log) << why(log);
    ASSERT_EQ(log->items.size(), 2U);
    EXPECT_EQ(log->items[0].action, "incident.opened");
    EXPECT_EQ(log->items[0].text, "Shop window broken");
    EXPECT_EQ(log->items[0].author.name, "Display jo");
    EXPECT_EQ(log->items[1].text, "Arrived before I could write.");
    EXPECT_EQ(rfc3339(log->items[1].happened_at), "2026-11-20T09:06:00.000Z");
    EXPECT_EQ(rfc3339(log->items[1].recorded_at), "2026-11-20T09:10:00.000Z");
    EXPECT_EQ(log->items[1].author.id, jo.id.text());
    EXPECT_EQ(log->items[1].role, "dispatcher");
    EXPECT_EQ(try_read(jo, incident.id)->last_seq, 2);
    EXPECT_EQ(try_read(jo, incident.id)->version, 1) << "a line does not make what others read stale";
}

TEST_P(AddLine, refuses_the_future_and_incidents_that_are_not_there) {
    const Incident incident = open();
    const auto early = try_line(jo, incident.id, "x", clock.now() + std::chrono::minutes(3));
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().field, "happened_at");
    const auto nowhere = try_line(jo, ids.make<IncidentId>(clock.now()), "x");
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, ErrorCode::not_found);
    EXPECT_EQ(nowhere.error().field, "id");
    EXPECT_EQ(try_read(jo, incident.id)->last_seq, 1);
}

TEST_P(AddLine, numbers_the_lines_of_many_people_without_gaps) {
    const Incident incident = open();
    std::vector<std::thread> people;
    std::atomic<int> refused{0};
    for (int person = 0; person < 4; ++person) {
        people.emplace_back([&] {
            for (int i = 0; i < 25; ++i) {
                refused += try_line(jo, incident.id, "line").has_value() ? 0 : 1;
            }
        });
    }
    for (std::thread& person : people) {
        person.join();
    }
    EXPECT_EQ(refused, 0);
    const auto log = try_log(jo, {incident.id, {}, 500});
    ASSERT_EQ(log->items.size(), 101U);
    for (std::size_t i = 0; i < log->items.size(); ++i) {
        EXPECT_EQ(log->items[i].seq, static_cast<std::int64_t>(i + 1));
    }
}

TEST_P(AddLine, shows_a_log_page_by_page) {
    const Incident incident = open();
    for (int i = 2; i <= 8; ++i) {
        line(incident.id, "line " + std::to_string(i));
    }
    std::vector<std::int64_t> seen;
    std::optional<std::int64_t> after;
    do {
        const auto page = try_log(jo, {incident.id, after, 3});
        ASSERT_TRUE(page) << why(page);
        for (const Line& each : page->items) {
            seen.push_back(each.seq);
        }
        after = page->next ? std::optional(std::stoll(*page->next)) : std::nullopt;
    } while (after);
    EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8}));
    for (const std::int64_t limit : {0, 501, -1}) {
        const auto refused = try_log(jo, {incident.id, {}, limit});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().field, "limit");
    }
}

}  // namespace
}  // namespace bluelamp::incidents
