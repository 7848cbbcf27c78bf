// SPDX-License-Identifier: Apache-2.0
/// The invented people of a force: households on real streets, who lives there, who may be reached on which number.
///
/// Promises: the same seed, size and lists give the same people; nobody real: given and family names are drawn apart.
/// Telephone numbers are those reserved for drama (07700 900000 to 900999, 020 7946 0000 to 0999), each given to one
/// household: where there are more households than numbers, the others withhold theirs. Among them are twins, fathers
/// and sons of one name, and homes where everybody uses one telephone. Pure, and safe to read from any thread.
#pragma once

#include "policing/people/people.hpp"
#include "simulate/lists.hpp"

namespace bluelamp::simulate {

struct Home {
    std::string address;  ///< "Flat 2, 14 Mansell Street"
    LatLon at;
};

struct Person {
    std::size_t number = 0;  ///< in the population
    std::size_t household = 0;
    std::string given, family, sex;
    LocalDate born;
    std::optional<std::string> phone;  ///< his own
    bool twin = false;                 ///< of the one before him
    bool namesake = false;             ///< a son with his father's name
};

struct Household {
    std::size_t number = 0;
    std::vector<std::size_t> members;  ///< grown-ups first
    std::optional<std::string> phone;  ///< everybody's
};

class Population {
   public:
    Population(std::uint64_t seed, std::shared_ptr<const Lists> lists, std::size_t households);

    [[nodiscard]] const std::vector<Person>& persons() const { return persons_; }
    [[nodiscard]] const std::vector<Household>& households() const { return households_; }
    /// Where a household lives: it may have moved.
    [[nodiscard]] Home home(std::size_t household, Instant now) const;
    /// Somebody who rings: some ring again and again, most never.
    [[nodiscard]] const Person& caller(Draws& draws) const;
    /// Another of the same household, or himself when he lives alone.
    [[nodiscard]] const Person& beside(const Person& person, Draws& draws) const;
    /// The number he rings from; nothing when it is withheld.
    [[nodiscard]] std::optional<std::string> rings_from(const Person& person, Draws& draws) const;

   private:
    void add_household(Draws& draws);
    void add_person(Draws& draws, Household& household, const Community& community, const std::string& family,
                    LocalDate born);
    [[nodiscard]] Home draw_home(Draws& draws) const;

    std::uint64_t seed_;
    std::shared_ptr<const Lists> lists_;
    std::vector<Person> persons_;
    std::vector<Household> households_;
    Weights calls_;  ///< of persons
};

/// What a call handler writes down of a person, as callers say it and hands type it: names shortened or misspelt, dates
/// of birth not asked or turned round, the address left out. Never empty.
[[nodiscard]] people::Said said_of(const Lists& lists, const Person& person, const Home& home, Draws& draws);

}  // namespace bluelamp::simulate
