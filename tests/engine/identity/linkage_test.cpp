// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <map>
#include <numeric>
#include <set>

#include "tests/engine/identity/people.hpp"

namespace bluelamp::identity {
namespace {

using test::Person;

/// Clusters as sets of the places that the records had before they were shuffled.
std::vector<std::vector<std::size_t>> clusters_of(const std::vector<Person>& people,
                                                  const std::vector<std::size_t>& order) {
    Linkage linkage;
    for (const std::size_t place : order) {
        linkage.add(people[place].written());
    }
    const Linked linked = linkage.run({});
    std::map<std::uint32_t, std::vector<std::size_t>> by_cluster;
    for (std::size_t row = 0; row < order.size(); ++row) {
        by_cluster[linked.clusters[row]].push_back(order[row]);
    }
    std::vector<std::vector<std::size_t>> all;
    for (auto& [cluster, members] : by_cluster) {
        std::sort(members.begin(), members.end());
        all.push_back(std::move(members));
    }
    std::sort(all.begin(), all.end());
    return all;
}

TEST(Linkage, finds_the_same_clusters_in_whatever_order_records_came) {
    const std::vector<Person> people = test::town(5, 250);
    std::vector<std::size_t> order(people.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto expected = clusters_of(people, order);
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::shuffle(order.begin(), order.end(), std::mt19937(seed));
        ASSERT_EQ(clusters_of(people, order), expected) << "seed " << seed;
    }
}

TEST(Linkage, tells_who_is_who_in_a_town_of_households) {
    const std::vector<Person> people = test::town(9, 400);
    std::vector<std::size_t> order(people.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::size_t wrong = 0, right = 0;
    for (const auto& cluster : clusters_of(people, order)) {
        for (std::size_t i = 1; i < cluster.size(); ++i) {
            (people[cluster[i]].who == people[cluster[0]].who ? right : wrong) += 1;
        }
    }
    const std::size_t persons = people.back().who + 1;
    EXPECT_GE(right, (people.size() - persons) * 95 / 100);
    EXPECT_LE(wrong, people.size() / 100);
}

Written written(std::string_view given, std::string_view surname, std::string_view born, std::string_view address) {
    Written said;
    said[Kind::given_name] = given;
    said[Kind::surname] = surname;
    said[Kind::date_of_birth] = born;
    said[Kind::address] = address;
    return said;
}

/// Linked beside a town, so that there is something to count.
Linked with_town(std::initializer_list<Written> records) {
    Linkage linkage;
    for (const Written& record : records) {
        linkage.add(record);
    }
    for (const Person& person : test::town(3, 200)) {
        linkage.add(person.written());
    }
    LinkOptions options;
    options.model = Model::standard();
    return linkage.run(options);
}

TEST(Linkage, twins_and_father_and_son_stay_two) {
    const Linked linked = with_town({written("adam", "household", "1990-04-02", "7 fiction road"),
                                     written("eve", "household", "1990-04-02", "7 fiction road"),
                                     written("robert", "household", "1950-01-30", "7 fiction road"),
                                     written("robert", "household", "1981-11-12", "7 fiction road")});
    EXPECT_NE(linked.clusters[0], linked.clusters[1]) << "twins";
    EXPECT_NE(linked.clusters[2], linked.clusters[3]) << "father and son of one name";
}

TEST(Linkage, slips_nicknames_and_swapped_fields_are_one_person) {
    const Linked linked = with_town({written("katherine", "dalrymple", "1975-03-09", "22 pattern road"),
                                     written("kate", "dalrimple", "1975-09-03", "22 pattern rd"),
                                     written("dalrymple", "katherine", "1975-03-09", "")});
    EXPECT_EQ(linked.clusters[1], linked.clusters[0]);
    EXPECT_EQ(linked.clusters[2], linked.clusters[0]);
}

TEST(Linkage, records_that_say_the_very_same_are_one_however_many_and_however_few) {
    for (const std::size_t copies : {std::size_t{2}, std::size_t{3}, std::size_t{700}}) {
        Linkage linkage;
        Written same = written("ruth", "example", "1970-05-03", "14 Long Lane");
        same[Kind::phone] = "07700 900123";
        for (std::size_t i = 0; i < copies; ++i) {
            linkage.add(same);
        }
        std::size_t others = 0;
        for (const Person& person : test::town(6, copies == 700 ? 300 : 0)) {
            linkage.add(person.written());
            ++others;
        }
        const Linked linked = linkage.run({});
        for (std::size_t i = 0; i < copies; ++i) {
            ASSERT_EQ(linked.clusters[i], 0U) << copies;
        }
        for (std::size_t i = copies; i < copies + others; ++i) {
            ASSERT_NE(linked.clusters[i], 0U);
        }
    }
}

TEST(Linkage, an_explanation_adds_up_to_the_weight_of_the_pair) {
    Linkage linkage;
    const std::vector<Person> people = test::town(4, 200);
    for (const Person& person : people) {
        linkage.add(person.written());
    }
    const Linked linked = linkage.run({});
    ASSERT_GT(linked.pairs.size(), 20U);
    for (const Pair& pair : linked.pairs) {
        const Explanation why = linkage.explain(pair.left, pair.right);
        double sum = why.prior;
        for (const Step& step : why.steps) {
            sum += step.weight;
        }
        EXPECT_DOUBLE_EQ(sum, why.weight);
        EXPECT_NEAR(why.weight, pair.weight, 1e-3);
    }
}

TEST(Linkage, two_files_link_only_across) {
    Linkage linkage;
    const std::vector<Person> people = test::town(8, 200);
    for (const Person& person : people) {
        linkage.add(person.written(), Linkage::Side::left);
    }
    for (const Person& person : people) {
        linkage.add(person.written(), Linkage::Side::right);
    }
    const Linked linked = linkage.run({});
    EXPECT_GE(linked.pairs.size(), people.size() * 9 / 10);
    for (const Pair& pair : linked.pairs) {
        EXPECT_LT(pair.left, people.size());
        EXPECT_GE(pair.right, people.size());
    }
}

TEST(Linkage, few_names_among_few_records_are_not_taken_for_few_persons) {
    // Thirty pairs of names, numbers of one block of a thousand: what tells them apart is the date of birth.
    std::size_t found = 0, there = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        std::mt19937 random(seed);
        Linkage linkage;
        constexpr std::size_t people = 300;
        for (std::size_t i = 0; i < people; ++i) {
            test::Person person;
            person.given = std::vector{"john", "mary", "peter", "anna", "zoe", "ola"}[random() % 6];
            person.surname = std::vector{"jones", "smith", "nguyen", "patel", "obrien"}[random() % 5];
            person.born = fmt::format("{}-{:02}-{:02}", 1950 + random() % 55, random() % 12 + 1, random() % 28 + 1);
            person.phone = fmt::format("07700 900{:03}", random() % 1000);
            linkage.add(person.written());
            if (i % 3 == 0) {
                linkage.add(person.written());
            }
        }
        const Linked linked = linkage.run({});
        const auto& clusters = linked.clusters;
        const auto read_back = Model::from_text(linked.model->to_text());
        ASSERT_TRUE(read_back) << read_back.error().message;
        EXPECT_EQ((*read_back)->version(), linked.model->version());
        found += std::set<std::uint32_t>(clusters.begin(), clusters.end()).size();
        there += people;
    }
    EXPECT_GT(found, there * 95 / 100);
}

TEST(Linkage, nothing_and_nonsense_are_answered) {
    EXPECT_TRUE(Linkage().run({}).pairs.empty());
    Linkage linkage;
    const std::string long_name(10'000, 'q');
    for (int i = 0; i < 300; ++i) {
        linkage.add(written("unknown", "refused", "1900-01-01", ""));
        linkage.add(written(long_name, "", "", ""));
        linkage.add(Written{});
    }
    EXPECT_EQ(linkage.run({}).clusters.size(), 900U);
}

TEST(Model, text_is_read_back_as_it_was_written) {
    const auto model = Model::standard();
    const auto read = Model::from_text(model->to_text());
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ((*read)->version(), model->version());
    EXPECT_EQ((*read)->to_text(), model->to_text());
    const std::string text = model->to_text();
    for (const std::string& broken :
         {std::string(), std::string("hello"), text.substr(0, text.size() / 2), text + "level 0 1 7 7 7\n",
          text + "level 99 1 0 0 0\n", text + "level 0 1 x\n"}) {
        const auto refused = Model::from_text(broken);
        ASSERT_FALSE(refused.has_value());
        EXPECT_THAT(refused.error().message, testing::HasSubstr("Train it again"));
    }
}

}  // namespace
}  // namespace bluelamp::identity
