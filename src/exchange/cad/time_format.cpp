// SPDX-License-Identifier: Apache-2.0
#include "exchange/cad/time_format.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace bluelamp::cad {
namespace {

constexpr std::string_view letters = "YymdbHIpMS%";
constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};

/// The parts as they are read, before they are judged together.
struct Parts {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    bool twelve_hours = false;
    std::optional<bool> afternoon;
};

constexpr bool digit(char c) { return c >= '0' && c <= '9'; }
constexpr char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// One to `most` digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
    std::size_t length = 0;
    int number = 0;
    for (; length < most && length < text.size() && digit(text[length]); ++length) {
        number = number * 10 + (text[length] - '0');
    }
    text.remove_prefix(length);
    return length == 0 ? std::nullopt : std::optional(number);
}

bool take_into(std::string_view& text, std::size_t most, int& into) {
    const auto number = take_number(text, most);
    into = number.value_or(0);
    return number.has_value();
}

std::string small_front(std::string_view text, std::size_t length) {
    std::string front(text.substr(0, length));
    std::transform(front.begin(), front.end(), front.begin(), small);
    return front;
}

bool take_month_name(std::string_view& text, int& into) {
    const auto found = std::find(months.begin(), months.end(), small_front(text, 3));
    into = static_cast<int>(found - months.begin()) + 1;
    text.remove_prefix(std::min<std::size_t>(3, text.size()));
    return found != months.end();
}

bool take_half(std::string_view& text, Parts& parts) {
    const std::string half = small_front(text, 2);
    parts.afternoon = half == "pm";
    text.remove_prefix(std::min<std::size_t>(2, text.size()));
    return half == "am" || half == "pm";
}

bool take_second(std::string_view& text, int& into) {
    if (!take_into(text, 2, into)) {
        return false;
    }
    if (text.size() > 1 && text[0] == '.' && digit(text[1])) {
        text.remove_prefix(1);
        while (!text.empty() && digit(text[0])) {
            text.remove_prefix(1);
        }
    }
    return true;
}

bool take_short_year(std::string_view& text, int& into) {
    const bool read = take_into(text, 2, into);
    into += into < 70 ? 2000 : 1900;
    return read;
}

bool take(char letter, std::string_view& text, Parts& parts) {
    switch (letter) {
        case 'Y': return text.size() >= 4 && take_into(text, 4, parts.year) && parts.year >= 1900 && parts.year <= 2999;
        case 'y': return take_short_year(text, parts.year);
        case 'm': return take_into(text, 2, parts.month);
        case 'd': return take_into(text, 2, parts.day);
        case 'b': return take_month_name(text, parts.month);
        case 'H': return take_into(text, 2, parts.hour);
        case 'I':
            parts.twelve_hours = true;
            return take_into(text, 2, parts.hour) && parts.hour >= 1 && parts.hour <= 12;
        case 'p': return take_half(text, parts);
        case 'M': return take_into(text, 2, parts.minute);
        case 'S': return take_second(text, parts.second);
        default: break;
    }
    const bool percent = !text.empty() && text.front() == '%';
    text.remove_prefix(percent ? 1 : 0);
    return percent;
}

std::optional<LocalDate> date_of(const Parts& parts) {
    const LocalDate day{parts.year, static_cast<unsigned>(parts.month), static_cast<unsigned>(parts.day)};
    return exists(day) ? std::optional(day) : std::nullopt;
}

std::optional<int> seconds_of(const Parts& parts) {
    int hour = parts.hour;
    if (parts.twelve_hours) {
        hour = hour % 12 + (parts.afternoon.value_or(false) ? 12 : 0);
    }
    const bool sound = hour <= 23 && parts.minute <= 59 && parts.second <= 59;
    return sound ? std::optional(hour * 3600 + parts.minute * 60 + parts.second) : std::nullopt;
}

}  // namespace

Result<TimeFormat> TimeFormat::create(std::string_view text) {
    TimeFormat format(text);
    std::string used;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            continue;
        }
        const char letter = i + 1 < text.size() ? text[i + 1] : ' ';
        if (letters.find(letter) == std::string_view::npos) {
            return fail(
                ErrorCode::invalid, "",
                fmt::format("\"{}\" has %{}, which is not known; use %Y %y %m %b %d %H %I %p %M %S.", text, letter));
        }
        used += letter;
        ++i;
    }
    const auto has = [&](std::string_view any) { return used.find_first_of(any) != std::string::npos; };
    format.has_date_ = has("Yymbd");
    format.has_time_ = has("HIpMS");
    const bool whole_date = has("Yy") && has("mb") && has("d");
    const bool whole_time = has("M") && (has("H") ? !has("Ip") : has("I") && has("p"));
    if ((format.has_date_ && !whole_date) || (format.has_time_ && !whole_time) ||
        (!format.has_date_ && !format.has_time_)) {
        return fail(
            ErrorCode::invalid, "",
            fmt::format("\"{}\" is not a whole date or time; a date needs year, month and day, a time needs %H:%M or "
                        "%I:%M %p.",
                        text));
    }
    return format;
}

std::optional<Moment> TimeFormat::read(std::string_view text) const {
    Parts parts;
    for (std::size_t i = 0; i < text_.size(); ++i) {
        if (text_[i] == '%') {
            if (!take(text_[++i], text, parts)) {
                return std::nullopt;
            }
        } else if (text.empty() || text.front() != text_[i]) {
            return std::nullopt;
        } else {
            text.remove_prefix(1);
        }
    }
    Moment moment{has_date_ ? date_of(parts) : std::nullopt, has_time_ ? seconds_of(parts) : std::nullopt};
    const bool sound = text.empty() && moment.date.has_value() == has_date_ && moment.seconds.has_value() == has_time_;
    return sound ? std::optional(moment) : std::nullopt;
}

}  // namespace bluelamp::cad
