// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "engine/identity/plain.hpp"

namespace bluelamp::identity {
namespace {

using Words = std::vector<std::string>;

template <std::size_t N>
bool is_one_of(const std::string& word, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_title(const std::string& word) {
    static constexpr std::array<std::string_view, 22> titles{
        "mr",   "mrs",       "ms",   "miss",    "mx", "dr",         "sir", "lady", "dame",    "rev", "reverend",
        "prof", "professor", "capt", "captain", "lt", "lieutenant", "sgt", "col",  "colonel", "hon", "master"};
    return is_one_of(word, titles);
}
/// These are given names and surnames as well, so they count as titles only before a whole name.
bool may_be_title(const std::string& word) {
    static constexpr std::array<std::string_view, 14> titles{"lord",  "earl", "duke",     "baron",    "count",
                                                             "major", "dean", "viscount", "marquess", "king",
                                                             "saint", "st",   "prince",   "general"};
    return is_one_of(word, titles);
}
bool follows_name(const std::string& word) {
    static constexpr std::array<std::string_view, 20> after{"jr",  "junior", "sr",  "senior", "ii",  "iii", "iv",
                                                            "esq", "obe",    "mbe", "cbe",    "phd", "md",  "qc",
                                                            "kc",  "mp",     "1st", "2nd",    "3rd", "bt"};
    return is_one_of(word, after);
}

bool nobody(const Words& words) {
    static constexpr std::array<std::string_view, 15> nothing{"unknown", "refused", "anonymous", "anon", "none",
                                                              "na",      "nk",      "nil",       "null", "withheld",
                                                              "known",   "given",   "stated",    "name", "unk"};
    static constexpr std::array<std::string_view, 3> negations{"not", "no", "n"};
    return std::all_of(words.begin(), words.end(),
                       [](const std::string& word) { return is_one_of(word, nothing) || is_one_of(word, negations); });
}

void take_titles(Words& words, std::size_t keep) {
    while (words.size() > 1 && is_title(words.front())) {
        words.erase(words.begin());
    }
    while (words.size() > keep && may_be_title(words.front())) {
        words.erase(words.begin());
    }
    while (words.size() > 1 && follows_name(words.back())) {
        words.pop_back();
    }
}

std::string joined(const Words& words, std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i) {
        text += (text.empty() ? "" : " ") + words[i];
    }
    return text.substr(0, 60);
}

/// "mc donald" and "o brien" as one word.
Words surname_words(std::string_view written) {
    Words words = plain_words(written);
    take_titles(words, 99);
    if (nobody(words)) {
        return {};
    }
    if (words.size() > 1 && (words[0] == "mc" || words[0] == "mac" || words[0] == "o")) {
        words[0] += words[1];
        words.erase(words.begin() + 1);
    }
    return words;
}

bool is_particle(const std::string& word) {
    static constexpr std::array<std::string_view, 17> particles{
        "de", "la", "le", "du", "van", "von", "der", "den", "di", "da", "dos", "del", "el", "al", "bin", "ibn", "ter"};
    return is_one_of(word, particles);
}

struct Parts {
    Words given, middle, surname;
};

/// "Mary Ann van Dyck"; "van Dyck, Mary Ann"; "Mary Butler, Duchess of Ormonde" (what follows is no part of the name).
Parts cut_full_name(std::string_view written) {
    Words words = plain_words(written, Commas::keep);
    const auto comma = std::find(words.begin(), words.end(), ",");
    Words before(words.begin(), comma);
    Words after(comma == words.end() ? comma : comma + 1, words.end());
    after.erase(std::remove(after.begin(), after.end(), ","), after.end());
    take_titles(before, 2);
    const bool surname_first =
        !after.empty() && (before.size() == 1 || (before.size() == 2 && is_particle(before.front())));
    Parts parts;
    if (surname_first) {
        take_titles(after, 2);
        parts.surname = before;
        before = after;
    }
    if (before.empty() || nobody(before)) {
        return parts;
    }
    std::size_t family = before.size();
    if (!surname_first && before.size() > 1) {
        --family;
        while (family > 1 && is_particle(before[family - 1])) {
            --family;
        }
    }
    parts.given = {before.front()};
    parts.middle.assign(before.begin() + 1, before.begin() + static_cast<std::ptrdiff_t>(family));
    parts.surname.insert(parts.surname.end(), before.begin() + static_cast<std::ptrdiff_t>(family), before.end());
    return parts;
}

}  // namespace

PlainName plain_name(const Written& written) {
    Words given = plain_words(written[Kind::given_name]);
    take_titles(given, 99);
    Words middle = plain_words(written[Kind::middle_name]);
    Words surname = surname_words(written[Kind::surname]);
    given = nobody(given) ? Words() : given;
    middle = nobody(middle) ? Words() : middle;
    if (!written[Kind::full_name].empty()) {
        Parts full = cut_full_name(written[Kind::full_name]);
        const bool alone = given.empty() && surname.empty();
        const auto known = [&](const std::string& word) {
            return std::find(given.begin(), given.end(), word) != given.end() ||
                   std::find(surname.begin(), surname.end(), word) != surname.end();
        };
        if (middle.empty()) {
            std::copy_if(full.middle.begin(), full.middle.end(), std::back_inserter(middle),
                         [&](const std::string& word) { return alone || !known(word); });
        }
        given = alone ? full.given : given;
        surname = alone ? full.surname : surname;
    }
    if (given.size() > 1) {
        middle.insert(middle.begin(), given.begin() + 1, given.end());
        given.resize(1);
    }
    return {joined(given, 0, given.size()), joined(middle, 0, middle.size()), joined(surname, 0, surname.size())};
}

}  // namespace bluelamp::identity
