// SPDX-License-Identifier: Apache-2.0
/// Lists, the log, who sees what, and owners.
#include "tests/policing/crimes/a_crime.hpp"

namespace bluelamp::crimes {
namespace {

using access::why;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class List : public ACrime {
   protected:
    Result<api::Page<Crime>> try_list(const access::Actor& by, const ListQuery& query) {
        return read([&](db::Reader& reader) { return list_crimes(reader, act(by), query); });
    }
    std::vector<std::string> listed(const ListQuery& query) { return listed(sue, query); }
    std::vector<std::string> listed(const access::Actor& by, const ListQuery& query) {
        const auto page = try_list(by, query);
        EXPECT_TRUE(page) << why(page);
        std::vector<std::string> references;
        for (const Crime& crime : page.value_or(api::Page<Crime>{}).items) {
            references.push_back(crime.reference);
        }
        return references;
    }
    static ListQuery by_reference(const std::string& reference) {
        ListQuery query;
        query.reference = json::Text<60>{reference};
        return query;
    }
    std::int64_t unowned() {
        const auto count = read([&](db::Reader& reader) { return unowned_crimes().count(reader, force, clock.now()); });
        EXPECT_TRUE(count) << why(count);
        return count.value_or(-1);
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, List, db::both_engines(), db::engine_name);

TEST_P(List, shows_the_newest_first_by_status_by_incident_and_by_reference) {
    const auto incident = an_incident("shop_theft", "Spirits taken");
    raise_from(incident);
    clock.advance(std::chrono::minutes(1));
    RaiseCrime no_offence = directly();
    no_offence.offence = {};
    raise(no_offence);
    clock.advance(std::chrono::minutes(1));
    raise_from(incident);
    EXPECT_THAT(listed({}), ElementsAre("3/26", "2/26", "1/26"));
    ListQuery query;
    query.status = Status::draft;
    EXPECT_THAT(listed(query), ElementsAre("2/26"));
    query.status = {};
    query.incident = incident.id;
    EXPECT_THAT(listed(query), ElementsAre("3/26", "1/26"));
    query.status = Status::draft;
    EXPECT_THAT(listed(query), IsEmpty());
    EXPECT_THAT(listed(by_reference("2/26")), ElementsAre("2/26"));
    EXPECT_THAT(listed(by_reference("2")), ElementsAre("2/26"));
    EXPECT_THAT(listed(by_reference("2/25")), IsEmpty());
    query.limit = 0;
    EXPECT_EQ(refused(try_list(sue, query)), "invalid limit");
    EXPECT_EQ(refused(try_list(actor(a_person("ada", {"administrator"}).id), {})), "forbidden read_crimes");
}

TEST_P(List, pages_hold_each_crime_once_also_those_of_one_millisecond) {
    for (int i = 0; i < 7; ++i) {
        raise(directly());
    }
    std::set<std::string> seen;
    ListQuery query;
    query.limit = 3;
    std::size_t rows = 0;
    do {
        const auto page = try_list(sue, query);
        ASSERT_TRUE(page) << why(page);
        for (const Crime& crime : page->items) {
            seen.insert(crime.reference);
            ++rows;
        }
        query.after = page->next;
    } while (query.after);
    EXPECT_EQ(rows, 7U);
    EXPECT_EQ(seen.size(), 7U);
    query.after = "yesterday";
    EXPECT_EQ(refused(try_list(sue, query)), "invalid after");
}

TEST_P(List, shows_what_the_readers_clearance_allows) {
    RaiseCrime wanted = directly();
    wanted.visibility = 1;
    const WholeCrime secret = raise(wanted);
    EXPECT_THAT(listed(jo, {}), ElementsAre("1/26")) << "of the owning team";
    EXPECT_THAT(listed(dee, {}), IsEmpty());
    EXPECT_THAT(listed(dee, by_reference("1/26")), IsEmpty());
    ListQuery drafts;
    drafts.status = Status::recorded;
    EXPECT_THAT(listed(dee, drafts), IsEmpty());
    const auto log = read([&](db::Reader& reader) { return read_log(reader, act(dee), {secret.crime.id, {}, {}}); });
    EXPECT_EQ(refused(log), "not_found id");
    const auto line = write([&](db::Transaction& tx) { return add_line(tx, act(dee), {secret.crime.id, {"x"}, {}}); });
    EXPECT_EQ(refused(line), "not_found id");
}

TEST_P(List, a_line_keeps_when_it_happened_and_who_said_it) {
    const WholeCrime crime = raise(directly());
    const auto line = write([&](db::Transaction& tx) {
        return add_line(tx, act(kim), {crime.crime.id, {"Paint matched"}, clock.now() - std::chrono::minutes(9)});
    });
    ASSERT_TRUE(line) << why(line);
    EXPECT_EQ(line->seq, 2);
    const auto log = read([&](db::Reader& reader) { return read_log(reader, act(sue), {crime.crime.id, 1, {}}); });
    ASSERT_TRUE(log) << why(log);
    ASSERT_EQ(log->items.size(), 1U);
    EXPECT_EQ(log->items[0].text, "Paint matched");
    EXPECT_EQ(log->items[0].author.name, "Display kim");
    EXPECT_EQ(log->items[0].happened_at, clock.now() - std::chrono::minutes(9));
    EXPECT_EQ(shown(crime.crime.id).version, crime.version) << "adding is no change of the crime";
    const auto first = read([&](db::Reader& reader) { return read_log(reader, act(sue), {crime.crime.id, {}, 1}); });
    EXPECT_EQ(first->next, "1");
    const auto ahead = write([&](db::Transaction& tx) {
        return add_line(tx, act(kim), {crime.crime.id, {"x"}, clock.now() + std::chrono::hours(1)});
    });
    EXPECT_EQ(refused(ahead), "invalid happened_at");
}

TEST_P(List, gives_what_a_person_owned_to_another_and_counts_what_nobody_owns) {
    const WholeCrime crime = raise(directly());
    EXPECT_EQ(unowned(), 0);
    const auto person = access::OwnerId::person(jo.id);
    db::alter(database(), force, "UPDATE crimes SET owner = '" + person.text + "'");
    EXPECT_EQ(unowned(), 0);
    const auto team = access::OwnerId::team(dee.teams.at(0));
    const auto moved = write([&](db::Transaction& tx) { return move_owned(tx, act(console), person, team); });
    EXPECT_EQ(moved.value_or(0), 1) << why(moved);
    EXPECT_EQ(shown(crime.crime.id).crime.owner.name, "Decisions");
    EXPECT_THAT(log_of(crime.crime.id).back(), "crime.owner_changed Given to its owner's team.");
    db::alter(database(), force, "UPDATE crimes SET owner = 'person:nobody'");
    EXPECT_EQ(unowned(), 1);
    db::alter(database(), force, "UPDATE crimes SET owner = 'team:nobody'");
    EXPECT_EQ(unowned(), 1);
}

// Whoever read a crime was told the new number and address of its relocated victim, and ids of persons not his to see.
TEST_P(List, complaint_37_what_a_crime_says_of_people_is_what_its_reader_may_know) {
    people::Said moved = said("Vic", "Timms");
    moved.phone = json::Text<60>{"07700 900999"};
    moved.address = json::Text<300>{"9 New Road"};
    const auto incident = an_incident();
    const auto victim = named(incident, people::Role::victim, moved);
    const auto linked = write([&](db::Transaction& tx) {
        return people::confirm_link(tx, act(jo), {victim, {}, {}, {}, {}});
    });
    ASSERT_TRUE(linked && linked->person) << access::why(linked);
    const CrimeId id = raise_from(incident).crime.id;
    access::Actor stranger = sue;
    stranger.clearance = {0, ","};
    const auto told = [&](const access::Actor& who) {
        const auto crime =
            read([&](db::Reader& reader) { return read_crime(reader, act(who), the_catalogue(), {id}); });
        EXPECT_TRUE(crime) << access::why(crime);
        return json::to_text(crime.value_or(WholeCrime{}));
    };
    EXPECT_THAT(told(stranger), AllOf(HasSubstr("9 New Road"), HasSubstr(linked->person->text())));
    db::alter(database(), force,
              "INSERT INTO never_links (force_id, id, kind, person_id, since_at, reason, review_on, set_at, set_by, "
              "visibility, owner, version) SELECT force_id, 'n1', 'relocated_victim', id, 0, 'Moved', '2030-01-01', 0, "
              "'rex', 2, 'team:x', 1 FROM persons");
    EXPECT_THAT(told(stranger), AllOf(HasSubstr("Timms"), Not(HasSubstr("New Road")), Not(HasSubstr("900999"))));
    EXPECT_THAT(told(sue), HasSubstr("9 New Road")) << "whose team's record it is";
    db::alter(database(), force, "UPDATE persons SET visibility = 2, owner = 'team:x'");
    EXPECT_THAT(told(stranger), AllOf(HasSubstr("Timms"), Not(HasSubstr(linked->person->text()))));
}

}  // namespace
}  // namespace bluelamp::crimes
