// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/plain.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace bluelamp::identity {
namespace {

constexpr std::size_t longest = 400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Latin letters for a two-byte Cyrillic or Greek letter that fold() left in lower case (after ISO 9 and ISO 843,
/// without marks). Empty: none.
std::string_view latin_of(unsigned point) {
    static constexpr std::array<std::string_view, 32> cyrillic{
        "a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "y",    "k", "l", "m", "n", "o",  "p",
        "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "",  "y", "",  "e", "yu", "ya"};
    static constexpr std::array<std::string_view, 25> greek{"a", "v", "g", "d", "e",  "z",  "i", "th", "i",
                                                            "k", "l", "m", "n", "x",  "o",  "p", "r",  "s",
                                                            "s", "t", "y", "f", "ch", "ps", "o"};
    if (point >= 0x430 && point <= 0x44F) {
        return cyrillic[point - 0x430];
    }
    if (point >= 0x3B1 && point <= 0x3C9) {
        return greek[point - 0x3B1];
    }
    return point == 0x456 ? "i" : "";
}

std::string in_latin(const std::string& word) {
    std::string latin;
    for (std::size_t at = 0; at < word.size();) {
        const auto lead = static_cast<unsigned char>(word[at]);
        const bool two = lead >= 0xC0 && lead < 0xE0 && at + 1 < word.size();
        const unsigned point = two ? (lead & 0x1FU) << 6 | (static_cast<unsigned char>(word[at + 1]) & 0x3FU) : 0;
        if (two && (latin_of(point) != "" || point == 0x44A || point == 0x44C)) {
            latin += latin_of(point);
            at += 2;
        } else {
            latin += word[at++];
        }
    }
    return latin;
}

/// As core's words(), for the ASCII that almost all text is.
bool ascii_words(std::string_view written, Commas commas, std::vector<std::string>& found) {
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) {
            found.push_back(std::move(word));
            word.clear();
        }
    };
    for (const char c : written) {
        if (is_letter(c) || is_digit(c)) {
            word += c;
        } else if (c >= 'A' && c <= 'Z') {
            word += static_cast<char>(c - 'A' + 'a');
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            return false;
        } else if (c != '\'' && c != '`') {
            end_word();
            if (c == ',' && commas == Commas::keep) {
                found.emplace_back(",");
            }
        }
    }
    end_word();
    return true;
}

bool says_nothing(std::string_view plain) {
    static constexpr std::array<std::string_view, 22> nothing{
        "unknown", "not known", "not given", "not stated",     "refused",          "none",     "n a",       "na",
        "nk",      "nfa",       "nil",       "null",           "no name",          "withheld", "anonymous", "x",
        "tbc",     "anon",      "test",      "no fixed abode", "no fixed address", "unk"};
    return std::find(nothing.begin(), nothing.end(), plain) != nothing.end();
}

/// Half after the space: a digit and two letters.
bool is_inward(std::string_view half) {
    return half.size() == 3 && is_digit(half[0]) && is_letter(half[1]) && is_letter(half[2]);
}
bool is_outward(std::string_view half) {
    return half.size() >= 2 && half.size() <= 4 && is_letter(half[0]) &&
           std::any_of(half.begin() + 1, half.end(), is_digit);
}
bool is_british(std::string_view plain) {
    return plain.size() >= 5 && plain.size() <= 7 && is_inward(plain.substr(plain.size() - 3)) &&
           is_outward(plain.substr(0, plain.size() - 3));
}

}  // namespace

std::vector<std::string> plain_words(std::string_view written, Commas commas) {
    written = written.substr(0, longest);
    std::vector<std::string> found;
    if (ascii_words(written, commas, found)) {
        return found;
    }
    found.clear();
    for (std::size_t at = 0; at <= written.size();) {
        const std::size_t comma = commas == Commas::keep ? written.find(',', at) : std::string_view::npos;
        const std::size_t end = std::min(comma, written.size());
        for (const std::string& word : words(written.substr(at, end - at))) {
            found.push_back(in_latin(word));
        }
        if (end < written.size()) {
            found.emplace_back(",");
        }
        at = end + 1;
    }
    return found;
}

std::string plain_text(std::string_view written) {
    std::string text;
    for (const std::string& word : plain_words(written)) {
        text += (text.empty() ? "" : " ") + word;
    }
    return says_nothing(text) ? "" : text;
}

char plain_sex(std::string_view written) {
    const std::string text = plain_text(written);
    if (text == "m" || text == "male" || text == "man" || text == "boy") {
        return 'm';
    }
    if (text == "f" || text == "female" || text == "woman" || text == "girl") {
        return 'f';
    }
    return text.empty() || text == "u" || text == "0" || text == "9" ? '\0' : 'x';
}

std::string plain_phone(std::string_view written) {
    written = written.substr(0, longest);
    const std::size_t first = written.find_first_of("0123456789");
    if (first == std::string_view::npos) {
        return "";
    }
    const bool plus = written.substr(0, first).find('+') != std::string_view::npos;
    // "ext. 12" and "x12" are no part of the number; neither is a second number after a stroke or a comma.
    written = written.substr(0, written.find_first_of("xX/,;", first));
    std::string digits;
    for (std::size_t at = first; at < written.size(); ++at) {
        if (written.substr(at).starts_with("(0)") && plus) {
            at += 2;
        } else if (is_digit(written[at])) {
            digits += written[at];
        }
    }
    constexpr std::size_t fewest = 6, most = 17, national = 10;
    if (digits.size() < fewest || digits.size() > most ||
        std::all_of(digits.begin(), digits.end(), [&](char c) { return c == digits.back(); })) {
        return "";
    }
    if (plus) {
        return "+" + digits;
    }
    if (digits.starts_with("00")) {
        return "+" + digits.substr(2);
    }
    if (digits.starts_with("0")) {
        return "+44" + digits.substr(1);
    }
    return (digits.starts_with("44") && digits.size() == national + 2 ? "+" : "") + digits;
}

std::string plain_email(std::string_view written) {
    const std::string email = fold(trim(written.substr(0, longest)));
    return email.find('@') == std::string::npos || email.find(' ') != std::string::npos ? "" : email;
}

std::string plain_postcode(std::string_view written) {
    std::string plain;
    for (const std::string& word : plain_words(written)) {
        plain += word;
    }
    constexpr std::size_t most = 12;
    return says_nothing(plain) || plain.size() > most || plain.size() < 2 ? "" : plain;
}

std::size_t outward_length(std::string_view plain) { return is_british(plain) ? plain.size() - 3 : plain.size() / 2; }

}  // namespace bluelamp::identity
