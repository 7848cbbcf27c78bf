// SPDX-License-Identifier: Apache-2.0
#include "policing/people/plain.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "core/sha256.hpp"
#include "core/text.hpp"

namespace bluelamp::people {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// The half before the space: 2 to 4 signs, a letter first, a digit among the rest.
bool is_outward(std::string_view word) {
    return word.size() >= 2 && word.size() <= 4 && is_letter(word[0]) &&
           std::any_of(word.begin() + 1, word.end(), is_digit) &&
           std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || is_letter(c); });
}

/// The half after the space, or its beginning: "9", "9h", "9hf".
bool begins_inward(std::string_view word) {
    return !word.empty() && word.size() <= 3 && is_digit(word[0]) &&
           std::all_of(word.begin() + 1, word.end(), is_letter);
}

bool is_whole_postcode(std::string_view word) {
    return word.size() >= 5 && word.size() <= 7 && is_outward(word.substr(0, word.size() - 3)) &&
           begins_inward(word.substr(word.size() - 3));
}

/// Takes a whole postcode off the end of an address.
std::string take_postcode(std::vector<std::string>& words) {
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}}) {
        if (words.size() < count) {
            break;
        }
        const std::string last = count == 1 ? words.back() : words[words.size() - 2] + words.back();
        const bool in_two = count == 1 || words.back().size() == 3;
        if (in_two && is_whole_postcode(last)) {
            words.resize(words.size() - count);
            return last;
        }
    }
    return "";
}

/// "2", "12b", "b": what a flat is called; "lane" is not.
bool is_flat_number(std::string_view word) {
    return (is_digit(word[0]) && word.size() <= 5) || (word.size() == 1 && is_letter(word[0]));
}

std::string take_flat(std::vector<std::string>& words) {
    static const std::set<std::string_view> called{"flat", "apartment", "apt", "unit", "room", "maisonette", "studio"};
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (called.contains(words[i]) && is_flat_number(words[i + 1])) {
            std::string flat = words[i + 1];
            words.erase(words.begin() + static_cast<std::ptrdiff_t>(i),
                        words.begin() + static_cast<std::ptrdiff_t>(i) + 2);
            return flat;
        }
    }
    return "";
}

/// A name as written, cut at any of `blanks`.
std::vector<std::string> cut(std::string_view name, std::string_view blanks) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t end = std::min(name.find_first_of(blanks, at), name.size());
        if (end > at) {
            found.emplace_back(name.substr(at, end - at));
        }
        at = end + 1;
    }
    return found;
}

using Order = std::vector<std::string>;  // names or parts of names, as written

}  // namespace

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::string PlainAddress::folded() const { return joined(words); }

bool PlainAddress::names_a_place() const {
    static const std::set<std::string> nowhere{"",    "unknown", "not known",      "none", "n a",
                                               "nfa", "refused", "no fixed abode", "na",   "not given"};
    return !nowhere.contains(folded());
}

PlainAddress plain_address(std::string_view said, std::string_view postcode) {
    PlainAddress plain;
    plain.words = words(said);
    plain.postcode = take_postcode(plain.words);
    if (plain.postcode.empty()) {
        const std::string given = fmt::format("{}", fmt::join(words(postcode), ""));
        plain.postcode = is_whole_postcode(given) ? given : "";
    }
    plain.flat = take_flat(plain.words);
    return plain;
}

bool begins_postcode(std::string_view folded) {
    for (std::size_t cut = std::min<std::size_t>(4, folded.size()); cut >= 2; --cut) {
        const std::string_view rest = folded.substr(cut);
        if (is_outward(folded.substr(0, cut)) && (rest.empty() || begins_inward(rest))) {
            return true;
        }
    }
    return false;
}

std::string plain_registration(std::string_view written) { return fmt::format("{}", fmt::join(words(written), "")); }

std::string plain_number(std::string_view written) {
    std::string said = fold(written);
    const auto extension = said.find('x', std::min(said.find_first_of("0123456789"), said.size()));
    said.resize(std::min(said.size(), extension));  // "ext. 12" and "x12" are no part of the number
    if (const auto trunk = said.find("(0)"); trunk != std::string::npos && said.find('+') != std::string::npos) {
        said.erase(trunk, 3);
    }
    std::string digits;
    std::copy_if(said.begin(), said.end(), std::back_inserter(digits), is_digit);
    constexpr std::size_t longest = 17;  // 15 by ITU E.164, and 00 before them: more are two numbers
    if (digits.find_first_not_of('0') == std::string::npos || digits.size() > longest) {
        return "";
    }
    constexpr std::size_t national = 10;  // digits of a British number without its 0
    if (said.find('+') != std::string::npos) {
        return "+" + digits;
    }
    if (digits.starts_with("00")) {
        return "+" + digits.substr(2);
    }
    if (digits.starts_with("0")) {
        return "+44" + digits.substr(1);
    }
    const bool as_exchanges_write = digits.starts_with("44") && digits.size() == national + 2;
    return (as_exchanges_write ? "+" : "") + digits;
}

std::string full_name(const std::optional<std::string>& given, const std::optional<std::string>& others,
                      const std::optional<std::string>& family) {
    std::string name;
    for (const auto* part : {&given, &others, &family}) {
        if (*part && !(*part)->empty()) {
            name += (name.empty() ? "" : " ") + **part;
        }
    }
    return name;
}

std::vector<NameKey> name_keys(const std::optional<std::string>& given, const std::optional<std::string>& others,
                               const std::optional<std::string>& family) {
    constexpr std::size_t most = 8;
    std::vector<Order> orders{{given.value_or(""), family.value_or("")},
                              {family.value_or(""), given.value_or("")},
                              {given.value_or(""), others.value_or(""), family.value_or("")}};
    const Order each = cut(full_name(given, others, family), " -");
    for (std::size_t first = 1; first < each.size(); ++first) {
        Order turned(each.begin() + static_cast<std::ptrdiff_t>(first), each.end());
        turned.insert(turned.end(), each.begin(), each.begin() + static_cast<std::ptrdiff_t>(first));
        orders.push_back(std::move(turned));
    }
    std::vector<NameKey> keys;
    std::set<std::string> seen;
    for (const Order& order : orders) {
        const std::string written = joined(cut(joined(order), " "));
        const std::string key = joined(words(written));
        if (!key.empty() && keys.size() < most && seen.insert(key).second) {
            keys.push_back({key, written});
        }
    }
    return keys;
}

SubjectId subject_named(SubjectKind kind, std::string_view plain) {
    const std::string hex = Sha256().field(json::Format<SubjectKind>::name(kind)).field(plain).hex();
    // UUID version 8 (RFC 9562): made by a rule of our own.
    return SubjectId(fmt::format("{}-{}-8{}-a{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(13, 3),
                                 hex.substr(17, 3), hex.substr(20, 12)));
}

std::string in_words(LocalDate date) {
    static constexpr std::string_view months[] = {"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
    return fmt::format("{} {} {}", date.day, months[date.month - 1], date.year);
}

}  // namespace bluelamp::people
