// SPDX-License-Identifier: Apache-2.0
/// Lists: order, pages, search by reference, and who sees what.
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

using access::why;
using testing::ElementsAre;

class List : public AnIncident {
   protected:
    Incident open_at(const std::string& instant, const std::string& summary, std::int64_t visibility = 0) {
        at(instant);
        Report report = a_report(summary);
        report.visibility = visibility;
        return open(report);
    }
    static ListQuery graded(Grade grade, Shown status, std::optional<std::int64_t> limit = {}) {
        ListQuery query = a_list(status, limit);
        query.grade = grade;
        return query;
    }
    static ListQuery after(const std::string& cursor, std::optional<std::int64_t> limit = {}) {
        ListQuery query = a_list({}, limit);
        query.after = cursor;
        return query;
    }
    static ListQuery by_reference(const std::string& reference) {
        ListQuery query;
        query.reference = json::Text<60>{reference};
        return query;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, List, db::both_engines(), db::engine_name);

TEST_P(List, shows_the_newest_first_and_open_ones_unless_asked_otherwise) {
    open_at("2026-11-20T09:00:00Z", "first");
    const Incident second = open_at("2026-11-20T09:01:00Z", "second");
    open_at("2026-11-20T09:02:00Z", "third");
    alter("UPDATE incidents SET status = 'closed' WHERE id = '" + second.id.text() + "'");
    EXPECT_THAT(listed({}), ElementsAre("third", "first"));
    EXPECT_THAT(listed(a_list(Shown::closed)), ElementsAre("second"));
    EXPECT_THAT(listed(a_list(Shown::all)), ElementsAre("third", "second", "first"));
    EXPECT_THAT(listed(graded(Grade::emergency, Shown::open)), ElementsAre());
    EXPECT_THAT(listed(graded(Grade::priority, Shown::open)), ElementsAre("third", "first"));
    EXPECT_THAT(listed(graded(Grade::priority, Shown::closed)), ElementsAre("second"));
    EXPECT_THAT(listed(graded(Grade::priority, Shown::all, 2)), ElementsAre("third", "second"));
}

TEST_P(List, pages_hold_each_incident_once_also_those_of_one_millisecond) {
    for (int i = 0; i < 23; ++i) {
        open_at(i < 15 ? "2026-11-20T09:00:00Z" : "2026-11-20T08:00:00Z", std::to_string(i));
    }
    alter("UPDATE incidents SET status = 'closed' WHERE number % 3 = 0");
    for (const Shown shown : {Shown::open, Shown::closed, Shown::all}) {
        std::set<std::string> seen;
        std::size_t rows = 0, pages = 0;
        ListQuery query = a_list(shown, 4);
        do {
            const auto page = try_list(jo, query);
            ASSERT_TRUE(page) << why(page);
            for (const Incident& incident : page->items) {
                seen.insert(incident.summary);
                ++rows;
            }
            query.after = page->next;
            ASSERT_LT(++pages, 10U);
        } while (query.after);
        const std::size_t there = shown == Shown::open ? 16 : shown == Shown::closed ? 7 : 23;
        EXPECT_EQ(rows, there);
        EXPECT_EQ(seen.size(), there);
    }
}

TEST_P(List, a_page_does_not_move_when_new_incidents_arrive) {
    for (const char* each : {"1", "2", "3", "4"}) {
        open_at(std::string("2026-11-20T09:0") + each + ":00Z", each);
    }
    const auto first = try_list(jo, a_list({}, 2));
    open_at("2026-11-20T09:05:00Z", "new");
    EXPECT_THAT(listed(after(*first->next, 2)), ElementsAre("2", "1"));
}

TEST_P(List, refuses_what_it_cannot_do_and_says_what_to_give) {
    const std::vector<std::pair<ListQuery, std::string>> table{
        {a_list({}, 0), "limit"},
        {a_list({}, 501), "limit"},
        {after("yesterday"), "after"},
        {after("1700000000000."), "after"},
        {after("1700000000000.not-an-id"), "after"},
        {after(".0190c0de-0000-7000-8000-000000000000"), "after"},
        {by_reference("Log of 20 November"), "reference"},
        {by_reference("0"), "reference"},
        {by_reference("12 of November"), "reference"},
        {by_reference("12 of 32 November"), "reference"},
        {by_reference("12 of 20 Brumaire"), "reference"},
        {by_reference("99999999999999999999"), "reference"},
        {by_reference("12 of 20 November 2026"), "reference"},
    };
    for (const auto& [query, field] : table) {
        const auto refused = try_list(jo, query);
        ASSERT_FALSE(refused) << field << " " << (query.reference ? query.reference->text : query.after.value_or(""));
        EXPECT_EQ(refused.error().field, field);
        EXPECT_EQ(refused.error().code, ErrorCode::invalid);
        EXPECT_FALSE(refused.error().message.empty());
    }
}

TEST_P(List, finds_a_reference_as_people_say_it) {
    open_at("2025-11-20T09:00:00Z", "a year ago");
    open_at("2026-11-19T09:00:00Z", "yesterday's first");
    open_at("2026-11-20T09:00:00Z", "today's first");
    open_at("2026-11-20T09:01:00Z", "today's second");
    EXPECT_THAT(listed(by_reference("1")), ElementsAre("today's first", "yesterday's first", "a year ago"));
    for (const char* said :
         {"Log 1 of 20 November", "log 1 of 20 november", "1 of 20 November", "1 20 november", "LOG 1, 20 NOVEMBER"}) {
        EXPECT_THAT(listed(by_reference(said)), ElementsAre("today's first", "a year ago")) << said;
    }
    EXPECT_THAT(listed(by_reference("Log 2 of 20 November")), ElementsAre("today's second"));
    EXPECT_THAT(listed(by_reference("Log 3 of 20 November")), ElementsAre());
}

// Only the routes asked for the permission.
TEST_P(List, and_log_are_for_those_who_may_read_incidents) {
    const Incident incident = open_at("2026-11-20T09:00:00Z", "seen");
    access::Actor nobody = jo;
    nobody.permissions.reset(static_cast<std::size_t>(Permission::read_incidents));
    for (const auto& refused :
         {try_list(nobody, {}).map([](auto&&) {}), try_read(nobody, incident.id).map([](auto&&) {}),
          try_log(nobody, {incident.id, {}, {}}).map([](auto&&) {})}) {
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
        EXPECT_EQ(refused.error().field, "read_incidents");
    }
}

class Clearance : public AnIncident {};
INSTANTIATE_TEST_SUITE_P(Engines, Clearance, db::both_engines(), db::engine_name);

TEST_P(Clearance, shows_restricted_incidents_by_level_or_to_their_owner_and_his_team_everywhere) {
    struct Reader {
        std::string who;
        access::Actor actor;
        std::int64_t sees;  ///< highest visibility
    };
    access::Actor in_room = jo;
    in_room.teams = {started.control_room};
    const std::string room = ",team:" + started.control_room.text() + ",";
    const std::vector<Reader> readers{
        {"nobody in particular", with(0, ",person:x,"), 0},
        {"cleared for restricted", with(1, ",person:x,"), 1},
        {"cleared for secret", with(2, ",person:x,"), 2},
        {"a member of the owning team", with(0, ",person:x" + room), 2},
        {"a member of another team", with(0, ",team:" + started.administration.text() + ","), 0},
        {"a team whose name only begins alike", with(0, ",team:" + started.control_room.text().substr(0, 35) + ","), 0},
    };
    for (std::int64_t visibility = 0; visibility <= 2; ++visibility) {
        Report report = a_report("level " + std::to_string(visibility));
        report.visibility = visibility;
        const auto opened = try_open(in_room, report);
        ASSERT_TRUE(opened) << why(opened);
        for (const Reader& reader : readers) {
            const std::string what = reader.who + ", visibility " + std::to_string(visibility);
            const bool sees = visibility <= reader.sees;
            EXPECT_EQ(try_read(reader.actor, opened->id).has_value(), sees) << what;
            EXPECT_EQ(try_log(reader.actor, {opened->id, {}, {}}).has_value(), sees) << what;
            EXPECT_EQ(try_line(reader.actor, opened->id, "line").has_value(), sees) << what;
            for (const Shown shown : {Shown::open, Shown::all}) {
                EXPECT_EQ(testing::Value(listed(reader.actor, a_list(shown)), testing::Contains(report.summary.text)),
                          sees)
                    << what;
            }
            ListQuery by_number;
            by_number.reference = json::Text<60>{std::to_string(opened->number)};
            EXPECT_EQ(listed(reader.actor, by_number).size(), sees ? 1U : 0U) << what;
        }
    }
    const auto hidden = try_read(with(0, ","), ids.make<IncidentId>(clock.now()));
    EXPECT_EQ(hidden.error().code, ErrorCode::not_found) << "what is hidden and what is not there look the same";
}

}  // namespace
}  // namespace bluelamp::incidents
