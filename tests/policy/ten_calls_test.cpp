// SPDX-License-Identifier: Apache-2.0
/// The same ten calls under three policies, as a police officer would read them: the grade, its limit, whether somebody
/// goes, and why.
#include <gtest/gtest.h>

#include "policy/judge.hpp"
#include "tests/policy/a_policy.hpp"

namespace bluelamp::policy {
namespace {

struct Answer {
    std::string grade, limit, goes, why;  ///< why somebody goes or does not
};

struct Call {
    std::string words;
    Situation known;
    Answer met, city, hertfordshire;
};

Answer answer_of(const Policy& policy, const Situation& known) {
    const Proposal proposal = judge(policy, known);
    const Level& level = *policy.level(proposal.level);
    return {level.title, level.limit_s ? in_words({TimeBasis::elapsed, *level.limit_s, 0}) : "none",
            !proposal.attend_known ? "ask"
            : proposal.attend      ? "goes"
            : proposal.reassurance ? "stays, visits later"
                                   : "stays",
            proposal.attend_reasons.front()};
}

Situation call_of(const std::string& type, const Assessed& assessment, std::optional<bool> victim_wishes = {}) {
    Situation known;
    known.type = type;
    known.assessment = assessment;
    known.victim_wishes = victim_wishes;
    return known;
}

const std::string city_goes = "This force attends everything, unless a reason of its list holds.";
const std::string wished = "The victim wishes somebody to come, and then this force comes.";

std::string always(const std::string& level) { return level + " is always attended, whatever else is known."; }

std::string sent(const std::string& level) { return "At " + level + " somebody is sent."; }

std::string weighed(int score) {
    return "Threat, harm and risk come to " + std::to_string(score) + "; this force goes from 5 on.";
}

/// Assessments: threat, harm, risk, investigation, vulnerability, engagement.
std::vector<Call> calls_about_property_and_violence() {
    Situation fraud = call_of("fraud", {0, 1, 0, 1, 0, 1}, true);
    fraud.not_attended_reasons = {"internet_fraud"};
    return {
        {"Men fighting with knives in the street, now",
         call_of("violence_in_progress", {3, 3, 3, 2, 2, 1}),
         {"I Immediate", "15 min", "goes", always("I Immediate")},
         {"Immediate", "12 min", "goes", always("Immediate")},
         {"Grade 1 Immediate", "15 min", "goes", always("Grade 1 Immediate")}},
        {"My bicycle was stolen last night; I would like to see an officer",
         call_of("theft", {0, 1, 0, 1, 0, 1}, true),
         {"E Extended", "48 h", "goes", wished},
         {"Routine", "48 h", "goes", city_goes},
         {"Grade 4 Telephone", "none", "stays", weighed(4)}},
        {"My bicycle was stolen last night; a crime number is enough",
         call_of("theft", {0, 1, 0, 1, 0, 0}, false),
         {"R Referred", "none", "stays", "The victim does not wish anybody to come."},
         {"Routine", "48 h", "goes", city_goes},
         {"Grade 4 Telephone", "none", "stays", weighed(3)}},
        {"I paid for a phone on the internet and it never came",
         fraud,
         {"E Extended", "48 h", "goes", wished},
         {"Not attended", "none", "stays",
          "The force's list of reasons not to attend: fraud on the internet, handed to the national reporting centre."},
         {"Grade 4 Telephone", "none", "stays", weighed(4)}},
        {"I came home and my house has been burgled",
         call_of("burglary_home", {0, 1, 0, 2, 1, 1}, true),
         {"E Extended", "48 h", "goes", wished},
         {"Routine", "48 h", "goes", city_goes},
         {"Grade 3 Scheduled", "48 h", "goes", sent("Grade 3 Scheduled")}},
    };
}

std::vector<Call> calls_about_people() {
    Situation held = call_of("shop_theft", {0, 0, 0, 1, 0, 0}, true);
    held.answers = {{"suspect_detained", "yes"}};
    Situation declined = call_of("domestic_abuse", {1, 1, 1, 0, 2, 0}, false);
    declined.declined = true;
    Situation silent;
    silent.silent_or_dropped_999 = true;
    silent.markers = {"domestic_abuse_high_risk"};
    Situation hoaxer = call_of("collapse", {});
    hoaxer.markers = {"hoax_history", "frequent_caller"};
    hoaxer.repeat_caller = true;

    return {
        {"The store detective holds a calm shoplifter",
         held,
         {"S Significant", "60 min", "goes", sent("S Significant")},
         {"Scheduled", "60 min", "goes", sent("Scheduled")},
         {"Grade 2 Priority", "60 min", "goes", sent("Grade 2 Priority")}},
        {"My husband hit me last week; he is gone; please send nobody",
         declined,
         {"S Significant", "60 min", "goes", "Domestic abuse is always attended."},
         {"Scheduled", "60 min", "goes", "Domestic abuse is always attended."},
         {"Grade 2 Priority", "60 min", "stays, visits later", "The caller does not want anybody to come."}},
        {"I was abused for my faith on the bus yesterday",
         call_of("hate_crime", {0, 1, 1, 1, 1, 0}, true),
         {"S Significant", "60 min", "goes", sent("S Significant")},
         {"Routine", "48 h", "goes", city_goes},
         {"Grade 3 Scheduled", "48 h", "goes", sent("Grade 3 Scheduled")}},
        {"(Nobody speaks; the number leads to a high risk of domestic abuse)",
         silent,
         {"I Immediate", "15 min", "goes", always("I Immediate")},
         {"Immediate", "12 min", "goes", always("Immediate")},
         {"Grade 1 Immediate", "15 min", "goes", always("Grade 1 Immediate")}},
        {"(A known hoaxer) A man has collapsed at the bus stop",
         hoaxer,
         {"I Immediate", "15 min", "goes", always("I Immediate")},
         {"Immediate", "12 min", "goes", always("Immediate")},
         {"Grade 1 Immediate", "15 min", "goes", always("Grade 1 Immediate")}},
    };
}

void expect_answer(const Policy& policy, const Call& call, const Answer& wanted) {
    const Answer given = answer_of(policy, call.known);
    const std::string where = call.words + " [" + policy.title + "]";
    EXPECT_EQ(given.grade, wanted.grade) << where;
    EXPECT_EQ(given.limit, wanted.limit) << where;
    EXPECT_EQ(given.goes, wanted.goes) << where;
    EXPECT_EQ(given.why, wanted.why) << where;
}

TEST(TenCalls, the_three_policies_give_three_different_answers_to_the_same_ten_calls) {
    std::vector<Call> calls = calls_about_property_and_violence();
    const std::vector<Call> others = calls_about_people();
    calls.insert(calls.end(), others.begin(), others.end());
    ASSERT_EQ(calls.size(), 10);
    std::vector<std::string> sheets(3);
    for (const Call& call : calls) {
        expect_answer(met_policy(), call, call.met);
        expect_answer(city_policy(), call, call.city);
        expect_answer(hertfordshire_policy(), call, call.hertfordshire);
        const Answer* answers[] = {&call.met, &call.city, &call.hertfordshire};
        for (std::size_t force = 0; force < sheets.size(); ++force) {
            sheets[force] += answers[force]->limit + "/" + answers[force]->goes + "\n";
        }
        EXPECT_FALSE(call.met.grade == call.city.grade && call.city.grade == call.hertfordshire.grade) << call.words;
    }
    EXPECT_NE(sheets[0], sheets[1]) << "the Met and the City differ in limits or attendance, not in words only";
    EXPECT_NE(sheets[1], sheets[2]);
    EXPECT_NE(sheets[0], sheets[2]);
}

}  // namespace
}  // namespace bluelamp::policy
