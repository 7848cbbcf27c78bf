// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <utf8proc.h>

#include "core/result.hpp"

namespace bluelamp {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080ULL;

/// Length of the leading run of ASCII, eight bytes at a time: almost all text we meet is ASCII.
std::size_t ascii_prefix(std::string_view text) {
    std::size_t at = 0;
    for (; at + 32 <= text.size(); at += 32) {
        std::uint64_t words[4];
        std::memcpy(words, text.data() + at, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & high_bits) != 0) {
            break;
        }
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) {
        ++at;
    }
    return at;
}

/// Length of the well-formed sequence at the front of `text`, 0 when there is none. RFC 3629 section 4.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto tail = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
    const unsigned char lead = byte(0);
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return tail(1) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool whole = tail(1) && tail(2);
        const bool overlong = lead == 0xE0 && whole && byte(1) < 0xA0;
        const bool surrogate = lead == 0xED && whole && byte(1) > 0x9F;
        return whole && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool whole = tail(1) && tail(2) && tail(3);
        const bool overlong = lead == 0xF0 && whole && byte(1) < 0x90;
        const bool beyond = lead == 0xF4 && whole && byte(1) > 0x8F;
        return whole && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string with_spaces_for_bad_bytes(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) {
            clean += ' ';
            text.remove_prefix(1);
        } else {
            clean.append(text.substr(0, length));
            text.remove_prefix(length);
        }
    }
    return clean;
}

void collapse_spaces(std::string& text) {
    std::size_t out = 0;
    for (const char c : text) {
        const bool space = is_ascii_space(c);
        if (space && (out == 0 || text[out - 1] == ' ')) {
            continue;
        }
        text[out++] = space ? ' ' : c;
    }
    if (out > 0 && text[out - 1] == ' ') {
        --out;
    }
    text.resize(out);
}

std::string fold_ascii(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (const char c : text) {
        const bool control = (c >= 0 && c < ' ' && !is_ascii_space(c)) || c == 0x7F;
        if (!control) {
            folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        }
    }
    return folded;
}

utf8proc_int32_t straight_apostrophe(utf8proc_int32_t point, void* /*unused*/) {
    const bool typographic =
        point == 0x2018 || point == 0x2019 || point == 0x02BC || point == 0x0060 || point == 0x00B4;
    return typographic ? '\'' : point;
}

std::string folded_once(const std::string& valid) {
    constexpr auto options =
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                                       UTF8PROC_STRIPMARK | UTF8PROC_STRIPCC | UTF8PROC_IGNORE);
    utf8proc_uint8_t* made = nullptr;
    const auto length =
        utf8proc_map_custom(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()),
                            static_cast<utf8proc_ssize_t>(valid.size()), &made, options, straight_apostrophe, nullptr);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(made, &std::free);
    invariant(length >= 0, "utf8proc refused text that was checked to be UTF-8");
    return {reinterpret_cast<const char*>(owned.get()), static_cast<std::size_t>(length)};
}

/// Apostrophes are made straight before letters come apart, and some hold one (U+0149): it is straight after two.
std::string fold_unicode(const std::string& valid) { return folded_once(folded_once(valid)); }

/// Letters and numbers of any script: the Unicode categories L* and N*.
bool is_word_point(utf8proc_int32_t point) {
    const auto category = utf8proc_category(point);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

}  // namespace

bool valid_utf8(std::string_view text) {
    for (;;) {
        text.remove_prefix(ascii_prefix(text));
        if (text.empty()) {
            return true;
        }
        const std::size_t length = sequence_length(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
}

std::string fold(std::string_view text) {
    std::string folded;
    if (ascii_prefix(text) == text.size() && text.find('`') == std::string_view::npos) {
        folded = fold_ascii(text);
    } else {
        folded = fold_unicode(with_spaces_for_bad_bytes(text));
    }
    collapse_spaces(folded);
    return folded;
}

std::vector<std::string> words(std::string_view text) {
    const std::string folded = fold(text);
    std::string_view rest = folded;
    std::vector<std::string> found;
    std::string word;
    while (!rest.empty()) {
        const std::size_t length = sequence_length(rest);
        utf8proc_int32_t point = 0;
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(rest.data()), static_cast<utf8proc_ssize_t>(length),
                         &point);
        if (is_word_point(point)) {
            word.append(rest.substr(0, length));
        } else if (point != '\'' && !word.empty()) {
            found.push_back(std::move(word));
            word.clear();
        }
        rest.remove_prefix(length);
    }
    if (!word.empty()) {
        found.push_back(std::move(word));
    }
    return found;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_ascii_space(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_ascii_space(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; count > 0 && at < text.size(); --count) {
        const std::size_t length = sequence_length(text.substr(at));
        at += length == 0 ? 1 : length;
    }
    return text.substr(0, at);
}

std::optional<std::int64_t> parse_int(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> parse_real(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

}  // namespace bluelamp
