// SPDX-License-Identifier: Apache-2.0
/// Duplicates: what is near, joining, and taking out again exactly as it was.
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

using access::why;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Duplicates : public AnIncident {
   protected:
    Incident open_at(const std::string& text, std::optional<double> latitude = {}, const std::string& contact = "") {
        Report report = a_report(text);
        report.place.text.text = text;
        report.place.latitude = latitude;
        report.place.longitude = latitude ? std::optional(-0.0942) : std::nullopt;
        std::optional<Source> source;
        if (!contact.empty()) {
            source = Source{{"contact", ids.make<IncidentId>(clock.now()).text(), contact},
                            clock.now(),
                            clock.now(),
                            {},
                            {},
                            false,
                            false};
        }
        const auto opened =
            write([&](db::Transaction& tx) { return open_incident(tx, act(jo), ground(), report, source); });
        EXPECT_TRUE(opened) << why(opened);
        return opened.value_or(Incident{});
    }
    std::vector<std::string> near_to(const IncidentId& id) {
        std::vector<std::string> found;
        for (const Nearby& each : items(nearby, id)) {
            found.push_back(each.incident.summary + ": " + each.why);
        }
        return found;
    }
    Result<Incident> try_join(const IncidentId& id, const IncidentId& primary) {
        return run(jo, join_incident, JoinIncident{id, primary, {"The same fight"}});
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Duplicates, db::both_engines(), db::engine_name);

TEST_P(Duplicates, near_are_open_recent_and_close_or_at_a_place_of_the_same_words) {
    open_at("Moorgate, long ago", 51.5180);
    clock.advance(std::chrono::hours(4) + std::chrono::minutes(1));
    const Incident here = open_at("Bank Junction", 51.5134);
    open_at("bank   JUNCTION");
    open_at("Poultry", 51.5137);
    open_at("Aldgate", 51.5180);
    open_at("unknown");
    open_at("unknown");
    EXPECT_THAT(near_to(here.id), ElementsAre("bank   JUNCTION: The same place was given.", "Poultry: 33 m away."));
    NearQuery asked;
    asked.place = json::Text<300>{"Poultry"};
    const auto by_words = read([&](db::Reader& reader) { return near(reader, act(jo), asked); });
    ASSERT_EQ(by_words->items.size(), 1U) << "before anything is sent, by words alone";
    asked.place = json::Text<300>{"unknown"};
    EXPECT_THAT(read([&](db::Reader& reader) { return near(reader, act(jo), asked); })->items, IsEmpty());
    asked.latitude = 51.5;
    EXPECT_EQ(read([&](db::Reader& reader) { return near(reader, act(jo), asked); }).error().field, "place.longitude");
}

TEST_P(Duplicates, near_are_only_those_the_reader_may_see) {
    const Incident here = open_at("Bank Junction", 51.5134);
    Report secret = a_report("Kept close");
    secret.place.text.text = "Bank Junction";
    secret.visibility = 2;
    access::Actor alone = jo;
    alone.teams.clear();
    ASSERT_TRUE(try_open(sue, secret));
    jo.clearance = {0, ","};
    EXPECT_THAT(near_to(here.id), IsEmpty());
}

TEST_P(Duplicates, a_joined_log_is_closed_owes_nothing_and_its_caller_stays_with_the_primary) {
    const Incident primary = open_at("Bank Junction", 51.5134, "Call 1 of 20 November");
    const Incident duplicate = open_at("Bank junction", 51.5135, "Call 2 of 20 November");
    const auto joined = try_join(duplicate.id, primary.id);
    ASSERT_TRUE(joined) << why(joined);
    EXPECT_EQ(joined->status, Status::closed);
    EXPECT_EQ(joined->joined_to, primary.id);
    EXPECT_THAT(promises_of(duplicate.id), ElementsAre("attend ended 09:00 20T10:00"));
    EXPECT_THAT(promises_of(primary.id), ElementsAre("attend running 09:00 20T10:00"));
    EXPECT_THAT(listed(a_list(Shown::open)), ElementsAre("Bank Junction")) << "duplicates are not on the board";
    std::vector<std::string> reported;
    for (const ReportedBy& each : items(list_contacts, primary.id)) {
        reported.push_back(each.contact.name + " " + each.as + " " + (each.joined_from ? each.joined_from->name : "-"));
    }
    EXPECT_THAT(reported, ElementsAre("Call 1 of 20 November caller -",
                                      "Call 2 of 20 November possible witness " + duplicate.reference));
    EXPECT_THAT(log_of(primary.id).back(), HasSubstr(duplicate.reference + " was joined to this log"));
    EXPECT_EQ(log_of(duplicate.id).back(), "Joined to " + primary.reference + ": The same fight");
    EXPECT_EQ(items(list_joined, primary.id).size(), 1U);
    EXPECT_TRUE(try_line(jo, duplicate.id, "She rang again.")) << "a log is never shut to lines";
    EXPECT_EQ(run(jo, answer_question, NewAnswer{duplicate.id, {"weapon"}, json::Text<2'000>{"yes"}, {}}).error().code,
              ErrorCode::conflict);
}

TEST_P(Duplicates, unjoining_restores_status_promises_and_contacts_exactly) {
    Report report = a_report("Took my bag");
    report.type = json::Text<60>{"robbery"};
    const Incident primary = open_at("Bank Junction", {}, "Call 1 of 20 November");
    const Incident duplicate = open(report);
    const auto running = promises_of(duplicate.id);
    clock.advance(std::chrono::minutes(20));
    ASSERT_TRUE(try_join(duplicate.id, primary.id));
    const Incident back = done(unjoin_incident, WithReason{duplicate.id, {"Another bag"}});
    Incident before = duplicate;
    before.version = back.version;
    before.last_seq = back.last_seq;
    EXPECT_EQ(json::to_text(*try_read(jo, duplicate.id)), json::to_text(before));
    std::vector<std::string> open_now = promises_of(duplicate.id);
    std::erase_if(open_now, [](const std::string& each) { return each.find(" ended ") != std::string::npos; });
    EXPECT_EQ(open_now, running) << "from their first instants";
    EXPECT_EQ(items(list_contacts, primary.id).size(), 1U);
    EXPECT_THAT(log_of(primary.id).back(), HasSubstr("was taken out of this log again: Another bag"));
    EXPECT_EQ(run(jo, unjoin_incident, WithReason{duplicate.id, {"Again"}}).error().code, ErrorCode::conflict);
}

TEST_P(Duplicates, the_primary_takes_over_urgency_and_risk) {
    const Incident primary = open_at("Bank Junction");
    const Incident worse = open_type("violence_in_progress");
    ASSERT_TRUE(try_join(worse.id, primary.id));
    const Incident now = *try_read(jo, primary.id);
    EXPECT_EQ(now.level->code, "immediate");
    EXPECT_THAT(now.because, ElementsAre("The joined " + worse.reference + " was graded Grade 1 Immediate."));
    EXPECT_TRUE(now.vulnerable);
    EXPECT_TRUE(now.crime_suspected);
}

TEST_P(Duplicates, that_cannot_be_joined_are_refused_clearly) {
    const Incident first = open_at("one"), second = open_at("two"), third = open_at("three"), fourth = open_at("four");
    ASSERT_TRUE(try_join(second.id, first.id));
    const IncidentId nowhere = ids.make<IncidentId>(clock.now());
    struct Case {
        IncidentId id, primary;
        std::string field, words;
    };
    const std::vector<Case> table{
        {third.id, third.id, "primary", "the same log"},      {third.id, second.id, "primary", "join to that one"},
        {second.id, third.id, "id", "joined to another one"}, {first.id, third.id, "id", "the other way round"},
        {third.id, nowhere, "id", "no such incident"},
    };
    for (const Case& each : table) {
        const auto refused = try_join(each.id, each.primary);
        ASSERT_FALSE(refused) << each.words;
        EXPECT_EQ(refused.error().field, each.field) << each.words;
        EXPECT_THAT(refused.error().message, HasSubstr(each.words));
    }
    attended(fourth.id);
    CloseIncident close;
    close.id = fourth.id;
    close.result = {"attended_dealt_with"};
    close.closing_code = json::Text<60>{"Suspicious circumstances"};
    done(close_incident, close);
    EXPECT_THAT(try_join(third.id, fourth.id).error().message, HasSubstr("is closed"));
}

TEST_P(Duplicates, another_contact_about_the_same_is_kept_once) {
    const Incident incident = open_at("Bank Junction");
    for (int i = 0; i < 2; ++i) {
        const auto kept = write([&](db::Transaction& tx) {
            return add_contact(tx, act(jo), incident.id,
                               {"contact", "0190c0de-0000-7000-8000-000000000009", "Call 9 of 20 November"});
        });
        ASSERT_TRUE(kept) << why(kept);
    }
    const auto reported = items(list_contacts, incident.id);
    ASSERT_EQ(reported.size(), 1U);
    EXPECT_EQ(reported[0].as, "possible witness");
}

}  // namespace
}  // namespace bluelamp::incidents
