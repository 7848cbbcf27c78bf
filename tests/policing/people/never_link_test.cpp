// SPDX-License-Identifier: Apache-2.0
/// Who is hidden from whom: never proposed, never joined, never shown together, and nobody is told why.
#include <cmath>

#include "policing/people/read_mentions.hpp"
#include "tests/policing/people/a_review.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Hidden : public AReview {
   protected:
    /// He hit her at their home; she called from their telephone, and lives elsewhere by now.
    void SetUp() override {
        AReview::SetUp();
        if (IsSkipped()) {
            return;
        }
        him = known(
            on_phone(at_address(a_name("John", "Example", "1968-01-02"), "14 Long Lane", "EC1A 9HF"), "07700 900123"),
            Role::suspect);
        her = known(
            on_phone(at_address(a_name("Joan", "Example", "1970-05-03"), "14 Long Lane", "EC1A 9HF"), "07700 900123"),
            Role::victim);
        clock.advance(std::chrono::hours(48));
    }
    void she_calls_from_elsewhere() {
        clock.advance(std::chrono::hours(1));
        const tasks::About call = a_call();
        link(say(call, on_phone(at_address(a_name("Joan", "Example"), "9 New Road", "N1 9ZZ"), "07700 900999"),
                 Role::victim),
             her);
        link(say(a_call(), on_phone(at_address(a_name("Joan", "Example"), "9 New Road", "N1 9ZZ"), "07700 900123"),
                 Role::victim),
             her);
        const auto done = write([&](db::Transaction& tx) -> Result<bool> {
            TRY(involve(tx, act(jo),
                        {SubjectKind::person,
                         her,
                         Role::victim,
                         call,
                         clock.now(),
                         "Concern for safety, 9 New Road",
                         team,
                         0,
                         {}}));
            return true;
        });
        ASSERT_TRUE(done) << why(done);
    }
    std::string answer(const LookUp& typed) { return json::to_text(look(stranger(), typed)); }
    static LookUp his(LookUp typed) {
        typed.name = json::Text<200>{"John Example"};
        return typed;
    }
    SubjectId him, her;
};
INSTANTIATE_TEST_SUITE_P(Engines, Hidden, db::both_engines(), db::engine_name);

TEST_P(Hidden, complaint_37_a_search_on_the_offender_leads_to_no_new_address_and_to_no_victim) {
    hide(her, him, Hiding::relocated_victim);
    she_calls_from_elsewhere();
    LookUp address_and_number = by_address("14 Long Lane");
    address_and_number.phone = json::Text<60>{"07700 900123"};
    for (const LookUp& typed : {by_name("John Example"), by_name("Example"), by_name("Jo Example"),
                                by_phone("07700 900123"), by_address("14 Long Lane"), by_address("EC1A 9HF"),
                                address_and_number, his(by_phone("07700 900123")), his(by_address("14 Long Lane"))}) {
        const std::string told = answer(typed);
        EXPECT_THAT(told, Not(HasSubstr(her.text()))) << json::to_text(typed);
        EXPECT_THAT(told, Not(HasSubstr("Joan"))) << json::to_text(typed);
        EXPECT_THAT(told, Not(HasSubstr("New Road"))) << json::to_text(typed);
        EXPECT_THAT(told, Not(HasSubstr("900999"))) << json::to_text(typed);
    }
    EXPECT_THAT(answer(by_name("John Example")), HasSubstr(him.text()));
    const auto place = read([&](db::Reader& reader) { return last_place_of(reader, force, "07700 900123"); });
    ASSERT_TRUE(place && *place) << why(place);
    EXPECT_EQ((*place)->text, "14 Long Lane") << "a silent call from what was their telephone sends nobody to her";
}

TEST_P(Hidden, complaint_37_whoever_is_recognised_is_never_the_one_who_is_hidden) {
    const auto finder = recogniser(std::make_shared<Recognition>());
    const auto recognised = [&](const LookUp& typed) {
        const auto found =
            read([&](db::Reader& reader) { return look_up(reader, act(stranger()), policy, *finder, typed); });
        EXPECT_TRUE(found) << why(found);
        return json::to_text(found.value_or(Found{}));
    };
    LookUp misheard = by_address("14 Long Lane, EC1A 9HF");
    misheard.name = json::Text<200>{"Jon Exampel"};
    misheard.phone = json::Text<60>{"07700 900123"};
    EXPECT_THAT(recognised(misheard), HasSubstr(her.text())) << "found by the household until she is hidden";
    hide(her, him, Hiding::relocated_victim);
    she_calls_from_elsewhere();
    EXPECT_THAT(recognised(misheard), HasSubstr(him.text()));
    for (const LookUp& typed : {misheard, his(by_phone("07700 900123")), by_phone("07700 900123"),
                                his(by_address("14 Long Lane, EC1A 9HF"))}) {
        EXPECT_THAT(recognised(typed), Not(HasSubstr(her.text()))) << json::to_text(typed);
        EXPECT_THAT(recognised(typed), Not(HasSubstr("New Road"))) << json::to_text(typed);
    }
}

TEST_P(Hidden, complaint_37_she_is_found_by_her_own_name_without_what_was_said_since) {
    hide(her, him, Hiding::relocated_victim);
    she_calls_from_elsewhere();
    const std::string told = answer(by_name("Joan Example"));
    EXPECT_THAT(told, HasSubstr(her.text()));
    EXPECT_THAT(told, Not(HasSubstr("New Road")));
    const Person shown = read_as(stranger(), her);
    EXPECT_THAT(json::to_text(shown), Not(HasSubstr("New Road")));
    EXPECT_THAT(json::to_text(shown), Not(HasSubstr("900999")));
    EXPECT_THAT(shown.history, SizeIs(1));
    EXPECT_THAT(json::to_text(read_as(with(2, ","), her)), HasSubstr("9 New Road")) << "cleared for it";
    EXPECT_THAT(json::to_text(read_as(with(0, "," + team + ","), her)), HasSubstr("9 New Road"))
        << "of the team whose record it is";
}

TEST_P(Hidden, complaint_37_what_was_said_in_a_record_leaves_out_where_she_is) {
    hide(her, him, Hiding::relocated_victim);
    clock.advance(std::chrono::hours(1));
    const Mention said = say(a_call(), on_phone(at_address(a_name("Joan", "Example"), "9 New Road"), "07700 900999"));
    link(said, her);
    const auto read_by = [&](const access::Actor& who) {
        const auto mentions =
            read([&](db::Reader& reader) { return read_mentions(reader, act(who), {json::Text<60>{said.record.id}}); });
        EXPECT_TRUE(mentions) << why(mentions);
        return json::to_text(mentions.value_or(Mentions{}));
    };
    EXPECT_THAT(read_by(stranger()), HasSubstr("Joan"));
    EXPECT_THAT(read_by(stranger()), Not(HasSubstr("New Road")));
    EXPECT_THAT(read_by(stranger()), Not(HasSubstr("900999")));
    EXPECT_THAT(read_by(jo), HasSubstr("9 New Road")) << "whose team's record it is";
}

TEST_P(Hidden, complaint_37_a_household_leads_to_her_neither_by_number_nor_by_address) {
    hide(her, {}, Hiding::relocated_victim);
    she_calls_from_elsewhere();
    for (const LookUp& typed :
         {by_phone("07700 900123"), by_phone("07700 900999"), by_address("9 New Road"), by_address("14 Long Lane")}) {
        EXPECT_THAT(answer(typed), Not(HasSubstr(her.text()))) << json::to_text(typed);
    }
}

TEST_P(Hidden, protected_persons_are_shown_beside_nobody_they_are_hidden_from) {
    const SubjectId before = known(a_name("Joan", "Other", "1970-05-03"));
    hide(her, before, Hiding::protected_person);
    const auto both = look(by_name("Joan")).hits;
    ASSERT_THAT(both, SizeIs(1));
    EXPECT_EQ(both[0].subject, before);
    const auto hers = look(by_name("Joan Example")).hits;
    ASSERT_THAT(hers, SizeIs(1));
    EXPECT_EQ(hers[0].subject, her);
}

TEST_P(Hidden, a_former_identity_is_never_shown_with_the_one_that_was_recognised) {
    const SubjectId now = known(on_phone(a_name("James", "Example", "1970-05-03"), "07700 900123"));
    hide(her, now, Hiding::gender_recognition);
    const std::string told = answer(by_phone("07700 900123"));
    EXPECT_THAT(told, HasSubstr(now.text()));
    EXPECT_THAT(told, Not(HasSubstr(her.text())));
    LookUp typed;
    typed.date_of_birth = *parse_date("1970-05-03");
    EXPECT_THAT(answer(typed), Not(HasSubstr(her.text())));
}

TEST_P(Hidden, persons_are_never_proposed_and_never_joined_and_the_refusal_tells_nothing) {
    const SubjectId third = known(a_name("Rolf", "Other")), fourth = known(a_name("Rosa", "Other"));
    alike(her, him, 0.9);
    alike(her, third, 0.8);
    find();
    EXPECT_THAT(listed(reg), SizeIs(2));
    const ReviewPair proposed = listed(reg).front();
    hide(her, him, Hiding::protected_person);
    EXPECT_THAT(listed(reg), IsEmpty()) << "what waited waits no more";
    EXPECT_FALSE(accept(proposed));
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        return decide(tx, act(reg), {third, fourth, Verdict::different, "Seen together", {}});
    }));
    const auto ordinary = try_join(third, fourth), kept_apart = try_join(her, him);
    ASSERT_FALSE(ordinary);
    ASSERT_FALSE(kept_apart);
    EXPECT_EQ(kept_apart.error().code, ordinary.error().code);
    EXPECT_EQ(kept_apart.error().field, ordinary.error().field);
    EXPECT_EQ(kept_apart.error().message, ordinary.error().message);
    const auto with_a_stranger = try_join(her, fourth);
    ASSERT_FALSE(with_a_stranger);
    EXPECT_EQ(with_a_stranger.error().message, ordinary.error().message);
    EXPECT_THAT(with_a_stranger.error().message, Not(HasSubstr("apart"))) << "which of all causes it was is not told";
}

TEST_P(Hidden, somebody_sets_and_ends_it_with_a_reason_and_few_may_know) {
    const NeverLink made = hide(her, him, Hiding::protected_person);
    EXPECT_EQ(made.visibility, 2);
    EXPECT_EQ(journal_rows().back().action, "never_link.set");
    EXPECT_EQ(journal_rows().back().visibility, 2);
    const auto listed_by = [&](const access::Actor& who) {
        return read([&](db::Reader& reader) { return list_never_links(reader, act(who), {}); });
    };
    ASSERT_TRUE(listed_by(reg));
    EXPECT_THAT(listed_by(reg)->items, SizeIs(1));
    EXPECT_EQ(listed_by(jo).error().code, ErrorCode::forbidden);
    access::Actor elsewhere = reg;
    elsewhere.clearance = {0, ","};
    EXPECT_THAT(listed_by(elsewhere)->items, IsEmpty());
    const auto twice = try_hide({her, him, Hiding::protected_person, {"Again"}, {}, {}, {}});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::conflict);
    const auto ended = write([&](db::Transaction& tx) {
        return remove_never_link(tx, act(reg), {made.id, {"The order was lifted"}});
    });
    ASSERT_TRUE(ended) << why(ended);
    EXPECT_THAT(listed_by(reg)->items, IsEmpty());
    EXPECT_THAT(answer(by_phone("07700 900123")), HasSubstr(her.text()));
}

TEST_P(Hidden, nobody_is_hidden_who_is_joined_or_without_what_it_needs) {
    const LocalDate today = in_london(clock.now()).date;
    struct Wrong {
        NewNeverLink wanted;
        std::string field;
    };
    for (const Wrong& each :
         std::vector<Wrong>{{{her, him, Hiding::relocated_victim, {"Moved"}, {}, {}, {}}, "since"},
                            {{her, him, Hiding::protected_person, {"Moved"}, today, {}, {}}, "since"},
                            {{her, him, Hiding::relocated_victim, {"Moved"}, plus_days(today, 1), {}, {}}, "since"},
                            {{her, her, Hiding::protected_person, {"Moved"}, {}, {}, {}}, "other"},
                            {{her, him, Hiding::protected_person, {" "}, {}, {}, {}}, "reason"},
                            {{her, him, Hiding::protected_person, {"Moved"}, {}, today, {}}, "review_on"},
                            {{her, him, Hiding::protected_person, {"Moved"}, {}, {}, 3}, "visibility"}}) {
        const auto refused = try_hide(each.wanted);
        ASSERT_FALSE(refused) << each.field;
        EXPECT_EQ(refused.error().field, each.field);
    }
    join(her, known(a_name("Joan", "Exampel")));
    const auto joined = try_hide({her, him, Hiding::protected_person, {"Moved"}, {}, {}, {}});
    ASSERT_FALSE(joined);
    EXPECT_EQ(joined.error().code, ErrorCode::conflict);
}

// The line of her record told the new address to the whole team whose log it is, under the number they had in common.
TEST_P(Hidden, complaint_37_the_history_of_a_number_or_of_him_says_no_place_of_hers_even_to_the_owner_of_the_record) {
    hide(her, him, Hiding::relocated_victim);
    clock.advance(std::chrono::hours(1));
    const tasks::About call = a_call(), incident = a_record("incident");
    link(say(call, on_phone(at_address(a_name("Joan", "Example"), "9 New Road", "N1 9ZZ"), "07700 900123"),
             Role::victim),
         her);
    link(say(call, a_name("John", "Example"), Role::suspect), him);
    carry_on(call, incident, "Concern for safety, 9 New Road");
    const auto history = [&](const access::Actor& who, const LookUp& typed) {
        std::string told;
        for (const Hit& hit : look(who, typed).hits) {
            told += json::to_text(hit.history);
        }
        return told;
    };
    for (const LookUp& typed : {by_phone("07700 900123"), by_name("John Example")}) {
        EXPECT_THAT(history(jo, typed), HasSubstr(incident.reference)) << json::to_text(typed);
        EXPECT_THAT(history(jo, typed), Not(HasSubstr("New Road"))) << json::to_text(typed);
        EXPECT_THAT(history(reg, typed), HasSubstr("9 New Road")) << "who keeps them apart knows it";
    }
    EXPECT_THAT(history(jo, by_name("Joan Example")), HasSubstr("9 New Road")) << "her own, of the team whose it is";
}

// A person was hidden who was joined with a record that the actor does not see.
TEST_P(Hidden, nobody_is_hidden_who_is_joined_with_a_record_out_of_sight) {
    const SubjectId secret = known(a_name("Joan", "Exampel"), Role::victim, 2);
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        access::Actor cleared = reg;
        cleared.clearance.level = 2;
        return decide(tx, act(cleared), {her, secret, Verdict::same, "Her sister said so", {}});
    }));
    reg.clearance = {0, ",role:registrar,"};
    const auto joined = try_hide({her, him, Hiding::protected_person, {"Moved"}, {}, {}, {}});
    ASSERT_FALSE(joined);
    EXPECT_EQ(joined.error().code, ErrorCode::conflict);
}

// A pair with somebody hidden was told of as work, and kept the reviewers from being told of the next one.
TEST_P(Hidden, pairs_that_nobody_may_decide_do_not_count_as_work_that_waits) {
    const SubjectId third = known(a_name("Rolf", "Other")), fourth = known(a_name("Rosa", "Other"));
    hide(her, {}, Hiding::protected_person);
    alike(her, third, 0.8);
    find();
    const auto told = [&] {
        const auto inbox = read([&](db::Reader& reader) { return tasks::read_inbox(reader, act(reg), {}); });
        EXPECT_TRUE(inbox) << why(inbox);
        return std::ranges::count(inbox->items, "people_review", [](const auto& each) { return each.about.kind; });
    };
    EXPECT_EQ(told(), 0);
    likeness.clear();
    alike(third, fourth, 0.7);
    link(say(a_call(), a_name("Rosa", "Other", "1970-05-03")), fourth);
    find();
    EXPECT_THAT(listed(reg), SizeIs(1));
    EXPECT_EQ(told(), 1);
}

// She stood beside the others with no probability and no reasons: whoever saw that knew.
TEST_P(Hidden, persons_found_by_their_name_are_weighed_like_any_other) {
    const auto finder = recogniser(std::make_shared<Recognition>());
    const auto hits = [&](const LookUp& typed) {
        std::map<SubjectId, Hit> out;
        const auto found =
            read([&](db::Reader& reader) { return look_up(reader, act(stranger()), policy, *finder, typed); });
        EXPECT_TRUE(found) << why(found);
        for (const Hit& hit : found.value_or(Found{}).hits) {
            out[hit.subject] = hit;
        }
        return out;
    };
    const SubjectId namesake = known(on_phone(a_name("Joan", "Example", "1981-07-09"), "07700 900456"));
    LookUp born = by_name("Joan Example"), number = by_name("Joan Example");
    born.date_of_birth = *parse_date("1970-05-03");
    number.phone = json::Text<60>{"07700 900123"};
    const auto by_name_before = hits(by_name("Joan Example")), by_birth_before = hits(born);
    hide(her, {}, Hiding::protected_person);
    const auto by_name_after = hits(by_name("Joan Example")), by_birth_after = hits(born);
    for (const auto& [before, after] : {std::pair(by_name_before, by_name_after), {by_birth_before, by_birth_after}}) {
        ASSERT_TRUE(before.contains(her) && after.contains(her));
        ASSERT_TRUE(before.at(her).probability && after.at(her).probability);
        EXPECT_NEAR(*after.at(her).probability, *before.at(her).probability, 1e-3)
            << "but for those whom the engine looks further for when she is not among the rest";
        EXPECT_EQ(after.at(her).match, before.at(her).match);
        EXPECT_EQ(after.at(her).why, before.at(her).why);
        EXPECT_EQ(json::to_text(after.at(her).waterfall), json::to_text(before.at(her).waterfall));
    }
    EXPECT_NEAR(*by_name_after.at(namesake).probability, *by_name_before.at(namesake).probability, 1e-4);
    const auto with_number = hits(number);
    ASSERT_TRUE(with_number.contains(her) && with_number.at(her).probability && with_number.at(her).waterfall);
    EXPECT_EQ(json::to_text(with_number.at(her).waterfall), json::to_text(by_name_after.at(her).waterfall))
        << "a number counts neither for her nor against her";
    double weight = with_number.at(her).waterfall->prior, sum = 0;
    for (const auto& step : with_number.at(her).waterfall->steps) {
        weight += step.weight;
    }
    EXPECT_NEAR(weight, with_number.at(her).waterfall->weight, 1e-4);
    for (const auto& [person, hit] : with_number) {
        sum += hit.probability.value_or(0);
    }
    EXPECT_LE(sum, 1.0001);
}

TEST_P(Hidden, persons_who_are_not_shown_take_no_probability_from_the_one_who_is) {
    const auto finder = recogniser(std::make_shared<Recognition>());
    const SubjectId namesake = known(a_name("Joan", "Example", "1981-07-09"));
    hide(her, namesake, Hiding::protected_person);
    const auto found = read(
        [&](db::Reader& reader) { return look_up(reader, act(stranger()), policy, *finder, by_name("Joan Example")); });
    ASSERT_TRUE(found) << why(found);
    ASSERT_FALSE(found->hits.empty());
    const Hit& shown = found->hits.front();
    EXPECT_EQ(shown.subject, namesake);
    ASSERT_TRUE(shown.probability && shown.waterfall);
    double all = 1;  // nobody on the register
    for (const Hit& hit : found->hits) {
        EXPECT_NE(hit.subject, her);
        all += hit.waterfall ? std::exp2(hit.waterfall->weight) : 0;
    }
    EXPECT_NEAR(*shown.probability, std::exp2(shown.waterfall->weight) / all, 1e-3);
}

// "This stands already" told a keeper of an entry that was not for him to know of.
TEST_P(Hidden, an_entry_out_of_sight_is_not_told_of_to_who_sets_the_same) {
    hide(her, him, Hiding::protected_person);
    const access::Actor cleared = reg;
    const NewNeverLink same{her, him, Hiding::protected_person, {"Again"}, {}, {}, {}};
    reg.clearance = {0, ","};
    const auto again = try_hide(same);
    ASSERT_TRUE(again) << why(again);
    reg = cleared;
    const auto seen = try_hide(same);
    ASSERT_FALSE(seen);
    EXPECT_EQ(seen.error().code, ErrorCode::conflict);
    const auto ended = write([&](db::Transaction& tx) {
        return remove_never_link(tx, act(reg), {again->id, {"Set twice"}});
    });
    ASSERT_TRUE(ended) << why(ended);
    EXPECT_THAT(answer(by_phone("07700 900123")), Not(HasSubstr(her.text()))) << "the first one stands";
}

}  // namespace
}  // namespace bluelamp::people
