// SPDX-License-Identifier: Apache-2.0
/// What a policy proposes for one case, and why; what never lowers it.
#include <gmock/gmock.h>

#include "policy/judge.hpp"
#include "tests/policy/a_policy.hpp"
#include "tests/policy/small_policy.hpp"

namespace bluelamp::policy {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Situation of_type(const std::string& type) {
    Situation situation;
    situation.type = type;
    return situation;
}

Assessed assessed(std::int64_t threat, std::int64_t harm, std::int64_t risk) {
    Assessed said;
    said.threat = threat;
    said.harm = harm;
    said.risk = risk;
    return said;
}

TEST(Judge, begins_at_the_level_below_which_the_type_is_never_graded) {
    const Proposal proposal = judge(city_policy(), of_type("robbery"));
    EXPECT_EQ(proposal.level, "scheduled");
    EXPECT_THAT(proposal.reasons, ElementsAre("Robbery is graded Scheduled at least."));
    EXPECT_THAT(proposal.question_sets, ElementsAre("in_progress"));
    EXPECT_THAT(proposal.notify, ElementsAre("supervisor"));
    EXPECT_EQ(proposal.card.size(), 3);
    EXPECT_TRUE(proposal.crime_suspected);
}

// "At least" of the level below which there is none says nothing.
TEST(Judge, says_of_the_slowest_level_that_something_may_raise_it) {
    const Proposal proposal = judge(city_policy(), of_type("bail_check"));
    EXPECT_THAT(proposal.reasons, Contains("Bail or curfew check is graded Not attended unless something raises it."));
}

TEST(Judge, does_not_let_wait_what_nobody_has_placed_yet) {
    const Proposal nothing = judge(city_policy(), {});
    EXPECT_EQ(nothing.level, "scheduled") << "of the national shape priority";
    EXPECT_THAT(nothing.reasons, ElementsAre(HasSubstr("Nobody has said yet what it is")));
    EXPECT_TRUE(nothing.attend);
    EXPECT_EQ(judge(city_policy(), of_type("of no list")).level, "scheduled");
}

TEST(Judge, an_answer_raises_and_says_which_question_it_was) {
    Situation theft = of_type("theft");
    theft.answers = {{"weapon", "no"}, {"of no list", "yes"}, {"happening_now", "yes"}};
    const Proposal proposal = judge(city_policy(), theft);
    EXPECT_EQ(proposal.level, "immediate");
    EXPECT_EQ(
        proposal.reasons.front(),
        "It is happening now (\"Is it happening now, or is whoever did it still there?\" yes): Immediate at least.");
    EXPECT_FALSE(proposal.vulnerable);
    theft.answers.push_back({"weapon", "yes"});
    EXPECT_TRUE(judge(city_policy(), theft).vulnerable);
}

/// "Some staff do not understand the assessment": the sum is shown with its parts, its weights and what it leads to.
TEST(Judge, finding_H1_the_assessment_explains_its_result) {
    Situation call = of_type("violence_reported");
    call.assessment = assessed(2, 2, 1);
    const Proposal proposal = judge(hertfordshire_policy(), call);
    EXPECT_EQ(proposal.level, "priority");
    EXPECT_EQ(
        proposal.reasons.front(),
        "The assessment (threat 2 counted 2 times, harm 2 counted 2 times, risk 1 counted 2 times) comes to 10; from "
        "9 on it is Grade 2 Priority.");
    call.assessment = assessed(1, 0, 0);
    EXPECT_EQ(
        judge(hertfordshire_policy(), call).reasons.back(),
        "The assessment (threat 1 counted 2 times, harm 0 counted 2 times, risk 0 counted 2 times) comes to 2; it "
        "raises the grade from 9 on.");
}

TEST(Judge, an_assessment_raises_at_its_step_and_not_one_below) {
    Situation call = of_type("theft");
    call.victim_wishes = false;
    call.assessment = assessed(3, 2, 0);
    EXPECT_EQ(judge(met_policy(), call).level, "extended") << "5";
    call.assessment = assessed(3, 3, 0);
    EXPECT_EQ(judge(met_policy(), call).level, "significant") << "6 is the step";
    call.assessment = assessed(3, 3, 3);
    call.assessment.investigation = 1;
    EXPECT_EQ(judge(met_policy(), call).level, "immediate") << "10 is the step";
}

TEST(Judge, somebody_is_at_risk_by_type_answer_marker_or_assessment) {
    EXPECT_TRUE(judge(city_policy(), of_type("missing_person")).vulnerable);
    EXPECT_FALSE(judge(city_policy(), of_type("theft")).vulnerable);
    Situation marked = of_type("theft");
    marked.markers = {"vulnerable_person"};
    EXPECT_TRUE(judge(city_policy(), marked).vulnerable);
    Situation said = of_type("theft");
    said.assessment.vulnerability = 1;
    EXPECT_FALSE(judge(city_policy(), said).vulnerable);
    said.assessment.vulnerability = 2;
    EXPECT_THAT(judge(city_policy(), said).warnings,
                ElementsAre("Somebody is at risk: vulnerability is assessed at 2."));
}

TEST(Judge, complaint_35_a_silent_999_from_a_number_with_a_high_risk_marker_is_sent_to_at_once) {
    Situation silent;
    silent.silent_or_dropped_999 = true;
    silent.markers = {"domestic_abuse_high_risk"};
    for (const Policy* policy : {&city_policy(), &met_policy(), &hertfordshire_policy(), &example_policy()}) {
        const Proposal proposal = judge(*policy, silent);
        EXPECT_EQ(proposal.level, policy->fastest().code) << policy->title;
        EXPECT_TRUE(proposal.attend) << policy->title;
        EXPECT_THAT(proposal.reasons.front(), HasSubstr("\"High risk of domestic abuse\"")) << policy->title;
        EXPECT_THAT(proposal.question_sets, Contains("silent_call"));
    }
    silent.markers = {"violent"};
    EXPECT_EQ(judge(city_policy(), silent).level, "scheduled") << "another marker is no high risk";
    Situation spoken;
    spoken.type = "theft";
    spoken.markers = {"domestic_abuse_high_risk"};
    EXPECT_EQ(judge(city_policy(), spoken).level, "scheduled") << "a spoken call is judged on what is said, raised";
}

TEST(Judge, complaint_36_a_history_never_lowers_a_grade_and_every_call_is_judged_on_its_merits) {
    const std::vector<std::string> every_marker = [] {
        std::vector<std::string> codes;
        for (const MarkerKind& marker : city_policy().markers) {
            codes.push_back(marker.code);
        }
        return codes;
    }();
    for (const Policy* policy : {&city_policy(), &met_policy(), &hertfordshire_policy(), &example_policy()}) {
        for (const IncidentType& type : policy->types) {
            Situation plain = of_type(type.code);
            plain.victim_wishes = true;
            const Proposal before = judge(*policy, plain);
            Situation known = plain;
            known.repeat_caller = known.repeat_victim = known.repeat_address = true;
            known.markers = {"hoax_history", "frequent_caller"};
            const Proposal hoaxer = judge(*policy, known);
            EXPECT_EQ(hoaxer.level, before.level) << policy->title << ": " << type.title;
            EXPECT_EQ(hoaxer.attend, before.attend) << policy->title << ": " << type.title;
            EXPECT_EQ(hoaxer.reasons, before.reasons) << policy->title << ": " << type.title;
            known.markers = every_marker;
            EXPECT_FALSE(lower(*policy, before.level, judge(*policy, known).level)) << type.title;
        }
    }
}

/// One situation for each answer that can be given to any question of the policy.
std::vector<Situation> every_answer(const Policy& policy) {
    std::vector<Situation> told;
    for (const QuestionSet& set : policy.question_sets) {
        for (const Question& question : set.questions) {
            for (const char* answer : {"yes", "no", "not known"}) {
                told.emplace_back().answers = {{question.code, answer}};
            }
        }
    }
    return told;
}

TEST(Judge, what_is_learnt_raises_or_leaves_the_grade_but_never_lowers_it) {
    const Policy& policy = hertfordshire_policy();
    for (const IncidentType& type : policy.types) {
        const Proposal before = judge(policy, of_type(type.code));
        for (Situation told : every_answer(policy)) {
            told.type = type.code;
            told.assessment = assessed(1, 1, 1);
            EXPECT_FALSE(lower(policy, before.level, judge(policy, told).level)) << type.code;
        }
    }
}

TEST(Judge, repeats_and_warning_markers_are_shown) {
    Situation call = of_type("theft");
    call.repeat_victim = true;
    call.markers = {"weapons", "hoax_history", "of no list"};
    EXPECT_THAT(judge(city_policy(), call).warnings,
                ElementsAre("Warning for officers: Weapons.",
                            "Repeat victim: at least 2 times in 365 days. It lowers nothing."));
}

/// "Non-attendance only for internet fraud, distant victims, or on request"; a referred fraud is a transfer.
TEST(Judge, finding_C6_the_city_stays_away_only_for_the_reasons_of_its_list) {
    const Policy& city = city_policy();
    Situation fraud = of_type("fraud");
    EXPECT_TRUE(judge(city, fraud).attend);
    EXPECT_EQ(judge(city, fraud).level, "routine") << "somebody goes, so it is a level at which somebody is sent";
    fraud.not_attended_reasons = {"internet_fraud"};
    const Proposal online = judge(city, fraud);
    EXPECT_FALSE(online.attend);
    EXPECT_EQ(online.level, "not_attended");
    EXPECT_THAT(online.attend_reasons.front(), HasSubstr("fraud on the internet"));
    EXPECT_TRUE(city.reason("internet_fraud")->transfer);
    fraud.not_attended_reasons = {"too_busy"};
    EXPECT_TRUE(judge(city, fraud).attend) << "no reason of the list";
    fraud.not_attended_reasons = {"internet_fraud"};
    fraud.answers = {{"happening_now", "yes"}};
    EXPECT_TRUE(judge(city, fraud).attend) << "no list keeps officers from an emergency";
}

/// "If the caller declines, officers do not attend even when vulnerability suggests they should; a PCSO makes a
/// reassurance visit."
TEST(Judge, finding_H3_a_declined_visit_with_somebody_at_risk_owes_a_reassurance_visit) {
    Situation declined = of_type("domestic_abuse");
    declined.declined = true;
    const Proposal hertfordshire = judge(hertfordshire_policy(), declined);
    EXPECT_FALSE(hertfordshire.attend);
    EXPECT_TRUE(hertfordshire.reassurance);
    EXPECT_EQ(hertfordshire.attend_reasons.back(),
              "Somebody is at risk, so a reassurance visit (officer) is owed within 48 h, and the decision is reviewed "
              "(supervisor).");
    EXPECT_TRUE(judge(met_policy(), declined).attend) << "always attended there";
    Situation theft = of_type("theft");
    theft.declined = true;
    EXPECT_FALSE(judge(hertfordshire_policy(), theft).reassurance) << "nobody is at risk";
    declined.answers = {{"abuser_there", "yes"}};
    EXPECT_TRUE(judge(hertfordshire_policy(), declined).attend) << "an emergency is attended, whatever is wished";
}

/// "Attend whenever the victim wishes, weighing threat, risk and harm; some occasions always attended."
TEST(Judge, finding_M5_the_met_comes_when_the_victim_wishes_and_asks_when_nobody_has) {
    Situation theft = of_type("theft");
    const Proposal unasked = judge(met_policy(), theft);
    EXPECT_FALSE(unasked.attend_known);
    EXPECT_THAT(unasked.attend_reasons.front(), HasSubstr("Ask whether the victim wishes"));
    theft.victim_wishes = true;
    EXPECT_TRUE(judge(met_policy(), theft).attend);
    EXPECT_EQ(judge(met_policy(), theft).level, "extended");
    theft.victim_wishes = false;
    EXPECT_FALSE(judge(met_policy(), theft).attend);
    EXPECT_EQ(judge(met_policy(), theft).level, "referred");
    Situation missing = of_type("missing_person");
    missing.victim_wishes = false;
    EXPECT_TRUE(judge(met_policy(), missing).attend) << "some occasions are always attended";
}

TEST(Judge, lower_and_faster_follow_the_order_of_the_levels) {
    const Policy& city = city_policy();
    EXPECT_TRUE(lower(city, "immediate", "scheduled"));
    EXPECT_FALSE(lower(city, "scheduled", "immediate"));
    EXPECT_FALSE(lower(city, "scheduled", "scheduled"));
    EXPECT_TRUE(lower(city, "routine", "of no list"));
    EXPECT_EQ(faster(city, "routine", "scheduled"), "scheduled");
    EXPECT_EQ(faster(city, "immediate", "scheduled"), "immediate");
}

TEST(SuggestsCrime, by_type_qualifier_closing_code_answers_and_whole_words_of_the_log_otherwise_not) {
    const Policy& policy = city_policy();
    struct Case {
        std::string what, type, qualifier, words, closing;
        std::size_t reasons;
    };
    const std::vector<Case> table{
        {"nothing", "message", "", "Please ring Mr Stolenberg back about Robbedale", "Messages", 0},
        {"its type", "burglary_home", "", "", "", 1},
        {"a type that may be one", "suspicious", "", "", "", 0},
        {"a word, in capitals", "message", "", "His bicycle was STOLEN yesterday", "", 1},
        {"two words side by side", "alarm", "", "they broke in at the back", "", 1},
        {"the words apart", "alarm", "", "they broke the news in tears", "", 0},
        {"a qualifier", "asb_nuisance", "Hate: race", "", "", 1},
        {"another qualifier", "asb_nuisance", "Alcohol", "", "", 0},
        {"a closing code", "message", "", "", "Domestic incident", 1},
        {"all of them", "theft", "Firearm", "he was punched and robbed", "Firearms incident", 5},
    };
    for (const Case& each : table) {
        Suggestion known;
        known.type = each.type;
        known.words = each.words;
        known.closing_code = each.closing;
        if (!each.qualifier.empty()) {
            known.qualifiers.push_back(each.qualifier);
        }
        EXPECT_EQ(suggests_crime(policy, known).size(), each.reasons) << each.what;
    }
    Suggestion answered;
    answered.type = "collision_damage";
    answered.answers = {{"drink_or_drugs", "yes"}};
    EXPECT_THAT(suggests_crime(policy, answered), ElementsAre(HasSubstr("An offence of driving")));
    answered.answers = {{"drink_or_drugs", "no"}};
    EXPECT_THAT(suggests_crime(policy, answered), IsEmpty());
}

TEST(Differences, are_told_in_words_and_only_where_there_are_any) {
    const Policy small = *parse(small_policy(), "small");
    EXPECT_THAT(differences(small, small), IsEmpty());
    std::string text = replaced(small_policy(), "limit = \"15 min\"", "limit = \"12 min\"");
    text = replaced(text, "title = \"Fight\"", "title = \"Brawl\"");
    text = replaced(text, "code = \"online\"", "code = \"internet\"");
    text = replaced(text, "from = 9", "from = 8");
    text = replaced(text, "before = \"5 min\"", "before = \"3 min\"");
    text = replaced(text, "reassurance = \"48 h\"", "reassurance = \"24 h\"");
    EXPECT_THAT(
        differences(small, *parse(text, "other")),
        ElementsAre("Level \"immediate\": limit 12 min, was 15 min", "Attendance, reason \"internet\" is new.",
                    "Attendance, reason \"online\" is gone.", "Attendance: reassurance 24 h, was 48 h",
                    "Thrive: steps immediate from 8, was immediate from 9", "Type \"fight\": title Brawl, was Fight",
                    "Deadline \"attend\": tell owner 3 min before; supervisor at the limit, was owner 5 min "
                    "before; supervisor at the limit"));
}

}  // namespace
}  // namespace bluelamp::policy
