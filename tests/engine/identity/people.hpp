// SPDX-License-Identifier: Apache-2.0
/// Invented households and slips, from a seed.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "engine/identity/identity.hpp"

namespace bluelamp::identity::test {

struct Person {
    std::string given, surname, born, phone, address, postcode;
    std::size_t who = 0;

    [[nodiscard]] Written written() const {
        Written written;
        written[Kind::given_name] = given;
        written[Kind::surname] = surname;
        written[Kind::date_of_birth] = born;
        written[Kind::phone] = phone;
        written[Kind::address] = address;
        written[Kind::postcode] = postcode;
        return written;
    }
};

/// Households of one to four; two records of every third person, one of them with a slip.
inline std::vector<Person> town(unsigned seed, std::size_t households) {
    static const std::vector<std::string> given{"ruth",  "john",   "william", "susan", "amira", "peter",
                                                "maria", "joseph", "hannah",  "david", "kofi",  "elena"};
    static const std::vector<std::string> surnames{"example", "sample",  "tester", "invented", "counterpart",
                                                   "nobody",  "fiction", "drama",  "pattern",  "specimen"};
    std::mt19937 random(seed);
    const auto below = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    std::vector<Person> all;
    std::size_t who = 0;
    for (std::size_t h = 0; h < households; ++h) {
        const std::string surname = surnames[below(surnames.size())] + static_cast<char>('a' + below(26));
        const std::string address = std::to_string(below(180) + 1) + " " + surnames[below(surnames.size())] + " road";
        const std::string postcode = "e" + std::to_string(below(20) + 1) + " " + std::to_string(below(9)) + "aa";
        const std::size_t size = below(4) + 1;
        for (std::size_t p = 0; p < size; ++p) {
            Person person{given[below(given.size())],
                          surname,
                          fmt::format("19{:02}-{:02}-{:02}", below(80) + 10, below(12) + 1, below(28) + 1),
                          fmt::format("07700 900{:03}", below(1000)),
                          address,
                          postcode,
                          who++};
            all.push_back(person);
            if (below(3) == 0) {
                person.surname[below(person.surname.size())] = 'x';
                person.phone.clear();
                all.push_back(person);
            }
        }
    }
    return all;
}

}  // namespace bluelamp::identity::test
