// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "engine/identity/plain.hpp"

namespace bluelamp::identity {
namespace {

using Words = std::vector<std::string>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view written_out(std::string_view word) {
    struct Short {
        std::string_view brief, whole;
    };
    static constexpr std::array<Short, 38> list{
        {{"rd", "road"},         {"ave", "avenue"},    {"av", "avenue"},      {"ln", "lane"},     {"dr", "drive"},
         {"drv", "drive"},       {"cres", "crescent"}, {"cresc", "crescent"}, {"cr", "crescent"}, {"gdns", "gardens"},
         {"gdn", "garden"},      {"cl", "close"},      {"terr", "terrace"},   {"ter", "terrace"}, {"tce", "terrace"},
         {"pl", "place"},        {"gr", "grove"},      {"grv", "grove"},      {"gro", "grove"},   {"ct", "court"},
         {"crt", "court"},       {"sq", "square"},     {"pk", "park"},        {"hse", "house"},   {"ho", "house"},
         {"bldgs", "buildings"}, {"bldg", "building"}, {"mt", "mount"},       {"wy", "way"},      {"est", "estate"},
         {"pde", "parade"},      {"wlk", "walk"},      {"hts", "heights"},    {"vw", "view"},     {"hwy", "highway"},
         {"upr", "upper"},       {"lwr", "lower"},     {"str", "street"}}};
    const auto found = std::find_if(list.begin(), list.end(), [&](const Short& each) { return each.brief == word; });
    return found == list.end() ? word : found->whole;
}

/// "st" after a name is a street, before one a saint.
void write_out(Words& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool after_name = i > 0 && !is_digit(words[i - 1][0]);
        words[i] = words[i] == "st" ? (after_name ? "street" : "saint") : std::string(written_out(words[i]));
    }
}

std::string take(Words& words, std::size_t at) {
    std::string word = std::move(words[at]);
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
    return word;
}

bool is_flat_name(std::string_view word) { return is_digit(word[0]) ? word.size() <= 5 : word.size() == 1; }

std::string take_flat(Words& words) {
    static constexpr std::array<std::string_view, 9> called{"flat", "apartment", "apt",        "unit", "room",
                                                            "flt",  "studio",    "maisonette", "suite"};
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (std::find(called.begin(), called.end(), words[i]) != called.end() && is_flat_name(words[i + 1])) {
            take(words, i);
            return take(words, i);
        }
    }
    // "3/14 Long Lane": two numbers in front.
    if (words.size() > 2 && is_digit(words[0][0]) && is_digit(words[1][0])) {
        return take(words, 0);
    }
    return "";
}

std::string take_postcode(Words& words) {
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}}) {
        if (words.size() <= count) {
            break;
        }
        const std::string last = count == 1 ? words.back() : words[words.size() - 2] + words.back();
        const bool british = last.size() >= 5 && last.size() <= 7 && outward_length(last) == last.size() - 3 &&
                             is_digit(last[last.size() - 3]);
        if (british && (count == 1 || words.back().size() == 3)) {
            words.resize(words.size() - count);
            return last;
        }
    }
    return "";
}

}  // namespace

PlainAddress plain_address(std::string_view written) {
    PlainAddress plain;
    if (plain_text(written).empty()) {
        return plain;
    }
    Words words = plain_words(written);
    plain.postcode = take_postcode(words);
    write_out(words);
    plain.flat = take_flat(words);
    const auto number =
        std::find_if(words.begin(), words.end(), [](const std::string& word) { return is_digit(word[0]); });
    if (number != words.end()) {
        plain.number = take(words, static_cast<std::size_t>(number - words.begin()));
    }
    for (const std::string& word : words) {
        plain.street += (plain.street.empty() ? "" : " ") + word;
    }
    plain.street.resize(std::min<std::size_t>(plain.street.size(), 60));
    return plain;
}

}  // namespace bluelamp::identity
