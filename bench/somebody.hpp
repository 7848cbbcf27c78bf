// SPDX-License-Identifier: Apache-2.0
/// People for benchmarks: invented names, some far more frequent than others, numbers nobody can be rung under. The
/// same number is always the same person.
#pragma once

#include "bench/timing.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::bench {

/// A word of an invented language, the same for the same number.
inline std::string word(std::uint64_t number) {
    static constexpr std::string_view syllables[] = {"ba", "cor", "den", "fi",  "gra", "hol", "jen", "kir",
                                                     "lo", "mar", "nes", "pal", "ri",  "sto", "tam", "wel"};
    std::string made;
    for (int i = 0; i < 3; ++i, number /= std::size(syllables)) {
        made += syllables[number % std::size(syllables)];
    }
    made[0] = static_cast<char>(made[0] - 'a' + 'A');
    return made;
}

/// Low numbers often, high ones seldom: as names are.
inline std::uint64_t skewed(Random& random, std::uint64_t limit) { return random.below(1 + random.below(limit)); }

/// One surname is that of every eightieth. Nobody can be rung under country code 999.
inline people::Said somebody(std::int64_t i) {
    Random random(static_cast<std::uint64_t>(i) + 1);
    people::Said said;
    said.given_name = json::Text<200>{word(skewed(random, 400))};
    said.family_name = random.below(80) == 0 ? json::Text<200>{"Smith"} : json::Text<200>{word(skewed(random, 4'000))};
    said.date_of_birth = plus_days({1930, 1, 1}, static_cast<int>(random.below(30'000)));
    said.phone = json::Text<60>{fmt::format("+9997700{:07}", i)};
    said.address = json::Text<300>{fmt::format("{} {} Street", 1 + random.below(200), word(random.below(4'000)))};
    said.postcode = json::Text<16>{"EC1A 9HF"};
    return said;
}

}  // namespace bluelamp::bench
