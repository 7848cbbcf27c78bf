// SPDX-License-Identifier: Apache-2.0
/// What was said is kept to the byte; numbers, addresses and vehicles are found by it, persons never.
#include "tests/policing/people/a_register.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Mentions : public ARegister {
   protected:
    std::vector<Mention> of(const tasks::About& record) {
        return read([&](db::Reader& reader) { return mentions_of(reader, force, record.id); }).value();
    }
    std::int64_t count(const std::string& table) {
        return db::numbers(database(), "SELECT count(*) FROM " + table).at(0);
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Mentions, db::both_engines(), db::engine_name);

TEST_P(Mentions, keep_what_was_said_to_the_byte) {
    Said said = ruth();
    said.other_names = json::Text<200>{"“Ruthie”  née Ó Súilleabháin"};
    said.sex = json::Text<20>{"F"};
    said.email = json::Text<60>{"Ruth@example.org"};
    said.registration = json::Text<20>{"ab12 cde"};
    said.description = json::Text<200>{"red Ford, dent on the left"};
    const tasks::About call = a_call();
    const Mention kept = say(call, said, Role::victim);
    const auto read_back = of(call);
    ASSERT_THAT(read_back, SizeIs(1));
    EXPECT_EQ(json::to_text(read_back[0]), json::to_text(kept));
    EXPECT_EQ(json::to_text(read_back[0].said), json::to_text(said));
    EXPECT_EQ(read_back[0].said_by, "Display jo");
    EXPECT_EQ(read_back[0].record.reference, call.reference);
}

TEST_P(Mentions, lead_to_one_number_one_address_and_one_vehicle_however_they_are_written) {
    Said again = on_phone(at_address({}, "14 long lane, FLAT 2, ec1a9hf"), "+44 (0)7700 900123");
    again.registration = json::Text<20>{"AB12CDE"};
    Said first = ruth();
    first.registration = json::Text<20>{"ab12 cde"};
    const Mention one = say(a_call(), first);
    const Mention two = say(a_call(), again);
    ASSERT_TRUE(one.phone && one.address && one.vehicle);
    EXPECT_EQ(one.phone, two.phone);
    EXPECT_EQ(one.address, two.address);
    EXPECT_EQ(one.vehicle, two.vehicle);
    const Mention next_door = say(a_call(), at_address({}, "Flat 3, 14 Long Lane", "EC1A 9HF"));
    EXPECT_NE(one.address, next_door.address);
    EXPECT_EQ(count("phones"), 1);
    EXPECT_EQ(count("addresses"), 2);
    EXPECT_EQ(count("vehicles"), 1);
}

TEST_P(Mentions, make_no_person) {
    say(a_call(), ruth());
    EXPECT_EQ(count("persons"), 0);
    EXPECT_THAT(titles(by_name("Ruth Example")), IsEmpty());
}

TEST_P(Mentions, of_somebody_anonymous_lead_nowhere_and_are_never_matched) {
    const tasks::About call = a_call();
    const auto kept = try_mention({call, Role::caller, ruth(), true});
    ASSERT_TRUE(kept) << why(kept);
    EXPECT_FALSE(kept->phone || kept->address || kept->vehicle || kept->person);
    EXPECT_EQ(json::to_text(of(call).at(0).said), json::to_text(ruth()));
    for (const char* table : {"phones", "addresses", "involvements", "persons"}) {
        EXPECT_EQ(count(table), 0) << table;
    }
    const auto refused = try_confirm({kept->id, {}, {}, {}, {}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "mention");
    EXPECT_THAT(titles(by_phone("07700 900123")), IsEmpty());
    EXPECT_THAT(behind("07700 900123"), IsEmpty());
}

TEST_P(Mentions, refuse_a_birth_in_the_future_and_nothing_said) {
    const auto unborn = try_mention({a_call(), Role::caller, a_name("Ruth", "Example", "2026-11-21")});
    ASSERT_FALSE(unborn);
    EXPECT_EQ(unborn.error().field, "said.date_of_birth");
    const auto nothing = try_mention({a_call(), Role::caller, {}});
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().field, "said");
    EXPECT_TRUE(try_mention({a_call(), Role::victim, a_name("Baby", "Example", "2026-11-20")}));
}

TEST_P(Mentions, with_an_address_that_does_not_exist_are_kept_and_found_by_its_words) {
    const Mention kept = say(a_call(), at_address(a_name("Ruth", "Example"), "the lane behind the Old Mill"));
    ASSERT_TRUE(kept.address);
    EXPECT_THAT(titles(by_address("old mi")), ElementsAre("the lane behind the Old Mill"));
    const Mention nowhere = say(a_call(), at_address(a_name("Ruth", "Example"), "unknown"));
    EXPECT_FALSE(nowhere.address);
}

TEST_P(Mentions, are_carried_from_contact_to_incident_to_crime_without_being_said_again) {
    const tasks::About call = a_call(), incident = a_record("incident"), crime = a_record("crime");
    const Mention kept = say(call, ruth(), Role::victim);
    const SubjectId person = new_person(kept);
    clock.advance(std::chrono::minutes(1));
    carry_on(call, incident, "Burglary, 14 Long Lane");
    clock.advance(std::chrono::minutes(1));
    carry_on(incident, crime, "Burglary of a home");
    carry_on(incident, crime, "Burglary of a home");
    EXPECT_EQ(count("mentions"), 1);
    ASSERT_THAT(of(crime), SizeIs(1));
    EXPECT_EQ(of(crime)[0].id, kept.id);
    EXPECT_EQ(of(crime)[0].record.id, crime.id);
    EXPECT_EQ(of(crime)[0].person, person);
    // One event, told by its newest record.
    const Hit hit = hit_of(person, by_name("Ruth Example"));
    EXPECT_EQ(hit.times, 1);
    EXPECT_FALSE(hit.repeat);
    ASSERT_THAT(hit.history, SizeIs(1));
    EXPECT_EQ(hit.history[0].record.id, crime.id);
    EXPECT_EQ(hit.history[0].line, "Burglary of a home");
}

TEST_P(Mentions, linked_after_they_were_carried_involve_the_person_in_every_record) {
    const tasks::About call = a_call(), incident = a_record("incident");
    const Mention kept = say(call, ruth());
    carry_on(call, incident, "Burglary, 14 Long Lane");
    const SubjectId person = new_person(kept);
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM involvements WHERE subject_id = '" + person.text() + "'"),
              std::vector<std::int64_t>{2});
}

TEST_P(Mentions, involvements_of_a_desk_are_in_the_history) {
    const SubjectId person = known(ruth());
    const tasks::About crime = a_record("crime");
    Involvement involvement{SubjectKind::person, person, Role::suspect, crime, clock.now(), "Theft", team, 0, {}};
    const auto involved = [&] {
        return write([&](db::Transaction& tx) -> Result<Mention> {
            TRY(involve(tx, act(jo), involvement));
            return Mention{};
        });
    };
    ASSERT_TRUE(involved());
    const Hit hit = hit_of(person, by_name("Ruth Example"));
    EXPECT_THAT(hit.history, SizeIs(2));
    EXPECT_EQ(hit.times, 2);
    involvement.at = clock.now() + std::chrono::seconds(1);
    const auto future = involved();
    ASSERT_FALSE(future);
    EXPECT_EQ(future.error().field, "at");
}

TEST_P(Mentions, the_last_place_of_a_number_is_that_of_its_last_call) {
    const auto place = [&] {
        return read([&](db::Reader& reader) { return last_place_of(reader, force, "07700900123"); }).value();
    };
    EXPECT_FALSE(place());
    say(a_call(), ruth());
    clock.advance(std::chrono::hours(1));
    NewMention later{a_call(), Role::caller, on_phone(at_address({}, "Leadenhall Market"), "07700 900123")};
    later.latitude = 51.5128;
    later.longitude = -0.0835;
    ASSERT_TRUE(try_mention(later));
    ASSERT_TRUE(place());
    EXPECT_EQ(place()->text, "Leadenhall Market");
    EXPECT_EQ(place()->latitude, 51.5128);
    EXPECT_EQ(place()->at, clock.now());
}

TEST_P(Mentions, what_was_shown_is_one_act) {
    const tasks::About call = a_call();
    const Mention kept = say(call, ruth());
    const SubjectId person = new_person(kept);
    const auto before = journal_rows().size();
    const auto done = write([&](db::Transaction& tx) -> Result<Mention> {
        TRY(shown(tx, act(jo), call, {person, *kept.phone}));
        return Mention{};
    });
    ASSERT_TRUE(done) << why(done);
    const auto rows = journal_rows();
    ASSERT_EQ(rows.size(), before + 1);
    EXPECT_EQ(rows.back().action, "people.shown");
    EXPECT_EQ(rows.back().record, call.id);
    EXPECT_EQ(rows.back().owner, team);
    EXPECT_EQ(*rows.back().content, R"({"subjects":[")" + person.text() + R"(",")" + kept.phone->text() + R"("]})");
}

}  // namespace
}  // namespace bluelamp::people
