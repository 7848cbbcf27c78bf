// SPDX-License-Identifier: Apache-2.0
// What is written down of a person while he is on the telephone.
#include "core/text.hpp"
#include "simulate/population.hpp"

namespace bluelamp::simulate {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// One slip of the hand or the ear: a letter dropped, doubled, swapped with its neighbour, or another vowel. Only plain
/// letters are touched, so that what comes out is text.
std::string misspelt(const std::string& name, Draws& draws) {
    if (name.size() < 4) {
        return name;
    }
    const auto at = static_cast<std::size_t>(draws.between(1, static_cast<std::int64_t>(name.size()) - 2));
    if (!is_letter(name[at]) || !is_letter(name[at + 1])) {
        return name;
    }
    std::string out = name;
    switch (draws.between(0, 3)) {
        case 0: out.erase(at, 1); break;
        case 1: out.insert(at, 1, name[at]); break;
        case 2: std::swap(out[at], out[at + 1]); break;
        default: {
            static constexpr std::string_view vowels = "aeiou";
            const std::size_t vowel = vowels.find(name[at]);
            out[at] = vowel == std::string_view::npos ? name[at] : vowels[(vowel + 1) % vowels.size()];
        }
    }
    return out;
}

std::string given_as_said(const Lists& lists, const Person& person, Draws& draws) {
    const auto nicknames = lists.nicknames.find(fold(person.given));
    if (nicknames != lists.nicknames.end() && draws.chance(0.18)) {
        return draws.one_of(nicknames->second);
    }
    return draws.chance(0.05) ? misspelt(person.given, draws) : person.given;
}

LocalDate born_as_said(LocalDate born, Draws& draws) {
    if (draws.chance(0.015) && born.day <= 12) {
        return {born.year, born.day, born.month};
    }
    return draws.chance(0.01) ? LocalDate{born.year + 1, born.month, born.day} : born;
}

}  // namespace

people::Said said_of(const Lists& lists, const Person& person, const Home& home, Draws& draws) {
    people::Said said;
    said.family_name = json::Text<200>{draws.chance(0.08) ? misspelt(person.family, draws) : person.family};
    if (!draws.chance(0.06)) {
        said.given_name = json::Text<200>{given_as_said(lists, person, draws)};
    }
    if (draws.chance(0.68)) {
        said.date_of_birth = born_as_said(person.born, draws);
    }
    if (draws.chance(0.1)) {
        said.sex = json::Text<20>{person.sex};
    }
    if (draws.chance(0.7)) {
        said.address = json::Text<300>{home.address};
    }
    return said;
}

}  // namespace bluelamp::simulate
