// SPDX-License-Identifier: Apache-2.0
/// Who this may be, as it is typed: by number, address, name and registration.
#include "tests/policing/people/a_register.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class LookingUp : public ARegister {
   protected:
    void expect_refused(const LookUp& typed, const std::string& field) {
        const auto found = try_look(jo, typed);
        ASSERT_FALSE(found);
        EXPECT_EQ(found.error().code, ErrorCode::invalid);
        EXPECT_EQ(found.error().field, field);
        EXPECT_FALSE(found.error().message.empty());
    }
    /// The second call of Ruth, in which she was a victim as she was in the first.
    SubjectId a_repeat_victim() {
        const SubjectId person = known(ruth(), Role::victim);
        clock.advance(std::chrono::hours(24 * 30));
        link(say(a_call(), ruth(), Role::victim), person);
        return person;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, LookingUp, db::both_engines(), db::engine_name);

// "vulnerable and repeat victims are found by asking questions and by manual cross-referencing; the computer system
// does not support it" (Met letter, 2014)
TEST_P(LookingUp, finding_M6_recognises_a_repeat_victim_by_phone_by_address_and_by_name) {
    const SubjectId person = a_repeat_victim();
    for (const LookUp& typed : {by_phone("07700 900123"), by_address("Flat 2, 14 Long Lane"), by_name("Ruth Example"),
                                by_name("example ru")}) {
        const Hit hit = hit_of(person, typed);
        EXPECT_EQ(hit.title, "Ruth Example, born 3 May 1970");
        EXPECT_TRUE(hit.repeat);
        EXPECT_THAT(hit.repeat_why, ElementsAre("Victim 2 times in 365 days; the policy counts from 2."));
        EXPECT_EQ(hit.times, 2);
        EXPECT_THAT(hit.history, SizeIs(2));
        EXPECT_THAT(hit.why, Not(IsEmpty()));
    }
}

// The caller's history appears by phone, by address and by name, before anybody asks.
TEST_P(LookingUp, complaint_06_the_history_is_there_newest_first) {
    a_repeat_victim();
    const Found found = look(by_phone("+447700900123"));
    ASSERT_THAT(found.hits, SizeIs(2));
    for (const Hit& hit : found.hits) {
        ASSERT_THAT(hit.history, SizeIs(2));
        EXPECT_EQ(hit.history[0].record.reference, "contact 2 of 20 November");
        EXPECT_GT(hit.history[0].at, hit.history[1].at);
        EXPECT_EQ(hit.history[0].role, Role::victim);
    }
}

// The bug: of a call and its incident, known at one instant, whichever had the higher id was told.
TEST_P(LookingUp, tells_what_became_of_a_call_rather_than_the_call) {
    const tasks::About call{"contact", "ffffffff-0000-7000-8000-000000000001", "Call 1 of 20 November"};
    const tasks::About incident{"incident", "00000000-0000-7000-8000-000000000002", "Log 1 of 20 November"};
    say(call, ruth(), Role::victim);
    carry_on(call, incident, "Shouting");
    const Hit hit = look(by_phone("07700 900123")).hits.at(0);
    ASSERT_THAT(hit.history, SizeIs(1));
    EXPECT_EQ(hit.history[0].record.reference, "Log 1 of 20 November");
    EXPECT_EQ(hit.history[0].line, "Shouting");
    EXPECT_EQ(hit.times, 1);
}

TEST_P(LookingUp, finds_a_name_in_either_order_whatever_its_case_and_accents) {
    const SubjectId zoe = known(a_name("Zoë", "Café-Noël"));
    struct Row {
        const char* typed;
        Match match;
    };
    const Row table[] = {{"Zoë Café-Noël", Match::exact},
                         {"Café-Noël Zoë", Match::exact},
                         {"ZOE CAFE NOEL", Match::folded},
                         {"cafe-noel zoe", Match::folded},
                         {"  zoë   café-noël ", Match::folded},
                         {"zo", Match::begins},
                         {"Café-N", Match::begins},
                         {"noel zo", Match::begins}};
    for (const Row& row : table) {
        EXPECT_EQ(hit_of(zoe, by_name(row.typed)).match, row.match) << row.typed;
    }
    for (const char* other : {"zoe n", "afe", "zoe cafe noelle", "zo cafe"}) {
        EXPECT_THAT(titles(by_name(other)), IsEmpty()) << other;
    }
}

TEST_P(LookingUp, finds_a_name_that_was_said_with_given_and_family_name_swapped) {
    const SubjectId swapped = known(a_name("Example", "Ruth"));
    EXPECT_EQ(hit_of(swapped, by_name("Ruth Example")).match, Match::exact);
}

TEST_P(LookingUp, shows_exact_hits_first_then_folded_ones_then_beginnings) {
    known(a_name("Ann", "Smithson"));
    known(a_name("ANN", "SMITH"));
    known(a_name("Ann", "Smith"));
    known(a_name("Anna", "Smith"));
    EXPECT_THAT(titles(by_name("Ann Smith")), ElementsAre("Ann Smith", "ANN SMITH", "Ann Smithson"));
}

// Similarity must never push down or hide an exact hit (warrants were missed so).
TEST_P(LookingUp, complaint_18_an_exact_name_is_shown_however_many_are_like_it) {
    for (int i = 0; i < 30; ++i) {
        known(a_name("ANN", "SMITH"));
    }
    const SubjectId ann = known(a_name("Ann", "Smith"));
    LookUp typed = by_name("Ann Smith");
    typed.limit = 3;
    const Found found = look(typed);
    ASSERT_THAT(found.hits, SizeIs(3));
    EXPECT_TRUE(found.more);
    EXPECT_EQ(found.hits[0].subject, ann);
}

TEST_P(LookingUp, answers_a_popular_name_with_at_most_the_limit_and_says_that_there_are_more) {
    for (int i = 0; i < 40; ++i) {
        known(a_name("Given" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i), "Smith",
                     i == 7 ? "1980-01-02" : "1990-03-04"));
    }
    const Found found = look(by_name("smith"));
    EXPECT_THAT(found.hits, SizeIs(10));
    EXPECT_TRUE(found.more);
    const Found narrowed = look(born(by_name("smith"), "1980-01-02"));
    EXPECT_THAT(narrowed.hits, SizeIs(1));
    EXPECT_FALSE(narrowed.more);
    LookUp two = by_name("smith");
    two.limit = 2;
    EXPECT_THAT(look(two).hits, SizeIs(2));
}

TEST_P(LookingUp, a_date_of_birth_narrows_but_does_not_hide_whose_birth_nobody_knows) {
    known(a_name("Ruth", "Example", "1970-05-03"));
    known(a_name("Ruth", "Example", "1999-12-31"));
    known(a_name("Ruth", "Example"));
    EXPECT_THAT(titles(born(by_name("Ruth Example"), "1970-05-03")),
                ElementsAre("Ruth Example, born 3 May 1970", "Ruth Example"));
    EXPECT_THAT(titles(born({}, "1999-12-31")), ElementsAre("Ruth Example, born 31 December 1999"));
}

// The bug: a misheard date took the right person off her own number and address.
TEST_P(LookingUp, a_misheard_date_of_birth_takes_nobody_off_an_exact_number_or_address) {
    const SubjectId person = known(ruth());
    const SubjectId other = known(on_phone(a_name("Rhoda", "Example", "1970-05-13"), "07700 900123"));
    for (const LookUp& typed : {by_phone("07700 900123"), by_address("Flat 2, 14 Long Lane")}) {
        const Hit hit = hit_of(person, born(typed, "1970-05-13"));
        EXPECT_EQ(hit.match, Match::begins);
        EXPECT_THAT(hit.why, Contains("The date of birth is another: 3 May 1970."));
        EXPECT_EQ(hit_of(person, born(typed, "1970-05-03")).match,
                  typed.phone ? Match::exact : hit_of(person, typed).match);
    }
    std::vector<SubjectId> persons;
    for (const Hit& hit : look(born(by_phone("07700 900123"), "1970-05-13")).hits) {
        if (hit.kind == SubjectKind::person) {
            persons.push_back(hit.subject);
        }
    }
    EXPECT_THAT(persons, ElementsAre(other, person)) << "born that day first";
}

TEST_P(LookingUp, says_that_a_number_was_used_by_somebody_and_never_that_it_is_somebody) {
    const SubjectId person = known(ruth());
    const Mention again = say(a_call(), ruth());
    link(again, person);
    link(say(a_call(), on_phone(a_name("Ruth", "Example"), "07700 900456")), person);
    known(on_phone(a_name("Sam", "Sample"), "07700 900123"));
    const Hit number = hit_of(*again.phone, by_phone("07700 900123"));
    EXPECT_EQ(number.kind, SubjectKind::phone);
    EXPECT_EQ(number.match, Match::exact);
    EXPECT_THAT(number.why, ElementsAre("This number was used by Ruth Example 2 times.",
                                        "This number was used by Sam Sample once."));
    EXPECT_THAT(number.used_with, SizeIs(2));
    EXPECT_EQ(number.used_with[0], person);
    EXPECT_THAT(hit_of(person, by_phone("07700 900123")).why,
                ElementsAre("This number was used by Ruth Example 2 times."));
    for (const Hit& hit : look(by_phone("07700 900123")).hits) {
        EXPECT_THAT(hit.why, Not(Contains(HasSubstr("This is"))));
    }
}

TEST_P(LookingUp, finds_a_number_exactly_or_by_six_digits_and_more) {
    known(ruth());
    for (const char* found : {"07700 900123", "+44 7700 900123", "077009", "0044 7700 90"}) {
        EXPECT_THAT(look(by_phone(found)).hits, SizeIs(2)) << found;
    }
    for (const char* not_found : {"07700", "07700 900124", "withheld"}) {
        EXPECT_THAT(look(by_phone(not_found)).hits, IsEmpty()) << not_found;
    }
    EXPECT_EQ(look(by_phone("077009")).hits[0].match, Match::begins);
}

TEST_P(LookingUp, finds_an_address_by_its_beginning_its_street_its_flat_and_its_postcode) {
    const Mention two = say(a_call(), ruth());
    say(a_call(), at_address({}, "Flat 3, 14 Long Lane", "EC1A 9HF"));
    say(a_call(), at_address({}, "20 Short Street", "SW1A 1AA"));
    struct Row {
        const char* typed;
        std::size_t hits;
        Match first;
    };
    const Row table[] = {{"Flat 2, 14 Long Lane, EC1A 9HF", 1, Match::exact},
                         {"flat 2 14 long lane ec1a9hf", 1, Match::folded},
                         {"Flat 2 14 LONG LANE", 1, Match::folded},
                         {"14 lon", 2, Match::begins},
                         {"long la", 2, Match::begins},
                         {"EC1A 9HF", 2, Match::folded},
                         {"ec1a", 2, Match::begins},
                         {"EC1A 9", 2, Match::begins},
                         {"Flat 2, 14 Long Lane, SW1A 1AA", 0, Match::begins},
                         {"16 Long Lane", 0, Match::begins}};
    for (const Row& row : table) {
        const Found found = look(by_address(row.typed));
        ASSERT_THAT(found.hits, SizeIs(row.hits)) << row.typed;
        if (row.hits > 0) {
            EXPECT_EQ(found.hits[0].match, row.first) << row.typed;
        }
    }
    EXPECT_EQ(look(by_address("Flat 2, 14 Long Lane")).hits[0].subject, two.address);
}

TEST_P(LookingUp, finds_a_vehicle_by_three_letters_and_more) {
    Said said = a_name("Ruth", "Example");
    said.registration = json::Text<20>{"AB12 CDE"};
    known(said);
    EXPECT_EQ(look(by_registration("AB12 CDE")).hits.at(0).match, Match::exact);
    EXPECT_EQ(look(by_registration("ab12cde")).hits.at(0).match, Match::folded);
    EXPECT_EQ(look(by_registration("ab1")).hits.at(0).match, Match::begins);
    EXPECT_THAT(look(by_registration("ab")).hits, IsEmpty());
    EXPECT_THAT(look(by_registration("AB12CDE")).hits, SizeIs(2)) << "the vehicle, and who was named with it";
}

TEST_P(LookingUp, whoever_several_fields_find_stands_first_with_all_reasons) {
    known(a_name("Ruth", "Example"));
    const SubjectId person = known(ruth());
    LookUp typed = by_name("Ruth Example");
    typed.phone = json::Text<60>{"07700 900123"};
    const Found found = look(typed);
    ASSERT_THAT(found.hits, SizeIs(3));
    EXPECT_EQ(found.hits[0].subject, person);
    EXPECT_THAT(found.hits[0].why, ElementsAre("This number was used by Ruth Example once.", "The name is the same."));
}

TEST_P(LookingUp, proposes_a_question_that_only_this_person_answers_and_never_says_the_answer) {
    const SubjectId person = known(ruth());
    EXPECT_EQ(hit_of(person, by_name("Ruth Example")).question, "What is your date of birth?");
    // Who has told the date of birth already is asked something else.
    EXPECT_EQ(hit_of(person, born(by_name("Ruth Example"), "1970-05-03")).question,
              "What is the postcode of your home?");
    // So is one of twins.
    known(a_name("Ruth", "Examples", "1970-05-03"));
    EXPECT_EQ(hit_of(person, by_name("Ruth Example")).question, "What is the postcode of your home?");
    const SubjectId unknown = known(a_name("Sam", "Sample"));
    EXPECT_EQ(hit_of(unknown, by_name("Sam Sample")).question, std::nullopt);
    const SubjectId housed = known(at_address(a_name("Tom", "Sample"), "1 High Street", "SW1A 1AA"));
    EXPECT_EQ(hit_of(housed, by_name("Tom Sample")).question, "What is the postcode of your home?");
}

TEST_P(LookingUp, counts_repeats_by_the_role_and_the_days_of_the_policy) {
    const SubjectId person = known(ruth());
    const Mention first_number = say(a_call(), ruth());
    link(first_number, person);
    EXPECT_FALSE(hit_of(person, by_name("Ruth Example")).repeat) << "twice a caller; the policy counts from 3";
    link(say(a_call(), ruth()), person);
    EXPECT_THAT(hit_of(person, by_name("Ruth Example")).repeat_why,
                ElementsAre("Caller 3 times in 365 days; the policy counts from 3."));
    EXPECT_THAT(hit_of(*first_number.phone, by_phone("07700900123")).repeat_why,
                ElementsAre("Caller 3 times in 365 days; the policy counts from 3."));
    EXPECT_THAT(hit_of(*first_number.address, by_address("14 Long Lane")).repeat_why,
                ElementsAre("Named 3 times in 365 days; the policy counts from 3."));
    policy.repeat.caller_times = 4;
    EXPECT_FALSE(hit_of(person, by_name("Ruth Example")).repeat);
    policy.repeat.caller_times = 3;
    clock.advance(std::chrono::hours(24 * 366));
    const Hit later = hit_of(person, by_name("Ruth Example"));
    EXPECT_FALSE(later.repeat);
    EXPECT_EQ(later.times, 0);
    EXPECT_THAT(later.history, SizeIs(3));
}

// The bug: a number that rang 300 times was said to have rung 200 times.
TEST_P(LookingUp, says_or_more_where_it_counts_no_further) {
    const Said number = on_phone({}, "07700 900123");
    const auto rings = [&](int times) {
        const auto done = write([&](db::Transaction& tx) -> Result<void> {
            for (int i = 0; i < times; ++i) {
                TRY(mention(tx, act(jo), {a_call(), Role::caller, number}, team, 0));
            }
            return {};
        });
        ASSERT_TRUE(done) << access::why(done);
    };
    rings(199);
    const SubjectId phone = *say(a_call(), ruth()).phone;
    EXPECT_THAT(hit_of(phone, by_phone("07700900123")).repeat_why,
                ElementsAre("Caller 200 times or more in 365 days; the policy counts from 3."));
    clock.advance(std::chrono::hours(24 * 366));
    rings(199);
    EXPECT_THAT(hit_of(phone, by_phone("07700900123")).repeat_why,
                ElementsAre("Caller 199 times in 365 days; the policy counts from 3."));
}

TEST_P(LookingUp, refuses_one_letter_unless_something_else_is_typed) {
    known(ruth());
    expect_refused(by_name("r"), "name");
    expect_refused(by_name("R."), "name");
    expect_refused({}, "name");
    LookUp both = by_name("r");
    both.phone = json::Text<60>{"07700 900123"};
    EXPECT_THAT(look(both).hits, SizeIs(2));
    EXPECT_THAT(titles(born(by_name("r"), "1970-05-03")), SizeIs(1));
    EXPECT_THAT(titles(by_name("ru")), SizeIs(1));
}

TEST_P(LookingUp, refuses_a_birth_in_the_future_and_a_limit_out_of_range) {
    expect_refused(born(by_name("Ruth"), "2026-11-21"), "date_of_birth");
    for (const std::int64_t limit : {0, 51}) {
        LookUp typed = by_name("Ruth");
        typed.limit = limit;
        expect_refused(typed, "limit");
    }
}

TEST_P(LookingUp, finds_nothing_in_nonsense) {
    known(ruth());
    for (const char* typed : {"??", "%_", "' OR 1=1 --", "\xF0\x9F\x98\x80\xF0\x9F\x98\x80"}) {
        LookUp all = by_name(typed);
        all.address = json::Text<300>{typed};
        all.registration = json::Text<20>{typed};
        all.phone = json::Text<60>{"++"};
        EXPECT_THAT(look(all).hits, IsEmpty()) << typed;
    }
}

// Behind more people of his name than are read, the one whose address was said too was not shown.
TEST_P(LookingUp, whoever_fits_both_fields_stands_first_however_many_have_his_name) {
    for (int day = 1; day <= 28; ++day) {
        known(a_name("John", "Smith", fmt::format("1970-01-{:02}", day)));
    }
    const SubjectId he = known(at_address(a_name("John", "Smith", "1980-05-03"), "14 Long Lane", "EC1A 9HF"));
    LookUp typed = by_name("john smith");
    typed.address = json::Text<300>{"14 long"};
    const Found found = look(typed);
    ASSERT_FALSE(found.hits.empty());
    EXPECT_EQ(found.hits[0].subject, he);
    EXPECT_TRUE(found.more);
}

}  // namespace
}  // namespace bluelamp::people
