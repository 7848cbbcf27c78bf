// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/json.hpp"
#include "policy/policy.hpp"

namespace bluelamp::policy {
namespace {

using Lines = std::vector<std::string>;

std::string spaced(std::string_view name) {
    std::string words(name.substr(0, name.ends_with("_s") ? name.size() - 2 : name.size()));
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string shown(const std::string& text) { return text.empty() ? "nothing" : text; }
std::string shown(bool value) { return value ? "yes" : "no"; }
std::string shown(std::int64_t value) { return fmt::format("{}", value); }
std::string shown(double value) { return fmt::format("{:.6g}", value); }
std::string shown(const Limit& limit) { return limit.s == 0 && limit.days == 0 ? "none" : in_words(limit); }
std::string shown(const ThriveStep& step) { return fmt::format("{} from {}", step.level, step.from); }
std::string shown(const Telling& telling) {
    const std::string by = in_words({TimeBasis::elapsed, std::abs(telling.offset_s), 0});
    return telling.offset_s == 0 ? telling.to + " at the limit"
                                 : fmt::format("{} {} {}", telling.to, by, telling.offset_s < 0 ? "before" : "after");
}
std::string shown(const Raises& raises) {
    return fmt::format("{} ({}): {}{}{}", raises.when, raises.because, shown(raises.level),
                       raises.vulnerable ? ", at risk" : "", raises.crime ? ", a crime" : "");
}
template <class Enum, class = std::enable_if_t<std::is_enum_v<Enum>>>
std::string shown(Enum value) {
    return spaced(json::Format<Enum>::name(value));
}
template <class T>
std::string shown(const std::optional<T>& value) {
    return value ? shown(*value) : "none";
}
template <class T>
std::string shown(const std::vector<T>& list) {
    std::vector<std::string> texts;
    for (const T& each : list) {
        texts.push_back(shown(each));
    }
    return list.empty() ? "nothing" : fmt::format("{}", fmt::join(texts, "; "));
}

/// "900" of "limit_s" is "15 min".
template <class T>
std::string shown_as(std::string_view name, const T& value) {
    if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, std::optional<std::int64_t>>) {
        const std::optional<std::int64_t> number(value);
        if (name.ends_with("_s") && number) {
            return *number == 0 ? "none" : in_words({TimeBasis::elapsed, *number, 0});
        }
    }
    return shown(value);
}

template <class T>
void compare(Lines& out, const std::string& what, std::string_view name, const T& before, const T& after);

template <class T>
void compare_members(Lines& out, const std::string& what, const T& before, const T& after) {
    boost::mp11::mp_for_each<json::Members<T>>(
        [&](auto member) { compare(out, what, member.name, before.*member.pointer, after.*member.pointer); });
}

/// Things with a code are the same thing when the code is, wherever they stand.
template <class T>
void compare_coded(Lines& out, const std::string& what, const std::vector<T>& before, const std::vector<T>& after) {
    const auto with_code = [](const std::vector<T>& list, const std::string& code) {
        return std::find_if(list.begin(), list.end(), [&](const T& each) { return each.code == code; });
    };
    for (const T& each : after) {
        const std::string name = fmt::format("{} \"{}\"", what, each.code);
        const auto old = with_code(before, each.code);
        if (old == before.end()) {
            out.push_back(name + " is new.");
        } else {
            compare_members(out, name, *old, each);
        }
    }
    for (const T& each : before) {
        if (with_code(after, each.code) == after.end()) {
            out.push_back(fmt::format("{} \"{}\" is gone.", what, each.code));
        }
    }
}

template <class T>
inline constexpr bool coded_list = false;
template <class T>
inline constexpr bool coded_list<std::vector<T>> = requires(T each) {
    each.code;
};

std::string singular(std::string_view name) {
    std::string words = spaced(name);
    if (words.ends_with('s')) {
        words.pop_back();
    }
    return words;
}

template <class T>
void compare(Lines& out, const std::string& what, std::string_view name, const T& before, const T& after) {
    const std::string full = what.empty() ? spaced(name) : what + ": " + spaced(name);
    if constexpr (coded_list<T>) {
        compare_coded(out, what.empty() ? singular(name) : what + ", " + singular(name), before, after);
    } else if constexpr (boost::describe::has_describe_members<T>::value && !std::is_same_v<T, Limit>) {
        compare_members(out, what.empty() ? spaced(name) : what + ", " + spaced(name), before, after);
    } else {
        const std::string was = shown_as(name, before), is = shown_as(name, after);
        if (was != is) {
            out.push_back(fmt::format("{} {}, was {}", full, is, was));
        }
    }
}

}  // namespace

std::vector<std::string> differences(const Policy& before, const Policy& after) {
    Lines out;
    compare_members(out, "", before, after);
    for (std::string& line : out) {
        line.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(line.front())));
    }
    return out;
}

}  // namespace bluelamp::policy
