// SPDX-License-Identifier: Apache-2.0
#include "simulate/population.hpp"

#include <fmt/format.h>

#include <cmath>

namespace bluelamp::simulate {
namespace {

constexpr std::size_t mobiles = 1'000, landlines = 1'000;
constexpr double moves_a_month = 0.01;

LocalDate born_about(Draws& draws, int youngest, int oldest) {
    const int year = 2026 - static_cast<int>(draws.between(youngest, oldest));
    return {year, static_cast<unsigned>(draws.between(1, 12)), static_cast<unsigned>(draws.between(1, 28))};
}

int months(Instant at) {
    const Month month = month_in_london(at);
    return month.year * 12 + static_cast<int>(month.month) - 1;
}

}  // namespace

Population::Population(std::uint64_t seed, std::shared_ptr<const Lists> lists, std::size_t households)
    : seed_(seed), lists_(std::move(lists)) {
    for (std::size_t i = 0; i < households; ++i) {
        Draws draws(seed, "household", i);
        add_household(draws);
    }
}

void Population::add_person(Draws& draws, Household& household, const Community& community, const std::string& family,
                            LocalDate born) {
    Person person;
    person.number = persons_.size();
    person.household = household.number;
    const bool woman = draws.chance(0.51);
    person.sex = woman ? "female" : "male";
    person.given = (woman ? community.female : community.male).draw(draws);
    person.family = family;
    person.born = born;
    household.members.push_back(person.number);
    persons_.push_back(std::move(person));
    // Children ring seldom; among grown-ups a few ring very often.
    const double often = std::exp(1.3 * (draws.unit() + draws.unit() + draws.unit() + draws.unit() - 2) * 1.7);
    calls_.add(2026 - born.year < 12 ? 0.02 : often);
}

void Population::add_household(Draws& draws) {
    Household household;
    household.number = households_.size();
    const Community& community = lists_->communities[lists_->community.draw(draws)];
    const std::string family = community.family.draw(draws);
    add_person(draws, household, community, family, born_about(draws, 19, 88));
    const Person first = persons_.back();
    const int age = 2026 - first.born.year;
    if (draws.chance(0.6)) {
        const bool own_name = draws.chance(0.3);
        add_person(draws, household, community, own_name ? community.family.draw(draws) : family,
                   born_about(draws, std::max(18, age - 6), age + 5));
    }
    const std::int64_t children = age >= 24 && draws.chance(0.45) ? draws.between(1, 3) : 0;
    for (std::int64_t i = 0; i < children; ++i) {
        const bool twin = i > 0 && draws.chance(0.05);
        const LocalDate born = twin ? persons_.back().born : born_about(draws, std::max(0, age - 40), age - 20);
        add_person(draws, household, community, family, born);
        Person& child = persons_.back();
        child.twin = twin;
        child.namesake = !twin && first.sex == "male" && child.sex == "male" && draws.chance(0.05);
        if (child.namesake) {
            child.given = first.given;
        }
    }
    // The first grown-ups have a mobile telephone of their own; some homes share one, for everybody.
    const std::size_t number = household.number;
    if (number < mobiles) {
        const auto mobile = fmt::format("07700 900{:03}", number);
        (draws.chance(0.3) ? household.phone : persons_[household.members.front()].phone) = mobile;
    } else if (number < mobiles + landlines) {
        household.phone = fmt::format("020 7946 0{:03}", number - mobiles);
    }
    households_.push_back(std::move(household));
}

Home Population::draw_home(Draws& draws) const {
    const Street& street = draws.one_of(lists_->streets);
    std::string address = fmt::format("{} {}", draws.between(1, 180), street.name);
    if (draws.chance(0.45)) {
        address = fmt::format("Flat {}, {}", draws.between(1, 24), address);
    }
    // Somewhere along the street: its published point is its middle.
    const auto metres = [&] { return static_cast<double>(draws.between(-40, 40)); };
    constexpr double degree = 111'320;
    return {std::move(address), {street.at.latitude + metres() / degree, street.at.longitude + metres() / degree}};
}

Home Population::home(std::size_t household, Instant now) const {
    constexpr int looked_back = 36;
    const int month = months(now);
    int moved = 0;
    for (int at = month; at > month - looked_back && moved == 0; --at) {
        const auto key = static_cast<std::uint64_t>(household) * 100'000 + static_cast<std::uint64_t>(at);
        moved = Draws(seed_, "move", key).chance(moves_a_month) ? at : 0;
    }
    Draws draws(seed_, "home", static_cast<std::uint64_t>(household) * 100'000 + static_cast<std::uint64_t>(moved));
    return draw_home(draws);
}

const Person& Population::caller(Draws& draws) const { return persons_[calls_.draw(draws)]; }

const Person& Population::beside(const Person& person, Draws& draws) const {
    return persons_[draws.one_of(households_[person.household].members)];
}

std::optional<std::string> Population::rings_from(const Person& person, Draws& draws) const {
    const Household& household = households_[person.household];
    if (draws.chance(0.12)) {
        return std::nullopt;  // withheld
    }
    if (person.phone && draws.chance(0.85)) {
        return person.phone;
    }
    if (household.phone) {
        return household.phone;
    }
    if (person.phone) {
        return person.phone;
    }
    // The telephone of somebody else at home, when it lies there.
    const Person& other = persons_[household.members.front()];
    return draws.chance(0.4) ? other.phone : std::nullopt;
}

}  // namespace bluelamp::simulate
