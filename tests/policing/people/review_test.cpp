// SPDX-License-Identifier: Apache-2.0
/// Pairs that may be one person: found, decided by those whose work it is, and never decided by a score.
#include "tests/policing/people/a_review.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Review : public AReview {
   protected:
    void SetUp() override {
        AReview::SetUp();
        if (!IsSkipped()) {
            one = known(ruth());
            other = known(on_phone(a_name("Rut", "Exampel", "1970-05-03"), "07700 900123"));
            alike(one, other, 0.7);
        }
    }
    SubjectId one, other;
};
INSTANTIATE_TEST_SUITE_P(Engines, Review, db::both_engines(), db::engine_name);

TEST_P(Review, complaint_24_a_pair_waits_with_the_role_that_owns_it_and_nowhere_else) {
    find();
    EXPECT_THAT(listed(reg), SizeIs(1));
    for (const access::Actor& who : {jo, sue, cmu}) {
        const auto refused = try_list(who);
        ASSERT_FALSE(refused) << who.name;
        EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    }
    const auto told = [&](const access::Actor& who) {
        const auto inbox = read([&](db::Reader& reader) { return tasks::read_inbox(reader, act(who), {}); });
        EXPECT_TRUE(inbox) << why(inbox);
        return std::ranges::count(inbox->items, "people_review", [](const auto& each) { return each.about.kind; });
    };
    EXPECT_EQ(told(reg), 1);
    EXPECT_EQ(told(jo) + told(sue) + told(cmu), 0);
    policy.deciders.identity_review = "crime_recorder";
    EXPECT_FALSE(try_list(reg));
    EXPECT_THAT(listed(cmu), SizeIs(1)) << "the work follows the policy";
}

TEST_P(Review, shows_the_two_side_by_side_with_the_reasons) {
    find();
    const ReviewPair pair = the_pair();
    EXPECT_EQ(pair.model, "model-1");
    EXPECT_DOUBLE_EQ(pair.probability, 0.7);
    const auto shown = read([&](db::Reader& reader) { return read_review(reader, act(reg), policy, {pair.id}); });
    ASSERT_TRUE(shown) << why(shown);
    std::map<std::string, Agrees> agrees;
    for (const SideBySide& each : shown->compared) {
        agrees[each.what] = each.agrees;
    }
    EXPECT_EQ(agrees["Date of birth"], Agrees::yes);
    EXPECT_EQ(agrees["Family name"], Agrees::nearly);
    EXPECT_EQ(agrees["Given name"], Agrees::no) << "of which the model says nothing";
    EXPECT_EQ(agrees["Telephone numbers"], Agrees::yes);
    EXPECT_EQ(agrees["Addresses"], Agrees::unknown);
    ASSERT_THAT(shown->why.steps, SizeIs(1));
    EXPECT_DOUBLE_EQ(shown->why.prior + shown->why.steps[0].weight, shown->why.weight);
}

// Numbers one digit apart were told to differ, beside a model that said they are nearly equal.
TEST_P(Review, what_the_model_holds_for_nearly_the_same_is_shown_as_that) {
    const SubjectId third = known(on_phone(
        at_address(a_name("Rolf", "Example", "1970-06-03"), "Flat 3, 14 Long Lane", "EC1A 9HF"), "07700 900124"));
    likeness.clear();
    alike(one, third, 0.7);
    reasons = {{"telephone", "nearly equal", "", 3},
               {"address", "same street, the number or flat not quite, same postcode", "", 3},
               {"date of birth", "another month", "", 4},
               {"given name", "different", "", -3}};
    find();
    const auto shown = read([&](db::Reader& reader) { return read_review(reader, act(reg), policy, {the_pair().id}); });
    ASSERT_TRUE(shown) << why(shown);
    std::map<std::string, SideBySide> rows;
    for (const SideBySide& each : shown->compared) {
        rows[each.what] = each;
    }
    EXPECT_EQ(rows["Telephone numbers"].agrees, Agrees::nearly);
    EXPECT_EQ(rows["Telephone numbers"].level, "nearly equal");
    EXPECT_EQ(rows["Addresses"].agrees, Agrees::nearly);
    EXPECT_EQ(rows["Date of birth"].agrees, Agrees::nearly);
    EXPECT_EQ(rows["Date of birth"].level, "another month");
    EXPECT_EQ(rows["Given name"].agrees, Agrees::no);
    EXPECT_FALSE(rows["Given name"].level);
    EXPECT_EQ(rows["Family name"].agrees, Agrees::yes);
}

TEST_P(Review, the_engine_proposes_what_was_misheard_and_nobody_who_is_hidden) {
    Recognition recognition;
    const auto look_again = [&] {
        const auto more = look_for_pairs(database(), act(console), policy, recognition);
        EXPECT_TRUE(more) << why(more);
    };
    look_again();
    const ReviewPair pair = the_pair();
    EXPECT_EQ(std::minmax(pair.one.person, pair.other.person), std::minmax(one, other));
    const auto shown = read([&](db::Reader& reader) { return read_review(reader, act(reg), policy, {pair.id}); });
    ASSERT_TRUE(shown) << why(shown);
    double sum = shown->why.prior;
    for (const Reason& step : shown->why.steps) {
        sum += step.weight;
    }
    EXPECT_EQ(sum, shown->why.weight) << "to the last bit";
    ASSERT_TRUE(refuse(pair));
    const SubjectId third = known(on_phone(a_name("Ruth", "Exampel", "1970-05-03"), "07700 900123"));
    hide(third, {}, Hiding::protected_person);
    look_again();
    EXPECT_THAT(listed(reg), IsEmpty());
}

TEST_P(Review, takes_only_what_is_uncertain_and_once) {
    const SubjectId third = known(a_name("Rolf", "Example")), fourth = known(a_name("Rosa", "Example"));
    policy.review = {0.2, 0.9};
    alike(one, third, 0.1);
    alike(one, fourth, 0.95);
    find();
    find();
    EXPECT_THAT(listed(reg), SizeIs(1));
}

TEST_P(Review, goes_on_where_it_stopped_and_follows_what_is_scored_now) {
    find();
    likeness.clear();
    find();
    EXPECT_THAT(listed(reg), SizeIs(1)) << "nobody changed, so nobody was looked at";
    alike(one, other, 0.9);
    link(say(a_call(), on_phone(a_name("Ruth", "Example"), "07700 900789")), one);
    find();
    EXPECT_DOUBLE_EQ(the_pair().probability, 0.9);
    likeness.clear();
    link(say(a_call(), on_phone(a_name("Ruth", "Example"), "07700 900790")), one);
    find();
    EXPECT_THAT(listed(reg), IsEmpty());
}

TEST_P(Review, a_decision_outranks_every_later_score_until_it_is_taken_back) {
    find();
    const auto refused = refuse(the_pair());
    ASSERT_TRUE(refused) << why(refused);
    EXPECT_EQ(refused->model, "model-1");
    EXPECT_EQ(refused->probability, 0.7);
    alike(one, other, 0.999);
    link(say(a_call(), on_phone(a_name("Ruth", "Example"), "07700 900789")), one);
    find();
    EXPECT_THAT(listed(reg), IsEmpty());
    const auto joined = try_join(one, other);
    ASSERT_FALSE(joined);
    EXPECT_EQ(joined.error().code, ErrorCode::conflict);
    ASSERT_TRUE(split(*refused));
    EXPECT_THAT(listed(reg), SizeIs(1)) << "it waits again";
}

TEST_P(Review, accepting_joins_and_is_journalled_with_the_version_of_the_model) {
    find();
    const ReviewPair pair = the_pair();
    const auto accepted = accept(pair);
    ASSERT_TRUE(accepted) << why(accepted);
    EXPECT_THAT(hit_of(one, by_name("Rut")).also, ElementsAre(other));
    EXPECT_THAT(listed(reg), IsEmpty());
    const journal::Row row = journal_rows().back();
    EXPECT_EQ(row.action, "person.joined");
    EXPECT_THAT(*row.content, HasSubstr(R"("model":"model-1")"));
    EXPECT_FALSE(accept(pair)) << "decided once";
}

TEST_P(Review, refuses_an_older_version_of_a_pair) {
    find();
    const ReviewPair old = the_pair();
    alike(one, other, 0.9);
    link(say(a_call(), on_phone(a_name("Ruth", "Example"), "07700 900789")), one);
    for (auto& [pair, probability] : likeness) {
        probability = 0.8;
    }
    const auto postponed =
        decided(postpone_pair, PostponePair{old.id, plus_days(in_london(clock.now()).date, 7), {"The officer is away"}},
                old.version);
    ASSERT_TRUE(postponed) << why(postponed);
    const auto stale = accept(old);
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().code, ErrorCode::stale);
}

TEST_P(Review, a_postponed_pair_waits_again_on_its_day) {
    find();
    const ReviewPair pair = the_pair();
    const LocalDate today = in_london(clock.now()).date;
    const auto past = decided(postpone_pair, PostponePair{pair.id, today, {"Away"}}, pair.version);
    ASSERT_FALSE(past);
    EXPECT_EQ(past.error().field, "until");
    const auto done = decided(postpone_pair, PostponePair{pair.id, plus_days(today, 2), {"Away"}}, pair.version);
    ASSERT_TRUE(done) << why(done);
    EXPECT_THAT(listed(reg), IsEmpty());
    ASSERT_THAT(listed(reg, ReviewState::postponed), SizeIs(1));
    EXPECT_EQ(listed(reg, ReviewState::postponed)[0].postponed_because, "Away");
    clock.advance(std::chrono::hours(48));
    EXPECT_THAT(listed(reg), SizeIs(1));
}

TEST_P(Review, a_pair_is_seen_only_by_who_may_see_both) {
    const SubjectId secret = known(a_name("Ruth", "Example", "1970-05-03"), Role::victim, 2);
    alike(one, secret, 0.8);
    find();
    access::Actor low = reg;
    low.clearance = {0, ",role:registrar,"};
    EXPECT_THAT(listed(low), SizeIs(1));
    access::Actor high = reg;
    high.clearance = {2, ",role:registrar,"};
    ASSERT_THAT(listed(high), SizeIs(2));
    const auto shown =
        read([&](db::Reader& reader) { return read_review(reader, act(low), policy, {listed(high)[0].id}); });
    ASSERT_FALSE(shown);
    EXPECT_EQ(shown.error().code, ErrorCode::not_found);
}

TEST_P(Review, pages_the_surest_first) {
    for (int i = 0; i < 4; ++i) {
        alike(one, known(a_name("Rut" + std::to_string(i), "Example")), 0.5 + 0.1 * i);
    }
    find();
    std::vector<double> seen;
    std::optional<std::string> after;
    do {
        const auto page = try_list(reg, {{}, after, 2});
        ASSERT_TRUE(page) << why(page);
        for (const ReviewPair& pair : page->items) {
            seen.push_back(pair.probability);
        }
        after = page->next;
    } while (after);
    EXPECT_THAT(seen, ElementsAre(0.8, 0.7, 0.7, 0.6, 0.5));
    const auto wrong = try_list(reg, {{}, "elsewhere", {}});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().field, "after");
}

// Score and reasons were those of everything on the register, and reached reviewers who may not read it.
TEST_P(Review, a_pair_compared_by_what_was_said_in_a_restricted_record_is_for_who_may_see_that) {
    find();
    access::Actor low = reg, high = reg;
    low.clearance = {0, ",role:registrar,"};
    high.clearance = {2, ",role:registrar,"};
    const ReviewPair pair = the_pair();
    ASSERT_THAT(listed(low), SizeIs(1));
    const Mention restricted = say(a_call(), on_phone(a_name("Ruth", "Formername"), "07700 900777"), Role::victim, 2);
    link(restricted, one);
    const auto reads = [&](const access::Actor& who) {
        return read([&](db::Reader& reader) { return read_review(reader, act(who), policy, {pair.id}); });
    };
    EXPECT_THAT(listed(low), IsEmpty());
    const auto shown = reads(low);
    ASSERT_FALSE(shown);
    EXPECT_EQ(shown.error().code, ErrorCode::not_found);
    EXPECT_THAT(listed(high), SizeIs(1));
    EXPECT_TRUE(reads(high)) << why(reads(high));
    const SubjectId third = known(a_name("Rutt", "Example"));
    alike(one, third, 0.6);
    alike(third, other, 0.5);
    find();
    const auto page = read([&](db::Reader& reader) {
        return list_review(reader, act(low), policy, {ReviewState::waiting, {}, 1});
    });
    ASSERT_TRUE(page) << why(page);
    ASSERT_THAT(page->items, SizeIs(1)) << "a page is filled from behind those that are not shown";
    EXPECT_DOUBLE_EQ(page->items[0].probability, 0.5);
    EXPECT_FALSE(page->next);
    link(say(a_call(), on_phone(a_name("Ruth", "Formername"), "07700 900777"), Role::victim), one);
    EXPECT_THAT(listed(low), SizeIs(3)) << "said in an open record, too";
}

// Of two who were told apart one was joined with a third: that one and the other could be neither joined nor refused.
TEST_P(Review, a_pair_of_persons_told_apart_by_way_of_others_is_refused_and_gone) {
    const SubjectId third = known(a_name("Rutt", "Example", "1970-05-03"));
    find();
    ASSERT_TRUE(refuse(the_pair()));
    const PairDecision joined = join(one, third);
    likeness.clear();
    alike(third, other, 0.8);
    link(say(a_call(), on_phone(a_name("Rutt", "Example"), "07700 900789")), third);
    find();
    const ReviewPair pair = the_pair();
    const auto accepted = accept(pair);
    ASSERT_FALSE(accepted);
    EXPECT_EQ(accepted.error().code, ErrorCode::conflict);
    const auto refused = refuse(pair);
    ASSERT_TRUE(refused) << why(refused);
    EXPECT_THAT(listed(reg), IsEmpty());
    ASSERT_TRUE(split(joined));
    EXPECT_FALSE(try_join(third, other)) << "it stands when the join is taken back";
}

}  // namespace
}  // namespace bluelamp::people
