// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "engine/identity/find.hpp"
#include "tests/engine/identity/people.hpp"

namespace bluelamp::identity {
namespace {

using test::Person;

/// A town, and whom a test puts into it from record 100,000 on.
class IndexTest : public testing::Test {
   protected:
    IndexTest() {
        std::uint64_t id = 0;
        for (const Person& person : test::town(2, 400)) {
            ++id;
            index.put(id, id, person.written());
        }
    }
    static Written said(std::initializer_list<std::pair<Kind, std::string_view>> fields) {
        Written written;
        for (const auto& [kind, text] : fields) {
            written[kind] = text;
        }
        return written;
    }
    static constexpr std::uint64_t ours = 100'000;
    void put_ours() {
        index.put(ours, ours,
                  said({{Kind::given_name, "Katherine"},
                        {Kind::surname, "Dalrymple"},
                        {Kind::date_of_birth, "1975-03-09"},
                        {Kind::phone, "07700 900555"},
                        {Kind::address, "Flat 2, 22 Pattern Road"},
                        {Kind::postcode, "e20 1aa"}}));
    }
    std::vector<Candidate> look_up(std::initializer_list<std::pair<Kind, std::string_view>> fields) {
        return index.look_up(said(fields), {});
    }
    Index index{Model::standard()};
};

// "certain" was wrong three times in ten where a new register knew few of its callers.
TEST_F(IndexTest, a_name_says_less_where_few_callers_are_known) {
    put_ours();
    const Written typed = said({{Kind::full_name, "Katherine Dalrymple"}});
    const auto sure = [&](double known) {
        LookUpOptions options;
        options.known = known;
        const auto found = index.look_up(typed, options);
        return found.empty() ? 0 : found.front().probability;
    };
    EXPECT_DOUBLE_EQ(sure(0.75), index.look_up(typed, {}).front().probability);
    EXPECT_GT(sure(0.75), sure(0.3));
    EXPECT_GT(sure(0.3), sure(0.05));
    for (const double impossible : {0.0, 1.0, -3.0}) {
        EXPECT_GT(sure(impossible), 0) << impossible;
        EXPECT_LT(sure(impossible), 1) << impossible;
    }
}

TEST_F(IndexTest, finds_whoever_is_meant_by_whatever_is_typed) {
    put_ours();
    using Fields = std::initializer_list<std::pair<Kind, std::string_view>>;
    for (const Fields& fields :
         {Fields{{Kind::full_name, "Kate Dalrimple"}, {Kind::date_of_birth, "9 March 1975"}},
          Fields{{Kind::full_name, "Dalrymple Katherine"}, {Kind::phone, "+44 7700 900555"}},
          Fields{{Kind::full_name, "Katy Dalrymple"}, {Kind::address, "2/22 pattern rd"}},
          Fields{{Kind::given_name, "Katherine"}, {Kind::phone, "07700 900556"}, {Kind::postcode, "E20 1AA"}},
          Fields{{Kind::surname, "Dalrymple"}, {Kind::date_of_birth, "1975-09-03"}},
          Fields{{Kind::full_name, "K Dalrymple"}, {Kind::address, "flat 2 22 pattern road"}}}) {
        std::string typed;
        for (const auto& [kind, text] : fields) {
            typed += fmt::format("{}: {}; ", name(kind), text);
        }
        const auto found = index.look_up(said(fields), {});
        ASSERT_FALSE(found.empty()) << typed;
        EXPECT_EQ(found.front().person, ours) << typed;
        EXPECT_NE(found.front().level, Level::possible) << typed << found.front().probability;
    }
}

TEST_F(IndexTest, one_name_with_a_slip_finds_somebody_without_being_sure) {
    put_ours();
    for (const Kind kind : {Kind::full_name, Kind::surname}) {
        const auto found = look_up({{kind, "Dalrimple"}});
        ASSERT_FALSE(found.empty());
        EXPECT_EQ(found.front().person, ours);
        EXPECT_NE(found.front().level, Level::certain);
    }
}

TEST_F(IndexTest, a_stranger_with_a_common_name_is_not_taken_for_anybody) {
    put_ours();
    for (const Candidate& each :
         look_up({{Kind::full_name, "John Smith"}, {Kind::phone, "07700 900999"}, {Kind::postcode, "n1 1zz"}})) {
        EXPECT_EQ(each.level, Level::possible);
    }
}

TEST_F(IndexTest, probabilities_leave_room_for_nobody_and_explanations_add_up) {
    put_ours();
    const auto found = look_up({{Kind::full_name, "Ruth"}, {Kind::date_of_birth, "1975"}});
    double sum = 0;
    for (const Candidate& each : found) {
        sum += each.probability;
        double weight = each.why.prior;
        for (const Step& step : each.why.steps) {
            weight += step.weight;
        }
        EXPECT_DOUBLE_EQ(weight, each.why.weight);
    }
    EXPECT_LT(sum, 1);
}

TEST_F(IndexTest, what_one_may_not_see_is_not_found_and_weighs_nothing) {
    put_ours();
    LookUpOptions options;
    options.may_see = [](std::uint64_t record) { return record != ours; };
    for (const Candidate& each :
         index.look_up(said({{Kind::full_name, "Katherine Dalrymple"}, {Kind::phone, "07700 900555"}}), options)) {
        EXPECT_NE(each.person, ours);
        EXPECT_EQ(each.level, Level::possible);
    }
}

TEST_F(IndexTest, whom_one_may_not_see_does_not_end_the_search_for_others) {
    put_ours();
    constexpr std::uint64_t hidden = ours + 1;
    index.put(hidden, hidden,
              said({{Kind::full_name, "Kitty Dalrymple"}, {Kind::phone, "07700 900777"}, {Kind::postcode, "n1 1zz"}}));
    LookUpOptions options;
    options.may_see = [](std::uint64_t record) { return record != hidden; };
    const Written typed =
        said({{Kind::full_name, "Kitty Dalrymple"}, {Kind::phone, "07700 900777"}, {Kind::postcode, "n1 1zz"}});
    const auto with_her = index.look_up(typed, options);
    ASSERT_FALSE(with_her.empty());
    EXPECT_EQ(with_her.front().person, ours) << "found by a nickname alone";
}

TEST_F(IndexTest, a_record_put_again_and_again_is_still_found) {
    for (int i = 0; i < 3'000; ++i) {
        index.put(ours, ours,
                  said({{Kind::full_name, "Katherine Dalrymple"},
                        {Kind::phone, i % 2 == 0 ? "07700 900555" : "07700 900556"}}));
    }
    EXPECT_EQ(look_up({{Kind::full_name, "Katherine Dalrymple"}}).front().person, ours);
    EXPECT_EQ(look_up({{Kind::phone, "07700 900556"}, {Kind::full_name, "K Dalrymple"}}).front().person, ours);
}

TEST(Finder, never_reads_more_than_a_bound_however_popular_a_value_is) {
    Records records;
    Finder finder;
    Written said;
    said[Kind::full_name] = "John Smith";
    said[Kind::phone] = "020 7946 0000";
    said[Kind::address] = "1 High Street";
    for (int i = 0; i < 20'000; ++i) {
        finder.file(records, records.add(records.make(said)));
    }
    for (const Kind kind : {Kind::full_name, Kind::phone, Kind::address}) {
        Written typed;
        typed[kind] = said[kind];
        Records own;
        const Record asked = records.ask(typed, own);
        constexpr std::size_t bound = 2'000;
        EXPECT_LE(finder.find(records, Values(records, &own), asked, Finder::Reach::far).size(), bound);
    }
}

TEST(SmallIndex, an_equal_number_says_more_than_a_nearly_equal_one) {
    Index index(Model::standard());
    const auto put = [&](std::uint64_t id, std::string_view name, std::string_view phone) {
        Written written;
        written[Kind::full_name] = name;
        written[Kind::phone] = phone;
        index.put(id, id, written);
    };
    put(1, "Ruth Example", "07700 900123");
    put(2, "Ruth Example", "07700 900124");
    put(3, "Amira Sample", "07700 900555");
    put(4, "Peter Drama", "");
    Written typed;
    typed[Kind::full_name] = "Ruth Example";
    typed[Kind::phone] = "07700 900123";
    EXPECT_EQ(index.look_up(typed, {}).front().record, 1U);
}

TEST_F(IndexTest, removing_a_record_leaves_everything_as_it_was) {
    const auto fields = {std::pair{Kind::full_name, std::string_view("Ruth Examplea")},
                         std::pair{Kind::date_of_birth, std::string_view("1950")}};
    const auto before = look_up(fields);
    put_ours();
    index.remove(ours);
    index.remove(ours);
    const auto after = look_up(fields);
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        EXPECT_EQ(after[i].person, before[i].person);
        EXPECT_DOUBLE_EQ(after[i].probability, before[i].probability);
    }
    for (const Candidate& each : look_up({{Kind::full_name, "Katherine Dalrymple"}})) {
        EXPECT_NE(each.person, ours);
    }
}

TEST_F(IndexTest, a_phone_of_five_thousand_persons_hides_nobody_and_tells_nothing) {
    for (std::uint64_t i = 0; i < 5'000; ++i) {
        const std::string given = fmt::format("guest{}", i);
        index.put(200'000 + i, 200'000 + i, said({{Kind::given_name, given}, {Kind::phone, "020 7946 0000"}}));
    }
    put_ours();
    const auto found = look_up({{Kind::full_name, "Katherine Dalrymple"}, {Kind::phone, "020 7946 0000"}});
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().person, ours);
    EXPECT_LE(look_up({{Kind::phone, "020 7946 0000"}}).size(), 10U);
}

TEST_F(IndexTest, twins_are_both_proposed_and_neither_is_certain) {
    for (const std::uint64_t twin : {ours, ours + 1}) {
        index.put(twin, twin,
                  said({{Kind::given_name, twin == ours ? "Anna" : "Grace"},
                        {Kind::surname, "Dalrymple"},
                        {Kind::date_of_birth, "1999-02-11"},
                        {Kind::address, "22 Pattern Road"}}));
    }
    const auto found = look_up({{Kind::surname, "Dalrymple"}, {Kind::date_of_birth, "1999-02-11"}});
    ASSERT_GE(found.size(), 2U);
    EXPECT_NE(found[0].level, Level::certain);
    EXPECT_NEAR(found[0].probability, found[1].probability, 0.05);
}

TEST_F(IndexTest, what_one_person_said_at_several_times_counts_together) {
    index.put(ours, ours, said({{Kind::full_name, "Katherine Dalrymple"}, {Kind::phone, "07700 900555"}}));
    index.put(ours + 1, ours, said({{Kind::full_name, "Kate Sample"}, {Kind::address, "22 Pattern Road"}}));
    const auto found = look_up(
        {{Kind::full_name, "Katherine Sample"}, {Kind::phone, "07700 900555"}, {Kind::address, "22 Pattern Road"}});
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().person, ours);
    EXPECT_EQ(found.front().level, Level::certain);
    EXPECT_TRUE(found.front().likewise.empty());
}

TEST_F(IndexTest, training_is_the_same_twice_and_keeps_finding) {
    put_ours();
    const std::string first = index.train()->version();
    EXPECT_EQ(index.train()->version(), first);
    const auto found = look_up({{Kind::full_name, "Kate Dalrimple"}, {Kind::date_of_birth, "1975-03-09"}});
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().person, ours);
}

TEST_F(IndexTest, likely_same_leaves_out_the_person_itself) {
    put_ours();
    index.put(ours + 1, ours + 1,
              said({{Kind::full_name, "Katharine Dalrymple"}, {Kind::date_of_birth, "1975-03-09"}}));
    const auto found = index.likely_same(ours, {});
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().person, ours + 1);
    for (const Candidate& each : found) {
        EXPECT_NE(each.person, ours);
    }
    EXPECT_TRUE(index.likely_same(424'242, {}).empty());
    EXPECT_FALSE(index.explain(ours, 424'242).has_value());
    EXPECT_GT(index.explain(ours, ours + 1)->weight, 0);
}

}  // namespace
}  // namespace bluelamp::identity
