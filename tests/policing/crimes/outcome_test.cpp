// SPDX-License-Identifier: Apache-2.0
/// Outcomes: what each needs, who proposes and who finalises, and that what was decided stays.
#include "core/text.hpp"
#include "tests/policing/crimes/a_crime.hpp"

namespace bluelamp::crimes {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Instant now = *parse_rfc3339("2026-11-20T09:00:00Z");

/// Everything that could be asked for, with this view of the victim.
Evidence all_evidence(std::optional<VictimView> view) {
    Evidence all;
    all.reference = json::Text<200>{"C/12"};
    all.offender_accepts = true;
    all.alternate_offence = json::Text<20>{"105A"};
    all.document = json::Text<500>{"certificate"};
    all.cps_reference = json::Text<200>{"CPS 7"};
    all.cps_decided_on = LocalDate{2026, 11, 1};
    all.victim_view = view;
    all.victim_view_at = view ? std::optional(now) : std::nullopt;
    all.victim_view_reason = json::Text<500>{"afraid"};
    all.other_body = json::Text<200>{"school"};
    all.activity = json::Text<500>{"course"};
    all.rationale = json::Text<2'000>{"all lines followed"};
    return all;
}

/// A recorded common assault of somebody, seven months ago.
Crime an_assault() {
    Crime crime;
    crime.status = Status::recorded;
    crime.offence = Classified{"105A", "Assault without injury", "CJ88001"};
    crime.counted_as = CountedAs::victim;
    crime.victims = 1;
    crime.occurred_from = crime.occurred_to = *parse_rfc3339("2026-04-01T09:00:00Z");
    return crime;
}

/// Fields that are missing, joined by spaces.
std::string missing(const std::string& outcome, const Crime& crime, const Evidence& evidence) {
    const OutcomeRules rules = the_catalogue().outcome_rules({2026, 11, 20});
    std::string fields;
    for (const CrimeGap& gap : missing_for(*rules.find(outcome), crime, evidence, the_catalogue(), now)) {
        fields += (fields.empty() ? "" : " ") + gap.field;
    }
    return fields;
}

// Each outcome type with a suspect or none, and a victim who supports action, does not, or was not asked.
TEST(OutcomeRules, hold_for_every_type_suspect_and_view_of_the_victim) {
    const std::string view = "evidence.victim_view", asked = "evidence.victim_view evidence.victim_view_at";
    struct Case {
        std::string outcomes;
        std::string with_suspect_supports, with_suspect_against, with_suspect_not_asked;
        std::string without_supports, without_against, without_not_asked;
    };
    const std::string s = "suspects";
    const std::vector<Case> table{
        {"1 1A 2 2A 3 3A 4 5 6 9 10 11 12 13 17 20 21 22", "", "", "", s, s, s},
        {"7", "offence", "offence", "offence", s + " offence", s + " offence", s + " offence"},
        {"8", "", "", asked, s, s, s + " " + asked},
        {"14", s + " " + view, s, s + " " + asked, view, "", asked},
        {"15", "", view, asked, s, s + " " + view, s + " " + asked},
        {"16", view, "", asked, s + " " + view, s, s + " " + asked},
        {"18", s, s, s, "", "", ""},
        {"19", "", "", "", "", "", ""},
    };
    Crime with = an_assault();
    with.current_suspects = 1;
    const Crime without = an_assault();
    const Evidence supports = all_evidence(VictimView::supports), against = all_evidence(VictimView::does_not_support);
    const Evidence not_asked = all_evidence({});
    std::size_t types = 0;
    for (const Case& each : table) {
        for (const std::string& outcome : words(each.outcomes)) {
            ++types;
            EXPECT_EQ(missing(outcome, with, supports), each.with_suspect_supports) << outcome;
            EXPECT_EQ(missing(outcome, with, against), each.with_suspect_against) << outcome;
            EXPECT_EQ(missing(outcome, with, not_asked), each.with_suspect_not_asked) << outcome;
            EXPECT_EQ(missing(outcome, without, supports), each.without_supports) << outcome;
            EXPECT_EQ(missing(outcome, without, against), each.without_against) << outcome;
            EXPECT_EQ(missing(outcome, without, not_asked), each.without_not_asked) << outcome;
        }
    }
    EXPECT_EQ(types, the_catalogue().outcome_rules({2026, 11, 20}).items.size()) << "every type stands in the table";
}

TEST(OutcomeRules, name_each_piece_of_evidence_that_is_missing) {
    Crime crime = an_assault();
    crime.current_suspects = 1;
    EXPECT_EQ(missing("1", crime, {}), "evidence.reference");
    EXPECT_EQ(missing("3A", crime, {}), "evidence.reference evidence.offender_accepts evidence.alternate_offence");
    EXPECT_EQ(missing("4", crime, {}), "evidence.document");
    EXPECT_EQ(missing("9", crime, {}), "evidence.cps_reference evidence.cps_decided_on");
    EXPECT_EQ(missing("16", crime, {}),
              "evidence.victim_view evidence.victim_view_at evidence.victim_view_reason evidence.rationale");
    EXPECT_EQ(missing("20", crime, {}), "evidence.reference evidence.other_body");
    EXPECT_EQ(missing("22", crime, {}), "evidence.activity");
    Evidence denied;
    denied.reference = json::Text<200>{"1"};
    denied.offender_accepts = false;
    EXPECT_EQ(missing("3", crime, denied), "evidence.offender_accepts") << "to deny is not to accept";
}

TEST(OutcomeRules, a_time_limit_is_that_of_summary_offences_and_must_have_passed) {
    Crime crime = an_assault();
    crime.current_suspects = 1;
    const Evidence all = all_evidence({});
    EXPECT_EQ(missing("17", crime, all), "");
    crime.occurred_to = *parse_rfc3339("2026-05-20T09:00:00Z");
    EXPECT_EQ(missing("17", crime, all), "occurred_to") << "the last day is not over";
    crime.occurred_to = *parse_rfc3339("2026-05-19T09:00:00Z");
    EXPECT_EQ(missing("17", crime, all), "");
    crime.offence->cjs = "SX03002";
    EXPECT_EQ(missing("17", crime, all), "offence") << "rape has no time limit";
    crime.offence->cjs = {};
    EXPECT_EQ(missing("17", crime, all), "offence");
}

TEST(OutcomeRules, without_a_victim_nobody_withdraws_and_nobody_has_to_be_asked) {
    Crime drugs = an_assault();
    drugs.offence = Classified{"92E", "Possession of cannabis", {}};
    drugs.victims = 0;
    drugs.state_victim = true;
    drugs.current_suspects = 1;
    EXPECT_EQ(missing("7", drugs, all_evidence({})), "");
    EXPECT_EQ(missing("8", drugs, all_evidence({})), "");
    EXPECT_EQ(missing("15", drugs, all_evidence({})), "");
    EXPECT_EQ(missing("16", drugs, all_evidence(VictimView::does_not_support)), "victims");
}

TEST(OutcomeRules, are_those_of_the_day) {
    EXPECT_EQ(the_catalogue().outcome_rules({2026, 11, 20}).rules_version, "2019-04-01");
    EXPECT_NE(the_catalogue().outcome_rules({2019, 4, 1}).find("22"), nullptr);
    const OutcomeRules before = the_catalogue().outcome_rules({2019, 3, 31});
    EXPECT_EQ(before.rules_version, "2016-01-01");
    EXPECT_EQ(before.find("22"), nullptr);
    EXPECT_EQ(before.find("0"), nullptr) << "not yet assigned is no outcome";
}

class Outcomes : public ACrime {
   protected:
    Result<WholeCrime> try_propose(const WholeCrime& crime, const std::string& outcome, const Evidence& evidence) {
        return run(propose_outcome, kim, ProposeOutcome{crime.crime.id, {outcome}, evidence});
    }
    Result<WholeCrime> try_finalise(const access::Actor& by, const WholeCrime& crime, std::int64_t number) {
        return run(finalise_outcome, by, FinaliseOutcome{crime.crime.id, number, clock.now(), {}});
    }
    static std::vector<std::string> states(const WholeCrime& crime) {
        std::vector<std::string> out;
        for (const Outcome& each : crime.outcomes) {
            out.push_back(each.outcome + " " + std::string(json::Format<OutcomeState>::name(each.state)));
        }
        return out;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Outcomes, db::both_engines(), db::engine_name);

TEST_P(Outcomes, an_outcome_without_its_evidence_is_refused_and_says_all_that_is_missing) {
    const WholeCrime crime = raise(directly());
    const auto none = try_propose(crime, "16", {});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().field, "suspects");
    for (const char* field :
         {"suspects", "evidence.victim_view:", "evidence.victim_view_at", "victim_view_reason", "evidence.rationale"}) {
        EXPECT_THAT(none.error().message, HasSubstr(field));
    }
    EXPECT_THAT(shown(crime.crime.id).outcomes, testing::IsEmpty());
    EXPECT_EQ(refused(try_propose(crime, "0", all_evidence({}))), "invalid outcome");
    EXPECT_EQ(refused(try_propose(crime, "23", all_evidence({}))), "invalid outcome");
    Evidence ahead = all_evidence(VictimView::does_not_support);
    ahead.victim_view_at = clock.now() + std::chrono::hours(1);
    EXPECT_EQ(refused(try_propose(crime, "14", ahead)), "invalid evidence.victim_view_at");
    ahead = all_evidence({});
    ahead.cps_decided_on = LocalDate{2026, 11, 21};
    EXPECT_EQ(refused(try_propose(crime, "18", ahead)), "invalid evidence.cps_decided_on");
}

TEST_P(Outcomes, one_proposes_and_a_supervisor_who_is_somebody_else_finalises) {
    const WholeCrime crime = raise(directly());
    const WholeCrime proposed = good(try_propose(crime, "18", all_evidence({})));
    EXPECT_EQ(proposed.crime.status, Status::recorded);
    EXPECT_FALSE(proposed.crime.outcome) << "proposed is not decided";
    EXPECT_EQ(proposed.outcomes[0].rules_version, "2019-04-01");
    EXPECT_EQ(proposed.outcomes[0].evidence.rationale->text, "all lines followed");
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM notices WHERE addressee = 'role:supervisor'").at(0), 1);
    EXPECT_EQ(refused(try_finalise(kim, crime, 1)), "forbidden finalise_outcomes");
    EXPECT_EQ(refused(try_finalise(dee, crime, 1)), "forbidden role") << "this policy leaves it to supervisors";
    EXPECT_EQ(refused(run(finalise_outcome, sue, FinaliseOutcome{crime.crime.id, 1, {}, {}})),
              "invalid victim_informed_at");
    EXPECT_EQ(refused(run(finalise_outcome, sue,
                          FinaliseOutcome{crime.crime.id, 1, clock.now() + std::chrono::hours(1), {}})),
              "invalid victim_informed_at");
    const WholeCrime done = good(try_finalise(sue, crime, 1));
    EXPECT_EQ(done.crime.status, Status::finalised);
    EXPECT_EQ(done.crime.outcome, "18");
    EXPECT_EQ(done.outcomes[0].finalised_by->name, "Display sue");
    EXPECT_EQ(done.outcomes[0].victim_informed_at, clock.now());
    EXPECT_EQ(refused(try_finalise(sue, crime, 1)), "conflict number") << "once";
}

TEST_P(Outcomes, nobody_finalises_his_own_proposal) {
    const WholeCrime crime = raise(directly());
    good(run(propose_outcome, sue, ProposeOutcome{crime.crime.id, {"18"}, all_evidence({})}));
    EXPECT_EQ(refused(try_finalise(sue, crime, 1)), "forbidden number");
}

TEST_P(Outcomes, another_proposal_supersedes_and_what_was_decided_stays) {
    const WholeCrime crime = raise(directly());
    good(try_propose(crime, "18", all_evidence({})));
    good(try_propose(crime, "14", all_evidence(VictimView::does_not_support)));
    EXPECT_EQ(refused(try_finalise(sue, crime, 1)), "conflict number") << "superseded";
    good(try_finalise(sue, crime, 2));
    link(crime, Part::suspect, said("Sam", "Taker"));
    const WholeCrime reopened = good(try_propose(crime, "1", all_evidence({})));
    EXPECT_EQ(reopened.crime.outcome, "14") << "until another is decided";
    const WholeCrime charged = good(try_finalise(sue, crime, 3));
    EXPECT_EQ(charged.crime.outcome, "1");
    EXPECT_THAT(states(charged), ElementsAre("18 superseded", "14 superseded", "1 finalised"));
}

TEST_P(Outcomes, is_judged_again_when_it_is_finalised) {
    const WholeCrime crime = raise(directly());
    good(try_propose(crime, "18", all_evidence({})));
    link(crime, Part::suspect, said("Sam", "Taker"));
    EXPECT_EQ(refused(try_finalise(sue, crime, 1)), "invalid suspects");
}

// An eliminated suspect still allows 18.
TEST_P(Outcomes, an_eliminated_suspect_is_no_suspect) {
    const WholeCrime crime = raise(directly());
    const WholeCrime named = link(crime, Part::suspect, said("Sam", "Taker"));
    EXPECT_EQ(refused(try_propose(crime, "18", all_evidence({}))), "invalid suspects");
    const auto sam = std::find_if(named.people.begin(), named.people.end(),
                                  [](const Linked& each) { return each.part == Part::suspect; });
    good(run(unlink_person, kim, UnlinkPerson{crime.crime.id, sam->mention, Part::suspect, {"alibi"}}));
    EXPECT_EQ(refused(try_propose(crime, "1", all_evidence({}))), "invalid suspects");
    EXPECT_EQ(refused(try_propose(crime, "18", all_evidence({}))), "accepted");
}

TEST_P(Outcomes, a_draft_has_none) {
    RaiseCrime wanted = directly();
    wanted.offence = {};
    EXPECT_EQ(refused(try_propose(raise(wanted), "18", all_evidence({}))), "conflict status");
}

}  // namespace
}  // namespace bluelamp::crimes
