// SPDX-License-Identifier: Apache-2.0
/// The four shipped policies: sound, marked as what they are, and on the national list.
#include <gmock/gmock.h>

#include "core/csv.hpp"
#include "core/file.hpp"
#include "tests/policy/a_policy.hpp"

namespace bluelamp::policy {
namespace {

using testing::HasSubstr;

const std::vector<std::string> shipped{"met-2014", "city-of-london-2014", "hertfordshire-2014", "example"};

std::string path_of(const std::string& name) { return BLUELAMP_SOURCE_DIR "/forces/" + name + ".toml"; }

/// The second column of the rows of that kind of the national list.
std::vector<std::string> national(const std::string& kind) {
    const auto source = open_file(BLUELAMP_SOURCE_DIR "/reference/nsir_categories.csv");
    EXPECT_TRUE(source);
    CsvReader reader(**source, "nsir_categories.csv");
    CsvRow row;
    std::vector<std::string> names;
    for (auto more = reader.next(row); more && *more; more = reader.next(row)) {
        if (row[0] == kind) {
            names.emplace_back(row[1]);
        }
    }
    EXPECT_FALSE(names.empty()) << kind;
    return names;
}

TEST(ShippedPolicies, have_no_problem) {
    for (const std::string& name : shipped) {
        const auto text = read_whole(path_of(name));
        ASSERT_TRUE(text) << name;
        for (const PolicyProblem& problem : problems(*text, name)) {
            ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.key << ": " << problem.message;
        }
    }
}

TEST(ShippedPolicies, of_2014_say_that_they_are_not_current) {
    for (const Policy* policy : {&city_policy(), &met_policy(), &hertfordshire_policy()}) {
        EXPECT_EQ(policy->note, "As described in the 2014 letter; not current policy.");
        EXPECT_FALSE(policy->consulted.empty());
    }
    EXPECT_TRUE(example_policy().note.empty());
    EXPECT_EQ(example_policy().levels.size(), 5);
}

TEST(ShippedPolicies, cover_the_national_list_and_name_nothing_else) {
    std::vector<std::string> categories = national("category");
    for (const char* asb : {"personal", "nuisance", "environmental"}) {
        categories.push_back(std::string("Anti-social behaviour: ") + asb);
    }
    const std::vector<std::string> qualifiers = national("qualifier");
    for (const std::string& name : shipped) {
        const Policy policy = shipped_policy(name);
        std::set<std::string> covered;
        for (const IncidentType& type : policy.types) {
            if (!type.category.empty()) {
                covered.insert(type.category);
                EXPECT_THAT(categories, testing::Contains(type.category)) << name << ": " << type.code;
            } else {
                EXPECT_NE(type.crime_expected, CrimeExpected::no) << type.code << " is neither a crime nor on the list";
            }
        }
        EXPECT_EQ(covered.size(), categories.size()) << name;
        for (const std::string& qualifier : policy.recording.crime_qualifiers) {
            EXPECT_THAT(qualifiers, testing::Contains(qualifier)) << name;
        }
        for (const std::string& code : policy.recording.crime_closing_codes) {
            EXPECT_THAT(categories, testing::Contains(code)) << name;
        }
    }
}

TEST(ShippedPolicies, propose_offences_that_the_reference_list_knows) {
    const auto source = open_file(BLUELAMP_SOURCE_DIR "/reference/offence_groups.csv");
    ASSERT_TRUE(source);
    CsvReader reader(**source, "offence_groups.csv");
    CsvRow row;
    std::set<std::string> known;
    for (auto more = reader.next(row); more && *more; more = reader.next(row)) {
        known.emplace(row[0]);
    }
    for (const IncidentType& type : city_policy().types) {
        EXPECT_TRUE(type.offence.empty() || known.contains(type.offence)) << type.code << ": " << type.offence;
    }
}

TEST(ShippedPolicies, ask_the_questions_that_matter) {
    for (const char* set : {"domestic_abuse", "missing_person", "concern_for_safety", "road_collision", "sudden_death",
                            "mental_health", "firearms", "hoax", "silent_call"}) {
        const QuestionSet* questions = city_policy().question_set(set);
        ASSERT_NE(questions, nullptr) << set;
        EXPECT_TRUE(std::any_of(questions->questions.begin(), questions->questions.end(), [](const Question& each) {
            return each.must;
        })) << set;
    }
}

TEST(ShippedPolicies, promise_to_record_a_crime_within_24_hours_and_never_pause) {
    for (const std::string& name : shipped) {
        const Policy policy = shipped_policy(name);
        const auto rule = std::find_if(policy.deadlines.begin(), policy.deadlines.end(),
                                       [](const DeadlineRule& each) { return each.code == "record_crime"; });
        ASSERT_NE(rule, policy.deadlines.end());
        EXPECT_EQ(rule->limit.s, 86'400);
        EXPECT_EQ(rule->limit.basis, TimeBasis::elapsed);
        EXPECT_TRUE(rule->pause_reasons.empty());
        EXPECT_THAT(rule->meets, testing::ElementsAre("crime.recorded", "incident.no_crime_decided"));
    }
}

/// "immediate 12 min, scheduled 60 min, routine 48 h", measured from the call received.
TEST(Policy, finding_C3_levels_limits_and_clock_are_configuration) {
    const Policy& city = city_policy();
    EXPECT_EQ(city.level("immediate")->limit_s, 12 * 60);
    EXPECT_EQ(city.level("scheduled")->limit_s, 60 * 60);
    EXPECT_EQ(city.level("routine")->limit_s, 48 * 60 * 60);
    for (const Level& level : city.levels) {
        EXPECT_TRUE(!level.limit_s || level.clock == ClockBasis::received) << level.title;
    }
    EXPECT_EQ(met_policy().level("significant")->limit_s, 60 * 60);
    EXPECT_EQ(met_policy().fastest().limit_s, 15 * 60);
}

/// "attend whenever the victim wishes …; public not consulted": shown, versioned, with its consultation record.
TEST(Policy, finding_M5_the_attendance_policy_is_shown_with_how_the_public_was_consulted) {
    const Policy& met = met_policy();
    EXPECT_EQ(met.attendance.basis, AttendanceBasis::victim_wishes);
    EXPECT_THAT(met.attendance.in_words, HasSubstr("whenever the victim wishes"));
    EXPECT_THAT(met.consulted, HasSubstr("not consulted"));
    EXPECT_EQ(met.version, "met-2014.1");
}

/// "target to attend 70% of crimes".
TEST(Policy, finding_H2_the_share_of_crimes_to_attend_is_configuration) {
    EXPECT_EQ(hertfordshire_policy().attendance.target_share, 0.7);
    EXPECT_EQ(city_policy().attendance.target_share, std::nullopt);
}

}  // namespace
}  // namespace bluelamp::policy
