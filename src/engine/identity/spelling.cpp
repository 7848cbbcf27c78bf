// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/spelling.hpp"

#include <algorithm>
#include <array>

namespace bluelamp::identity {
namespace {

constexpr std::size_t longest = 60;

/// What neither end shares: the ends do not count.
void strip_common(std::string_view& a, std::string_view& b) {
    const auto front = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
    a.remove_prefix(static_cast<std::size_t>(front));
    b.remove_prefix(static_cast<std::size_t>(front));
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
}

/// How one letter, or two or three together, sound: one sign and how many letters it took.
struct Sound {
    char sign;
    std::size_t letters;
};

Sound sound_of(std::string_view rest, bool first) {
    struct Together {
        std::string_view letters;
        char sign;
        bool only_first;
    };
    static constexpr std::array<Together, 17> together{{{"tch", 'x', false},
                                                        {"sch", 's', false},
                                                        {"ough", 'f', false},
                                                        {"augh", 'f', false},
                                                        {"kn", 'n', true},
                                                        {"gn", 'n', true},
                                                        {"wr", 'r', true},
                                                        {"ps", 's', true},
                                                        {"ph", 'f', false},
                                                        {"th", 't', false},
                                                        {"ch", 'x', false},
                                                        {"sh", 's', false},
                                                        {"gh", '-', false},
                                                        {"ck", 'k', false},
                                                        {"dg", 'j', false},
                                                        {"ts", 's', false},
                                                        {"rh", 'r', false}}};
    for (const Together& each : together) {
        if ((first || !each.only_first) && rest.starts_with(each.letters)) {
            return {each.sign, each.letters.size()};
        }
    }
    static constexpr std::array<char, 26> signs{'-', 'b', 'k', 't', '-', 'f', 'k', '-', '-', 'j', 'k', 'l', 'm',
                                                'n', '-', 'p', 'k', 'r', 's', 't', '-', 'f', '-', 'k', '-', 's'};
    const char letter = rest[0];
    if (letter < 'a' || letter > 'z') {
        return {'-', 1};
    }
    if (letter == 'c' && rest.size() > 1 && (rest[1] == 'e' || rest[1] == 'i' || rest[1] == 'y')) {
        return {'s', 1};
    }
    if (letter == 'g' && rest.size() > 1 && (rest[1] == 'e' || rest[1] == 'i')) {
        return {'j', 1};
    }
    const char sign = signs[static_cast<std::size_t>(letter - 'a')];
    if (sign == '-' && first) {
        return {letter == 'h' || letter == 'w' ? letter : 'a', 1};
    }
    return {sign, 1};
}

}  // namespace

unsigned edits(std::string_view a, std::string_view b, unsigned most) {
    a = a.substr(0, longest);
    b = b.substr(0, longest);
    if (a.size() > b.size()) {
        std::swap(a, b);
    }
    if (b.size() - a.size() > most) {
        return most + 1;
    }
    strip_common(a, b);
    if (a.empty()) {
        return static_cast<unsigned>(b.size());
    }
    if (most == 1) {
        // One slip leaves one letter against one, or two neighbours the other way round.
        const bool one = b.size() == 1 || (a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0]);
        return one ? 1 : 2;
    }
    using Row = std::array<unsigned char, longest + 1>;
    std::array<Row, 3> rows;
    for (std::size_t j = 0; j <= b.size(); ++j) {
        rows[0][j] = static_cast<unsigned char>(j);
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        Row& now = rows[i % 3];
        const Row &one = rows[(i + 2) % 3], &two = rows[(i + 1) % 3];
        now[0] = static_cast<unsigned char>(i);
        unsigned char least = now[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = a[i - 1] == b[j - 1];
            int best = std::min({one[j] + 1, now[j - 1] + 1, one[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                best = std::min(best, two[j - 2] + 1);
            }
            now[j] = static_cast<unsigned char>(best);
            least = std::min(least, now[j]);
        }
        if (least > most) {
            return most + 1;
        }
    }
    return std::min<unsigned>(rows[a.size() % 3][b.size()], most + 1);
}

double jaro_winkler(std::string_view a, std::string_view b) {
    a = a.substr(0, longest);
    b = b.substr(0, longest);
    if (a > b) {
        std::swap(a, b);  // which letters match may depend on who is first; the answer shall not
    }
    if (a.empty() || b.empty()) {
        return 0;
    }
    const std::size_t reach = std::max<std::size_t>(std::max(a.size(), b.size()) / 2, 1) - 1;
    std::array<bool, longest> used{};
    std::array<char, longest> matched{};
    std::size_t matches = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t end = std::min(b.size(), i + reach + 1);
        for (std::size_t j = i > reach ? i - reach : 0; j < end; ++j) {
            if (!used[j] && a[i] == b[j]) {
                used[j] = true;
                matched[matches++] = a[i];
                break;
            }
        }
    }
    if (matches == 0) {
        return 0;
    }
    std::size_t turned = 0;
    for (std::size_t j = 0, k = 0; j < b.size(); ++j) {
        if (used[j]) {
            turned += b[j] != matched[k++] ? 1 : 0;
        }
    }
    const auto m = static_cast<double>(matches);
    const double jaro = (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) +
                         (m - static_cast<double>(turned) / 2) / m) /
                        3;
    std::size_t common = 0;
    while (common < std::min({a.size(), b.size(), std::size_t{4}}) && a[common] == b[common]) {
        ++common;
    }
    return jaro + static_cast<double>(common) * 0.1 * (1 - jaro);
}

std::uint32_t sound(std::string_view word) {
    std::uint32_t packed = 0;
    int signs = 0;
    char last = 0;
    for (std::size_t at = 0; at < word.size() && signs < 6;) {
        const Sound heard = sound_of(word.substr(at), at == 0);
        if (heard.sign != '-' && heard.sign != last) {
            packed = packed << 5 | static_cast<std::uint32_t>(heard.sign - 'a' + 1);
            ++signs;
        }
        const bool vowel = heard.sign == '-' && word[at] != 'h' && word[at] != 'w';
        last = heard.sign != '-' ? heard.sign : (vowel ? '-' : last);
        at += heard.letters;
    }
    return packed;
}

}  // namespace bluelamp::identity
