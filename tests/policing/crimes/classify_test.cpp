// SPDX-License-Identifier: Apache-2.0
/// Classes and their history, flags, and who is what in a crime.
#include "tests/policing/crimes/a_crime.hpp"

namespace bluelamp::crimes {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class Classification : public ACrime {
   protected:
    static std::vector<std::string> parts(const WholeCrime& crime) {
        std::vector<std::string> out;
        for (const Linked& each : crime.people) {
            out.push_back(each.name + " " + std::string(json::Format<Part>::name(each.part)) +
                          (each.state ? " " + std::string(json::Format<SuspectState>::name(*each.state)) : ""));
        }
        return out;
    }
    people::MentionId who(const WholeCrime& crime, Part part) {
        for (const Linked& each : crime.people) {
            if (each.part == part) {
                return each.mention;
            }
        }
        return {};
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Classification, db::both_engines(), db::engine_name);

TEST_P(Classification, keeps_the_first_class_beside_the_one_in_force_and_says_why) {
    const WholeCrime raised = raise(directly("105A"));
    EXPECT_EQ(refused(try_classify(raised, "8N")), "invalid reason") << "it is recorded";
    const WholeCrime changed = good(try_classify(raised, "8n", "The nose is broken."));
    EXPECT_EQ(changed.crime.offence->code, "8N");
    EXPECT_EQ(changed.crime.offence->title, "Assault with injury");
    EXPECT_EQ(changed.crime.initial_offence->code, "105A");
    EXPECT_EQ(changed.version, raised.version + 1);
    EXPECT_THAT(log_of(raised.crime.id), ElementsAre(HasSubstr("crime.recorded"),
                                                     "crime.classified Class 8N instead of 105A. The nose is broken."));
}

TEST_P(Classification, a_single_offence_of_the_courts_brings_its_class) {
    const WholeCrime raised = raise(directly("CJ88001"));
    EXPECT_EQ(raised.crime.offence->code, "105A");
    EXPECT_EQ(raised.crime.offence->cjs, "CJ88001");
    EXPECT_EQ(raised.counting->counted_as, CountedAs::victim);
}

TEST_P(Classification, names_the_version_that_was_read) {
    const WholeCrime raised = raise(directly());
    Classify wanted{raised.crime.id, {"58A"}, {}, json::Text<500>{"A house"}};
    EXPECT_EQ(refused(run(classify, kim, wanted, raised.version - 1)), "stale If-Match");
    EXPECT_EQ(refused(run(classify, kim, wanted)), "invalid If-Match");
    EXPECT_EQ(refused(run(classify, kim, wanted, raised.version)), "accepted");
}

TEST_P(Classification, the_state_is_the_victim_where_the_class_says_so) {
    RaiseCrime drugs = directly("92E");
    drugs.people = {};
    const WholeCrime raised = raise(drugs);
    EXPECT_EQ(raised.crime.status, Status::recorded) << "nobody has to be named";
    EXPECT_TRUE(raised.crime.state_victim);
    EXPECT_EQ(raised.crime.counted_as, CountedAs::offender);
    EXPECT_EQ(refused(try_classify(raised, "105A", "It was a fight")), "conflict victims")
        << "what is recorded stays countable";
    link(raised, Part::counted_victim, said("Vic", "Timms"));
    const WholeCrime fight = good(try_classify(shown(raised.crime.id), "105A", "It was a fight"));
    EXPECT_FALSE(fight.crime.state_victim);
}

TEST_P(Classification, flags_are_several_each_with_who_set_it_and_when) {
    const WholeCrime raised = raise(directly());
    const Instant first = clock.now();
    const WholeCrime one =
        good(run(set_flags, kim, SetFlags{raised.crime.id, {Flag::alcohol, Flag::hate_race}}, raised.version));
    clock.advance(std::chrono::minutes(1));
    EXPECT_EQ(refused(run(set_flags, jo, SetFlags{raised.crime.id, {}}, raised.version)), "stale If-Match");
    const WholeCrime two =
        good(run(set_flags, jo, SetFlags{raised.crime.id, {Flag::alcohol, Flag::knife}}, one.version));
    ASSERT_EQ(two.flags.size(), 2U);
    EXPECT_EQ(two.flags[0].flag, Flag::alcohol);
    EXPECT_EQ(two.flags[0].set_by.name, "Display kim");
    EXPECT_EQ(two.flags[0].set_at, first);
    EXPECT_EQ(two.flags[1].flag, Flag::knife);
    EXPECT_EQ(two.flags[1].set_by.name, "Display jo");
}

TEST_P(Classification, flags_may_be_set_while_raising) {
    RaiseCrime wanted = directly();
    wanted.flags = std::vector{Flag::domestic_abuse};
    EXPECT_EQ(raise(wanted).flags[0].flag, Flag::domestic_abuse);
}

TEST_P(Classification, a_victim_may_be_a_suspect_too_and_is_entitled) {
    const WholeCrime raised = raise(directly("8N"));
    EXPECT_THAT(parts(raised), UnorderedElementsAre("Vic Timms counted_victim", "Vic Timms entitled"));
    const WholeCrime both = good(
        run(link_person, kim, LinkPerson{raised.crime.id, Part::suspect, who(raised, Part::counted_victim), {}, {}}));
    EXPECT_THAT(parts(both),
                UnorderedElementsAre("Vic Timms counted_victim", "Vic Timms entitled", "Vic Timms suspect current"));
    EXPECT_EQ(both.crime.victims, 1);
    EXPECT_EQ(both.crime.current_suspects, 1);
}

// Domestic Abuse Act 2021 s.3; bereaved relatives.
TEST_P(Classification, somebody_is_entitled_without_being_counted) {
    const WholeCrime raised = raise(directly("8N"));
    LinkPerson child{raised.crime.id, Part::entitled, {}, said("Kit", "Timms"), EntitledAs::child_of_domestic_abuse};
    const WholeCrime linked = good(run(link_person, kim, child));
    EXPECT_EQ(linked.crime.victims, 1);
    EXPECT_THAT(parts(linked), testing::Contains("Kit Timms entitled"));
    child.entitled = {};
    EXPECT_EQ(refused(run(link_person, kim, child)), "invalid entitled");
    child.part = Part::counted_victim;
    child.said = {};
    EXPECT_EQ(refused(run(link_person, kim, child)), "invalid mention");
}

TEST_P(Classification, an_eliminated_suspect_stays_on_the_record_with_the_reason) {
    const WholeCrime raised = raise(directly());
    const WholeCrime named = link(raised, Part::suspect, said("Sam", "Taker"));
    const auto sam = who(named, Part::suspect);
    const UnlinkPerson alibi{raised.crime.id, sam, Part::suspect, {"He was in custody."}};
    const WholeCrime after = good(run(unlink_person, kim, alibi));
    EXPECT_EQ(after.crime.current_suspects, 0);
    EXPECT_THAT(parts(after), testing::Contains("Sam Taker suspect eliminated"));
    EXPECT_THAT(log_of(raised.crime.id).back(),
                HasSubstr("crime.suspect_eliminated Suspect eliminated: Sam Taker. He was in custody."));
    const WholeCrime again = good(run(link_person, kim, LinkPerson{raised.crime.id, Part::suspect, sam, {}, {}}));
    EXPECT_EQ(again.crime.current_suspects, 1);
    EXPECT_EQ(refused(run(unlink_person, kim, UnlinkPerson{raised.crime.id, sam, Part::entitled, {"x"}})),
              "invalid mention");
}

TEST_P(Classification, a_wrong_victim_is_taken_off_but_never_the_last_of_a_crime_counted_by_victims) {
    const WholeCrime raised = raise(directly("8N"));
    const auto vic = who(raised, Part::counted_victim);
    const UnlinkPerson wrong{raised.crime.id, vic, Part::counted_victim, {"He was the witness."}};
    EXPECT_EQ(refused(run(unlink_person, kim, wrong)), "conflict victims");
    link(raised, Part::counted_victim, said("Tom", "Timms"));
    EXPECT_EQ(good(run(unlink_person, kim, wrong)).crime.victims, 1);
}

TEST_P(Classification, somebody_named_again_in_words_is_typed_twice) {
    const WholeCrime raised = raise(directly());
    link(raised, Part::suspect, said("Sam", "Taker"));
    EXPECT_EQ(typed_twice(), 0);
    link(raised, Part::suspect, said("sam", "taker"));
    EXPECT_EQ(typed_twice(), 1);
}

TEST_P(Classification, who_was_named_in_the_incident_since_can_be_linked) {
    const auto incident = an_incident();
    const WholeCrime draft = raise_from(incident);
    const auto later = named(incident, people::Role::victim, said("Vic", "Timms"));
    const WholeCrime recorded =
        good(run(link_person, kim, LinkPerson{draft.crime.id, Part::counted_victim, later, {}, {}}));
    EXPECT_EQ(recorded.crime.status, Status::recorded);
    EXPECT_EQ(typed_twice(), 0);
    const people::MentionId nobody("01900000-0000-7000-8000-000000000000");
    EXPECT_EQ(refused(run(link_person, kim, LinkPerson{draft.crime.id, Part::suspect, nobody, {}, {}})),
              "invalid mention");
}

}  // namespace
}  // namespace bluelamp::crimes
