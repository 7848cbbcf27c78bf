// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "engine/identity/plain.hpp"

namespace bluelamp::identity {
namespace {

std::uint32_t number_of(std::string_view digits) {
    std::uint32_t number = 0;
    for (const char c : digits.substr(0, 8)) {
        number = c >= '0' && c <= '9' ? number * 10 + static_cast<std::uint32_t>(c - '0') : number;
    }
    return number;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::uint32_t month_named(std::string_view word) {
    static constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                             "jul", "aug", "sep", "oct", "nov", "dec"};
    const auto found = std::find(months.begin(), months.end(), word.substr(0, 3));
    return found == months.end() ? 0 : static_cast<std::uint32_t>(found - months.begin() + 1);
}

/// A year of two digits is taken to lie between 1930 and 2029: nobody's clock is asked.
std::uint32_t whole_year(std::string_view digits) {
    const std::uint32_t year = number_of(digits);
    if (digits.size() > 2) {
        return year;
    }
    return year < 30 ? 2000 + year : 1900 + year;
}

std::uint32_t packed(std::uint32_t year, std::uint32_t month, std::uint32_t day) {
    const bool fits = year <= 9999 && month <= 99 && day <= 99;
    return fits ? year * 10000 + month * 100 + day : 0;
}

std::uint32_t three_parts(const std::vector<std::string>& parts) {
    if (const std::uint32_t month = month_named(parts[1]); month != 0) {
        return parts[0].size() == 4 ? packed(whole_year(parts[0]), month, number_of(parts[2]))
                                    : packed(whole_year(parts[2]), month, number_of(parts[0]));
    }
    if (const std::uint32_t month = month_named(parts[0]); month != 0) {
        return packed(whole_year(parts[2]), month, number_of(parts[1]));
    }
    if (!all_digits(parts[0]) || !all_digits(parts[1]) || !all_digits(parts[2])) {
        return 0;
    }
    return parts[0].size() >= 3 ? packed(whole_year(parts[0]), number_of(parts[1]), number_of(parts[2]))
                                : packed(whole_year(parts[2]), number_of(parts[1]), number_of(parts[0]));
}

std::uint32_t two_parts(const std::vector<std::string>& parts) {
    const std::size_t year = parts[0].size() == 4 ? 0 : 1;
    const std::string& other = parts[1 - year];
    const std::uint32_t month = all_digits(other) ? number_of(other) : month_named(other);
    return all_digits(parts[year]) ? packed(whole_year(parts[year]), month, 0) : 0;
}

std::uint32_t one_part(const std::string& part) {
    if (!all_digits(part)) {
        return 0;
    }
    switch (part.size()) {
        case 4: return packed(number_of(part), 0, 0);
        case 6: return packed(number_of(part.substr(0, 4)), number_of(part.substr(4)), 0);
        case 8: return packed(number_of(part.substr(0, 4)), number_of(part.substr(4, 2)), number_of(part.substr(6)));
        default: return 0;
    }
}

}  // namespace

std::uint32_t plain_date(const Written& written) {
    const std::string_view text = written[Kind::date_of_birth].substr(0, 40);
    std::uint32_t date = 0;
    if (!text.empty()) {
        const auto time = text.size() > 10 && all_digits(text.substr(0, 4)) ? text.find_first_of("Tt ", 8) : text.npos;
        const auto parts = plain_words(text.substr(0, time));
        date = parts.size() == 3   ? three_parts(parts)
               : parts.size() == 2 ? two_parts(parts)
               : parts.size() == 1 ? one_part(parts[0])
                                   : 0;
    }
    if (date == 0) {
        const std::string_view month = written[Kind::birth_month];
        const std::uint32_t named =
            month.empty() || all_digits(month) ? number_of(month) : month_named(plain_text(month));
        const std::string_view year = written[Kind::birth_year].substr(0, 4);
        date = packed(year.empty() ? 0 : whole_year(year), named, number_of(written[Kind::birth_day].substr(0, 2)));
    }
    return date;
}

}  // namespace bluelamp::identity
