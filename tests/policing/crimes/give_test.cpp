// SPDX-License-Identifier: Apache-2.0
/// Giving a crime to another owner: whoever answers for it from then on sees it, owes what is owed and is told why.
#include "tests/policing/crimes/a_crime.hpp"

namespace bluelamp::crimes {
namespace {

using testing::Contains;

class Give : public ACrime {
   protected:
    Result<WholeCrime> give(const WholeCrime& crime, const access::OwnerId& to, const access::Actor& by) {
        return run(give_crime, by, GiveCrime{crime.crime.id, {to.text}, {"Burglary is theirs"}}, crime.version);
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Give, db::both_engines(), db::engine_name);

TEST_P(Give, changes_the_owner_of_the_crime_its_promises_and_what_people_know) {
    RaiseCrime wanted = directly();
    wanted.offence = {};  // a draft, whose limit runs
    const WholeCrime crime = raise(wanted);
    const access::OwnerId team = access::OwnerId::team(dee.teams.front());
    const WholeCrime given = good(give(crime, team, jo));
    EXPECT_EQ(given.crime.owner.id, team.text);
    EXPECT_EQ(given.crime.owner.name, "Decisions");
    EXPECT_EQ(json::to_text(given), json::to_text(shown(crime.crime.id))) << "what is answered is what is stored";
    EXPECT_GT(given.version, crime.version);
    EXPECT_THAT(log_of(crime.crime.id),
                Contains("crime.given Given by Administration to Decisions: Burglary is theirs"));
    const std::string its = " WHERE owner = '" + team.text + "' AND ";
    const std::string id = " = '" + crime.crime.id.text() + "'";
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM promises" + its + "about_id" + id).at(0), 1);
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM people_records" + its + "id" + id).at(0), 1);
}

// The new owner could not record it, because the log it came from was not for him to see.
TEST_P(Give, a_draft_of_a_restricted_log_is_recorded_by_whoever_it_was_given_to) {
    const WholeCrime crime = raise_from(an_incident("domestic_abuse", "Necklace gone"));
    ASSERT_EQ(crime.crime.status, Status::draft);
    access::Actor zoe = actor(a_person("zoe", {"crime_recorder"}).id);
    zoe.clearance = {0, ",person:" + zoe.id.text() + ","};
    good(give(crime, access::OwnerId::person(zoe.id), kim));
    const WholeCrime named =
        good(run(link_person, zoe, LinkPerson{crime.crime.id, Part::counted_victim, {}, said("Vic", "Timms"), {}}));
    const WholeCrime recorded = good(run(classify, zoe, Classify{crime.crime.id, {"58D"}, {}, {}}, named.version));
    EXPECT_EQ(recorded.crime.status, Status::recorded);
}

TEST_P(Give, tells_whoever_answers_for_it_from_now_on) {
    const auto told = [&](const access::Actor& reader) {
        const auto inbox = read([&](db::Reader& rows) { return tasks::read_inbox(rows, act(reader), {}); });
        std::vector<std::string> texts;
        for (const tasks::Notice& notice : inbox.value_or(tasks::Inbox{}).items) {
            texts.push_back(notice.text);
        }
        return texts;
    };
    const WholeCrime crime = raise(directly());
    const WholeCrime given = good(give(crime, access::OwnerId::team(dee.teams.front()), jo));
    EXPECT_THAT(told(dee), Contains("Given to you by Display jo: " + crime.crime.reference + ". Burglary is theirs"));
    good(give(given, access::OwnerId::person(dee.id), dee));
    EXPECT_THAT(told(dee), testing::SizeIs(1)) << "nobody is told what he does himself";
}

TEST_P(Give, is_to_somebody_else_who_records_crimes_and_by_who_read_the_last_version) {
    const WholeCrime crime = raise(directly());
    const access::OwnerId own{crime.crime.owner.id};
    const access::Actor ann = actor(a_person("ann", {"analyst"}).id);
    EXPECT_EQ(refused(give(crime, own, jo)), "conflict to");
    EXPECT_EQ(refused(give(crime, access::OwnerId::person(ann.id), jo)), "invalid to") << "could do nothing with it";
    EXPECT_EQ(refused(give(crime, {"person:nobody"}, jo)), "invalid to");
    EXPECT_EQ(refused(give(crime, access::OwnerId::person(kim.id), ann)), "forbidden record_crimes");
    good(give(crime, access::OwnerId::person(kim.id), jo));
    EXPECT_EQ(refused(give(crime, access::OwnerId::person(jo.id), jo)), "stale If-Match");
}

TEST_P(Give, answers_even_where_the_new_owner_alone_may_see_it) {
    RaiseCrime wanted = directly();
    wanted.visibility = 1;
    const WholeCrime crime = raise(wanted);
    EXPECT_EQ(good(give(crime, access::OwnerId::team(dee.teams.front()), jo)).crime.owner.name, "Decisions");
    EXPECT_EQ(refused(give(crime, access::OwnerId::person(jo.id), jo)), "not_found id");
}

}  // namespace
}  // namespace bluelamp::crimes
