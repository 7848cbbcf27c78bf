// SPDX-License-Identifier: Apache-2.0
// Fills a database with people, each said once in a call and put on the register by the commands that the server runs;
// and writes what somebody would type to find some of them: the query of each keystroke, one a line.
//   bench_people --data DIR PERSONS KEYSTROKES
#include <fstream>

#include "bench/timing.hpp"
#include "commands/opened.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::bench {
namespace {

constexpr std::int64_t in_one_step = 500;
constexpr std::int64_t typed = 400;  // people who are looked for

/// A word of an invented language, the same for the same number.
std::string word(std::uint64_t number) {
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
std::uint64_t skewed(Random& random, std::uint64_t limit) { return random.below(1 + random.below(limit)); }

/// Nobody can be rung under country code 999.
people::Said somebody(Random& random, std::int64_t i) {
    people::Said said;
    said.given_name = json::Text<200>{word(skewed(random, 400))};
    said.family_name = random.below(80) == 0 ? json::Text<200>{"Smith"} : json::Text<200>{word(skewed(random, 4'000))};
    said.date_of_birth = plus_days({1930, 1, 1}, static_cast<int>(random.below(30'000)));
    said.phone = json::Text<60>{fmt::format("+9997700{:07}", i)};
    said.address = json::Text<300>{fmt::format("{} {} Street", 1 + random.below(200), word(random.below(4'000)))};
    said.postcode = json::Text<16>{"EC1A 9HF"};
    return said;
}

Result<void> put_on_register(db::Transaction& tx, const Act& act, const people::Said& said, std::int64_t i) {
    const std::string owner = access::OwnerId::team(act.actor.teams.front()).text;
    const tasks::About call{"contact", act.ids->uuid(act.now), fmt::format("Call {}", i)};
    const auto mention = TRY(people::mention(tx, act, {call, people::Role::caller, said, false}, owner, 0));
    TRY(people::confirm_link(tx, act, {mention.id, {}, {}, {}, {}}));
    return {};
}

/// From the third letter of the given name to the third of the family name; the number; the beginning of the address.
void write_keystrokes(std::ofstream& file, const people::Said& said) {
    const std::string name = said.given_name->text + "%20" + said.family_name->text.substr(0, 3);
    for (std::size_t length = 3; length <= name.size(); ++length) {
        const std::string so_far = name.substr(0, length);
        if (so_far.find('%') == std::string::npos || so_far.size() > said.given_name->text.size() + 2) {
            file << "name=" << so_far << '\n';
        }
    }
    file << "phone=%2B" << said.phone->text.substr(1) << '\n';
    file << "phone=%2B" << said.phone->text.substr(1, 11) << '\n';
    const std::string& address = said.address->text;
    const std::string begin = address.substr(0, address.find(' ') + 5);
    file << "address=" << std::string(begin).replace(begin.find(' '), 1, "%20") << '\n';
}

/// Registering people is a right of the control room's: the command line's account fills with it.
Result<void> run(const commands::Place& place, std::int64_t persons, const std::string& keystrokes) {
    auto opened = TRY(commands::open(place));
    std::ofstream file(keystrokes);
    Random random(42);
    const std::int64_t every = std::max<std::int64_t>(1, persons / typed);
    for (std::int64_t first = 0; first < persons; first += in_one_step) {
        std::vector<people::Said> step;
        for (std::int64_t i = first; i < std::min(persons, first + in_one_step); ++i) {
            step.push_back(somebody(random, i));
            if (i % every == 0) {
                write_keystrokes(file, step.back());
            }
        }
        auto kept = opened->in_lane([&](db::Transaction& tx, Act act) -> Result<void> {
            act.actor.permissions.set(static_cast<std::size_t>(Permission::record_people));
            for (std::size_t i = 0; i < step.size(); ++i) {
                TRY(put_on_register(tx, act, step[i], first + static_cast<std::int64_t>(i)));
            }
            return {};
        });
        TRY(std::move(kept));
    }
    return {};
}

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) {
    using namespace bluelamp;
    if (count != 5) {
        bench::give_up("usage: bench_people --data DIR PERSONS KEYSTROKES");
    }
    commands::Place place;
    place.data = words[2];
    if (const auto filled = bench::run(place, std::stoll(words[3]), words[4]); !filled) {
        bench::give_up(filled.error().field + ": " + filled.error().message + " " + filled.error().cause);
    }
    return 0;
}
