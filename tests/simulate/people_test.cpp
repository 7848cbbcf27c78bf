// SPDX-License-Identifier: Apache-2.0
/// The invented people: the same for the same seed, on real streets, with numbers reserved for drama.
#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "core/text.hpp"
#include "policy/versions.hpp"
#include "simulate/recognise.hpp"

namespace bluelamp::simulate {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Gt;
using testing::Lt;

const std::string reference = BLUELAMP_SOURCE_DIR "/reference";

std::shared_ptr<const Lists> lists_of(const std::string& force) {
    const std::string file = BLUELAMP_SOURCE_DIR "/forces/" + policy::shipped_file(ForceId(force));
    const auto policy = policy::parse(*policy::read_whole(file), file);
    auto lists = load_lists(reference, ForceId(force), *policy);
    EXPECT_TRUE(lists) << lists.error().message;
    return *lists;
}

class ThePeople : public testing::Test {
   protected:
    const std::shared_ptr<const Lists> lists = lists_of("city-of-london");
    const Population people{2026, lists, 3'000};
    const Instant now = from_london({2026, 3, 2}, 12, 0, 0);
};

TEST_F(ThePeople, are_the_same_for_the_same_seed_and_others_for_another) {
    const Population again(2026, lists, 3'000), others(2027, lists, 3'000);
    std::size_t same = 0;
    ASSERT_EQ(people.persons().size(), again.persons().size());
    for (std::size_t i = 0; i < people.persons().size(); ++i) {
        EXPECT_EQ(people.persons()[i].family, again.persons()[i].family);
        EXPECT_EQ(people.persons()[i].born, again.persons()[i].born);
        EXPECT_EQ(people.home(people.persons()[i].household, now).address,
                  again.home(again.persons()[i].household, now).address);
        same += i < others.persons().size() && people.persons()[i].given == others.persons()[i].given ? 1 : 0;
    }
    EXPECT_LT(same, people.persons().size() / 10);
}

TEST_F(ThePeople, a_larger_force_has_the_same_first_people) {
    const Population larger(2026, lists, 3'100);
    for (std::size_t i = 0; i < people.persons().size(); ++i) {
        ASSERT_EQ(people.persons()[i].given + people.persons()[i].family,
                  larger.persons()[i].given + larger.persons()[i].family);
    }
}

TEST_F(ThePeople, have_numbers_reserved_for_drama_each_of_one_household) {
    std::map<std::string, std::size_t> owner;
    std::size_t shared = 0;
    const auto take = [&](const std::optional<std::string>& phone, std::size_t household) {
        if (phone) {
            const std::string plain = people::plain_number(*phone);
            EXPECT_TRUE(plain.starts_with("+447700900") || plain.starts_with("+442079460")) << *phone;
            EXPECT_EQ(plain.size(), 13U);
            EXPECT_EQ(owner.try_emplace(plain, household).first->second, household);
        }
    };
    for (const Person& person : people.persons()) {
        take(person.phone, person.household);
    }
    for (const Household& household : people.households()) {
        take(household.phone, household.number);
        shared += household.phone && household.members.size() > 1 ? 1 : 0;
    }
    EXPECT_EQ(owner.size(), 2'000U);
    EXPECT_GT(shared, 300U);
}

TEST_F(ThePeople, among_them_are_twins_and_fathers_and_sons_of_one_name) {
    std::size_t twins = 0, namesakes = 0;
    for (const Person& person : people.persons()) {
        const Person& before = people.persons()[person.number == 0 ? 0 : person.number - 1];
        if (person.twin) {
            ++twins;
            EXPECT_EQ(person.born, before.born);
            EXPECT_EQ(person.family, before.family);
            EXPECT_EQ(person.household, before.household);
        }
        if (person.namesake) {
            ++namesakes;
            const Person& father = people.persons()[people.households()[person.household].members.front()];
            EXPECT_EQ(person.given + person.family, father.given + father.family);
            EXPECT_GT(person.born.year, father.born.year + 15);
        }
    }
    EXPECT_THAT(twins, AllOf(Gt(10U), Lt(300U)));
    EXPECT_THAT(namesakes, AllOf(Gt(5U), Lt(200U)));
}

TEST_F(ThePeople, move_now_and_then_and_live_on_streets_of_the_list) {
    std::set<std::string> streets;
    for (const Street& street : lists->streets) {
        streets.insert(street.name);
    }
    std::size_t moved = 0;
    for (const Household& household : people.households()) {
        const Home before = people.home(household.number, now), after = people.home(household.number, now + 24h * 365);
        moved += before.address == after.address ? 0 : 1;
        const std::size_t number = before.address.find_first_of("0123456789", before.address.find(", ") + 1);
        const std::size_t name = before.address.find(' ', number == std::string::npos ? 0 : number) + 1;
        EXPECT_TRUE(streets.contains(before.address.substr(name))) << before.address;
        EXPECT_LT(distance_m(before.at, {51.5155, -0.0922}), 2'500);
    }
    EXPECT_THAT(moved, AllOf(Gt(150U), Lt(600U)));  // one in a hundred a month
}

TEST_F(ThePeople, ring_unequally_and_withhold_now_and_then) {
    std::map<std::size_t, int> rang;
    int withheld = 0;
    for (std::uint64_t i = 0; i < 6'000; ++i) {
        Draws draws(1, "ring", i);
        const Person& caller = people.caller(draws);
        ++rang[caller.number];
        withheld += people.rings_from(caller, draws) ? 0 : 1;
    }
    int most = 0;
    for (const auto& [person, times] : rang) {
        most = std::max(most, times);
    }
    EXPECT_GT(most, 10);
    EXPECT_GT(rang.size(), 1'500U);
    EXPECT_THAT(withheld, AllOf(Gt(600), Lt(4'000)));
}

TEST_F(ThePeople, are_written_down_as_callers_say_it_and_hands_type_it) {
    int misspelt = 0, no_birth = 0, nickname = 0, all = 4'000;
    for (int i = 0; i < all; ++i) {
        Draws draws(3, "said", static_cast<std::uint64_t>(i));
        const Person& person = people.caller(draws);
        const people::Said said = said_of(*lists, person, people.home(person.household, now), draws);
        ASSERT_TRUE(said.family_name && !said.family_name->text.empty());
        EXPECT_TRUE(valid_utf8(said.family_name->text));
        EXPECT_FALSE(said.phone);  // carried, never typed
        misspelt += said.family_name->text == person.family ? 0 : 1;
        no_birth += said.date_of_birth ? 0 : 1;
        nickname += said.given_name && said.given_name->text != person.given ? 1 : 0;
        EXPECT_TRUE(!said.date_of_birth || exists(*said.date_of_birth));
    }
    EXPECT_THAT(misspelt, AllOf(Gt(all / 50), Lt(all / 8)));
    EXPECT_THAT(no_birth, AllOf(Gt(all / 5), Lt(all / 2)));
    EXPECT_GT(nickname, all / 20);
}

TEST_F(ThePeople, answer_like_themselves_and_not_like_their_twins) {
    Person caller;
    caller.given = "William";
    caller.family = "Harper";
    caller.born = {1980, 5, 3};
    const Home home{"4 Wood Street", {}};
    struct Row {
        std::string_view what;
        std::optional<std::string> given, family;
        std::optional<LocalDate> born;
        std::string lives;
        bool is_he;
    };
    const Row rows[] = {
        {"the same", "William", "Harper", LocalDate{1980, 5, 3}, "", true},
        {"by his nickname", "Bill", "Harper", LocalDate{1980, 5, 3}, "", true},
        {"misspelt", "Wiliam", "Herper", LocalDate{1980, 5, 3}, "", true},
        {"day and month turned", "William", "Harper", LocalDate{1980, 3, 5}, "", true},
        {"his twin", "Edward", "Harper", LocalDate{1980, 5, 3}, "", false},
        {"his son of the same name", "William", "Harper", LocalDate{2004, 9, 1}, "", false},
        {"no birth, at his address", "William", "Harper", {}, "4 Wood Street", true},
        {"only a family, at his address", {}, "Harper", {}, "4 Wood Street", true},
        {"only a family, elsewhere", {}, "Harper", {}, "9 Milk Street", false},
        {"another family", "William", "Carter", {}, "4 Wood Street", false},
    };
    for (const Row& row : rows) {
        people::Person known;
        known.given_name = row.given;
        known.family_name = row.family;
        known.date_of_birth = row.born;
        known.used.push_back({people::SubjectKind::address, {}, row.lives, now});
        EXPECT_EQ(fits(*lists, known, caller, home), row.is_he) << row.what;
    }
}

TEST(TheLists, are_whole_for_every_force_that_has_streets) {
    for (const char* force : {"city-of-london", "metropolitan", "hertfordshire"}) {
        const auto lists = lists_of(force);
        EXPECT_GT(lists->streets.size(), 150U) << force;
        EXPECT_GT(lists->kinds.size(), 30U);
        double week = 0;
        for (const double share : lists->rhythm) {
            EXPECT_GT(share, 0);
            week += share;
        }
        EXPECT_NEAR(week, 1, 0.001);
        // People ring by day.
        EXPECT_GT(lists->rhythm[2 * 24 + 18], 2 * lists->rhythm[2 * 24 + 4]);
    }
}

TEST(TheLists, name_only_offences_that_can_be_recorded) {
    const auto catalogue = crimes::Catalogue::load(reference);
    ASSERT_TRUE(catalogue);
    for (const Kind& kind : lists_of("city-of-london")->kinds) {
        EXPECT_TRUE(kind.offence.empty() || (*catalogue)->counting(kind.offence) != nullptr) << kind.type;
        EXPECT_TRUE(kind.crime < 0.3 || !kind.offence.empty()) << kind.type;
    }
}

TEST(Chance, repeats_and_keeps_its_promises) {
    Draws a(1, "x"), b(1, "x"), other(1, "y");
    EXPECT_EQ(a.next(), b.next());
    EXPECT_NE(a.next(), other.next());
    Draws draws(5, "many");
    double sum = 0;
    std::int64_t events = 0, low = 99, high = 0;
    for (int i = 0; i < 20'000; ++i) {
        sum += draws.unit();
        events += draws.count(2.5);
        const auto between = draws.between(3, 7);
        low = std::min(low, between);
        high = std::max(high, between);
    }
    EXPECT_NEAR(sum / 20'000, 0.5, 0.01);
    EXPECT_NEAR(static_cast<double>(events) / 20'000, 2.5, 0.05);
    EXPECT_EQ(low, 3);
    EXPECT_EQ(high, 7);
    Weights weights;
    weights.add(1);
    weights.add(0);
    weights.add(3);
    std::array<int, 3> drawn{};
    for (int i = 0; i < 8'000; ++i) {
        ++drawn[weights.draw(draws)];
    }
    EXPECT_EQ(drawn[1], 0);
    EXPECT_NEAR(drawn[2], 6'000, 250);
}

}  // namespace
}  // namespace bluelamp::simulate
