// SPDX-License-Identifier: Apache-2.0
// Fills a database with people, each said once in a call and put on the register by the commands that the server runs.
// Writes what somebody would type to find some of them: the query of each keystroke, one a line; and everybody as CSV
// (number, given name, family name, telephone, address, postcode) for others to be filled with.
//   bench_people --data DIR PERSONS KEYSTROKES PERSONS.csv
#include <fstream>

#include "bench/somebody.hpp"
#include "commands/opened.hpp"

namespace bluelamp::bench {
namespace {

// SQLite walks the whole undo list of a command after each of its statements: few at a time are quicker.
constexpr std::int64_t in_one_step = 25;
constexpr std::int64_t typed = 400;  // people who are looked for

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

void write_person(std::ofstream& file, const people::Said& said, std::int64_t i) {
    file << i << ',' << said.given_name->text << ',' << said.family_name->text << ',' << said.phone->text << ','
         << said.address->text << ',' << said.postcode->text << '\n';
}

struct Files {
    std::string keystrokes, persons;
};

/// Registering people is a right of the control room's: the command line's account fills with it.
Result<void> run(const commands::Place& place, std::int64_t persons, const Files& files) {
    auto opened = TRY(commands::open(place));
    std::ofstream keystrokes(files.keystrokes), everybody(files.persons);
    const std::int64_t every = std::max<std::int64_t>(1, persons / typed);
    for (std::int64_t first = 0; first < persons; first += in_one_step) {
        std::vector<people::Said> step;
        for (std::int64_t i = first; i < std::min(persons, first + in_one_step); ++i) {
            step.push_back(somebody(i));
            write_person(everybody, step.back(), i);
            if (i % every == 0) {
                write_keystrokes(keystrokes, step.back());
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
    if (count != 6) {
        bench::give_up("usage: bench_people --data DIR PERSONS KEYSTROKES PERSONS.csv");
    }
    commands::Place place;
    place.data = words[2];
    if (const auto filled = bench::run(place, std::stoll(words[3]), {words[4], words[5]}); !filled) {
        bench::give_up(filled.error().field + ": " + filled.error().message + " " + filled.error().cause);
    }
    return 0;
}
