// SPDX-License-Identifier: Apache-2.0
/// Recognising among many, among records joined by a decision, and when others may see a record than before.
#include <chrono>

#include "policing/people/merge.hpp"
#include "tests/policing/people/a_memory.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::IsEmpty;

ImportedPerson on_the_switchboard(int number) {
    static constexpr const char* given[] = {"Nora", "Oscar", "Paula", "Quentin", "Rosa"};
    ImportedPerson row{"board-" + std::to_string(number), {}};
    const auto put = [&](identity::Kind kind, std::string text) {
        row.written[static_cast<std::size_t>(kind)] = std::move(text);
    };
    put(identity::Kind::given_name, given[number % 5]);
    put(identity::Kind::surname, fmt::format("Board{}{}", static_cast<char>('a' + number % 26), number / 26));
    put(identity::Kind::phone, "020 7946 0000");
    return row;
}

class RecognisingMany : public AMemory {
   protected:
    void a_switchboard(int persons) {
        constexpr int at_once = 2000;
        for (int from = 0; from < persons; from += at_once) {
            std::vector<ImportedPerson> rows;
            for (int i = from; i < std::min(from + at_once, persons); ++i) {
                rows.push_back(on_the_switchboard(i));
            }
            import(rows);
        }
    }
    double probability_of(const SubjectId& person, const LookUp& typed) {
        const auto hit = recognised(person, typed);
        return hit && hit->probability ? *hit->probability : 0;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, RecognisingMany, db::both_engines(), db::engine_name);

// "30,000 people on file, or 60 million, must not slow the name search noticeably."
// How long it takes is shown by bench/identity, that reading is bounded by plan_test and the engine's own tests; here
// that nobody is lost among many.
TEST_P(RecognisingMany, complaint_19_ten_times_as_many_people_hide_nobody) {
    a_town(500);
    const LookUp exact = by_name("Carol Harper"), misspelt = born(by_name("Karol Harpur"), "1972-09-01");
    const std::string first = recognise(exact).hits.at(0).title, second = recognise(misspelt).hits.at(0).title;
    a_switchboard(4500);
    EXPECT_EQ(recognise(exact).hits.at(0).title, first);
    EXPECT_EQ(memory->size(force), 5000U);
    EXPECT_EQ(recognise(misspelt).hits.at(0).title, second);
}

TEST_P(RecognisingMany, five_thousand_on_one_number_are_an_answer_as_short_as_any) {
    a_town();
    a_switchboard(5000);
    const LookUp number = by_phone("020 7946 0000");
    const Found all = recognise(number);
    EXPECT_TRUE(all.more);
    EXPECT_EQ(all.hits.size(), 10U);
    for (const Hit& hit : all.hits) {
        EXPECT_NE(hit.match, Match::certain) << "one of 5,000: " << hit.title;
    }
    const LookUp named = and_phone(by_name("Paula Boardf17"), "020 7946 0000");
    const Found one = recognise(named);
    ASSERT_FALSE(one.hits.empty());
    EXPECT_EQ(one.hits.front().title, "Paula Boardf17");
}

// A server that comes back with a large register works before it is read.
TEST_P(RecognisingMany, a_large_register_that_is_still_being_read_says_so_and_is_read_on) {
    constexpr int persons = 20'600;
    a_switchboard(persons);
    memory = std::make_shared<Recognition>();
    std::vector<double> shares;
    const auto begun = memory->catch_up(database(), force, [&](std::size_t profiles, double share) {
        shares.push_back(share);
        return profiles < 20'000;
    });
    ASSERT_TRUE(begun) << why(begun);
    EXPECT_LT(memory->size(force), static_cast<std::size_t>(persons));
    EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
    const LookUp somebody = by_name("Paula Boardf17");
    const std::size_t read = memory->size(force);
    EXPECT_THAT(recognise(somebody).note.value_or(""), testing::HasSubstr("still being read"));
    EXPECT_EQ(memory->size(force), read) << "who asks does not wait for it";
    const auto done = memory->catch_up(database(), force, [&](std::size_t, double share) {
        shares.push_back(share);
        return true;
    });
    ASSERT_TRUE(done) << why(done);
    EXPECT_EQ(memory->size(force), static_cast<std::size_t>(persons));
    EXPECT_DOUBLE_EQ(shares.back(), 1);
    const Found found = recognise(somebody);
    EXPECT_FALSE(found.note);
    ASSERT_FALSE(found.hits.empty());
    EXPECT_EQ(found.hits.front().title, "Paula Boardf17");
}

// One record knows the number, the other the address: once they are one person, both speak for him.
TEST_P(RecognisingMany, what_joined_records_say_counts_together_until_they_are_split) {
    a_town();
    const access::Actor reg = actor(a_person("reg", {"registrar"}).id);
    const SubjectId one = known(on_phone(a_name("Bill", "Thistlewood"), "07700 900321"));
    clock.advance(std::chrono::hours(1));
    const SubjectId other = known(at_address(a_name("W", "Thisselwood"), "Flat 3, 27 Orchard Row", "EC1A 9HF"));
    const LookUp typed =
        and_phone(and_address(by_name("Thistlewould"), "Flat 3, 27 Orchard Row", "EC1A 9HF"), "07700 900321");
    const auto likeliest = [&] { return std::max(probability_of(one, typed), probability_of(other, typed)); };
    const double apart = likeliest();
    const auto joined = write([&](db::Transaction& tx) {
        return decide(tx, act(reg), {one, other, Verdict::same, "Her sister said so", {}});
    });
    ASSERT_TRUE(joined) << why(joined);
    EXPECT_GT(probability_of(one, typed), apart) << "the older record stands for both";
    EXPECT_FALSE(recognised(other, typed));
    const auto pairs = read([&](db::Reader& reader) {
        return memory->likely_same(reader, {force, jo.clearance}, other);
    });
    ASSERT_TRUE(pairs) << why(pairs);
    EXPECT_THAT(pairs->persons, IsEmpty()) << "nobody is proposed to himself";
    const auto split = write([&](db::Transaction& tx) {
        return undo_decision(tx, act(reg), policy, {joined->id, {"Two people after all"}});
    });
    ASSERT_TRUE(split) << why(split);
    EXPECT_EQ(likeliest(), apart);
}

// The bug: records that are one person took the places of others, and nobody was told that there were more.
TEST_P(RecognisingMany, joined_records_take_one_place_and_the_others_are_not_lost) {
    const access::Actor reg = actor(a_person("reg", {"registrar"}).id);
    std::vector<SubjectId> persons;
    for (int i = 0; i < 7; ++i) {
        persons.push_back(known(a_name("Samuel", "Foldington", fmt::format("19{}-01-02", 50 + i))));
    }
    for (int i = 1; i < 4; ++i) {
        const auto joined = write([&](db::Transaction& tx) {
            return decide(tx, act(reg), {persons[0], persons[static_cast<std::size_t>(i)], Verdict::same, "One", {}});
        });
        ASSERT_TRUE(joined) << why(joined);
    }
    LookUp typed = by_name("Samuel Foldington");
    for (const std::int64_t limit : {1, 2, 3}) {
        typed.limit = limit;
        const Found found = look(typed);
        EXPECT_EQ(found.hits.size(), static_cast<std::size_t>(limit));
        EXPECT_TRUE(found.more) << limit << " of four persons";
    }
    typed.limit = 4;
    const Found all = look(typed);
    EXPECT_EQ(all.hits.size(), 4U);
    EXPECT_FALSE(all.more);
}

// Whoever names somebody more in a record says who may see it now; nobody needs to say it twice.
TEST_P(RecognisingMany, a_mention_in_a_record_that_is_narrower_by_now_hides_its_person_at_once) {
    const tasks::About call = a_call();
    const SubjectId person = new_person(say(call, ruth(), Role::victim));
    const LookUp typed = by_name("Ruth Exampel");
    ASSERT_TRUE(hit_in(recognise(stranger(), typed), person));
    say(call, a_name("Abel", "Example"), Role::witness, 2);
    EXPECT_FALSE(hit_in(recognise(stranger(), typed), person));
    EXPECT_TRUE(hit_in(recognise(jo, typed), person)) << "her team owns the record";
}

}  // namespace
}  // namespace bluelamp::people
