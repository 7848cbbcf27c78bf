// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/compare.hpp"

#include <algorithm>
#include <bit>

#include "engine/identity/spelling.hpp"

namespace bluelamp::identity {
namespace {

constexpr int equal = 0, nearly_equal = 1, perhaps = 2, apart_altogether = 3;

struct Date {
    std::uint32_t year, month, day;
    [[nodiscard]] bool partial() const { return year == 0 || day == 0; }
    [[nodiscard]] bool default_day() const { return month == 1 && day == 1; }
};
Date cut(std::uint32_t date) { return {date / 10000, date / 100 % 100, date % 100}; }

bool same_if_known(std::uint32_t a, std::uint32_t b) { return a == 0 || b == 0 || a == b; }

/// One digit of eight differs, or two neighbours are swapped.
bool one_digit_apart(std::uint32_t a, std::uint32_t b) {
    const auto eight = [](std::uint32_t rest) {
        std::array<char, 8> digits{};
        for (std::size_t i = 8; i-- > 0; rest /= 10) {
            digits[i] = static_cast<char>('0' + rest % 10);
        }
        return digits;
    };
    const auto left = eight(a), right = eight(b);
    return edits({left.data(), 8}, {right.data(), 8}, 1) <= 1;
}

std::uint8_t level_of_parts(const Date& a, const Date& b) {
    const bool year = a.year == b.year, month = a.month == b.month, day = a.day == b.day;
    if (year && (a.default_day() || b.default_day())) {
        return born::year_only;
    }
    if (month && day) {
        return born::other_year;
    }
    if (year && month) {
        return born::other_day;
    }
    return year && day ? born::other_month : born::differ;
}

std::uint8_t level_of_birth(std::uint32_t one, std::uint32_t other) {
    const Date a = cut(one), b = cut(other);
    if (a.partial() || b.partial()) {
        const bool fits =
            same_if_known(a.year, b.year) && same_if_known(a.month, b.month) && same_if_known(a.day, b.day);
        return fits ? born::year_only : born::differ;
    }
    if (one == other) {
        return exact;
    }
    if (a.year == b.year && a.month == b.day && a.day == b.month) {
        return born::day_month_swapped;
    }
    if (a.default_day() && b.default_day()) {
        return born::other_year;  // only the years were known
    }
    return one_digit_apart(one, other) ? born::one_digit : level_of_parts(a, b);
}

/// "smith jones" and "smith": double-barrelled, or married.
bool share_word(std::string_view a, std::string_view b) {
    if (a.find(' ') == std::string_view::npos && b.find(' ') == std::string_view::npos) {
        return false;
    }
    for (std::size_t at = 0; at < a.size();) {
        const std::size_t end = std::min(a.find(' ', at), a.size());
        const std::string_view word = a.substr(at, end - at);
        constexpr std::size_t short_word = 3;  // "de", "van"
        if (word.size() > short_word && b.find(word) != std::string_view::npos) {
            return true;
        }
        at = end + 1;
    }
    return false;
}

/// 14 and 114, 14 and 4, 41 and 14, 14a and 14: a slip of the finger.
bool near_number(std::uint16_t a, std::uint16_t b) {
    const std::string left = std::to_string(a), right = std::to_string(b);
    return edits(left, right, 1) <= 1 && (left.size() > 1 || right.size() > 1);
}

}  // namespace

Compared Comparer::operator()(const Record& a, const Record& b) {
    static_cast<void>(begin(a, b));
    return finish(a, b);
}

const Compared& Comparer::begin(const Record& a, const Record& b) {
    found_ = Compared{};
    names(a, b);
    middle_names(a.middle, b.middle);
    birth(a.born, b.born);
    if (a.sex != 0 && b.sex != 0) {
        set(Comparison::sex, a.sex == b.sex ? exact : sex::differ);
    }
    return found_;
}

const Compared& Comparer::finish(const Record& a, const Record& b) {
    nearly(Comparison::phone, &Records::phones, a.phone, b.phone);
    nearly(Comparison::email, &Records::emails, a.email, b.email);
    nearly(Comparison::identifier, &Records::identifiers, a.identifier, b.identifier);
    nearly(Comparison::other, &Records::others, a.other, b.other);
    whereabouts(a, b);
    places(Comparison::locality, &Records::localities, a.locality, b.locality);
    places(Comparison::place, &Records::places, a.place, b.place);
    return found_;
}

int Comparer::apart(ValueId a, ValueId b) {
    if (a == b) {
        return equal;
    }
    const std::uint64_t both = std::uint64_t{std::min(a, b)} << 32 | std::max(a, b);
    NamePair& known = names_[(both * 0x9E3779B97F4A7C15ULL >> 40) & (names_.size() - 1)];
    if (known.names != both) {
        known = {both, measure_apart(a, b)};
    }
    return known.apart;
}

int Comparer::measure_apart(ValueId a, ValueId b) const {
    const NameFeatures &left = values_.features(a), &right = values_.features(b);
    constexpr int too_many_letters = 5;
    if (std::popcount(left.letters ^ right.letters) > too_many_letters) {
        return apart_altogether;
    }
    const std::string_view one = values_.name(a), other = values_.name(b);
    const unsigned shorter = std::min(left.length, right.length);
    constexpr unsigned short_name = 3, long_name = 7;
    const unsigned allowed = shorter >= long_name ? 2 : 1;
    const unsigned far = edits(one, other, allowed);
    if (far <= 1 && shorter >= short_name) {
        return nearly_equal;
    }
    const bool sounds = left.sound == right.sound && left.sound != 0 && shorter >= short_name;
    const bool begins = shorter >= short_name && (one.starts_with(other) || other.starts_with(one));
    if (far <= allowed || sounds || begins) {
        return perhaps;
    }
    constexpr double much = 0.90;
    return one[0] == other[0] && jaro_winkler(one, other) >= much ? perhaps : apart_altogether;
}

/// One slip changes two kinds of letters at most.
bool Comparer::may_be_near(ValueId a, ValueId b) const {
    return std::popcount(values_.features(a).letters ^ values_.features(b).letters) <= 2;
}

/// Of given names, by nicknames and initials as well.
int Comparer::given_apart(ValueId a, ValueId b) {
    if (is_nickname(values_.features(a).nickname, values_.features(b).nickname)) {
        return nearly_equal;
    }
    if (is_initial(a) || is_initial(b)) {
        return first_letter(a) == first_letter(b) ? perhaps : apart_altogether;
    }
    return apart(a, b);
}

void Comparer::names(const Record& a, const Record& b) {
    const bool may_be_turned = a.given != 0 && a.surname != 0 && b.given != 0 && b.surname != 0 && a.given != b.given &&
                               a.surname != b.surname;
    if (may_be_turned) {
        // Where both may be the wrong way round, the order of the records shall not decide.
        const bool in_order = values_.name(a.given) < values_.name(b.given);
        const Record &one = in_order ? a : b, &other = in_order ? b : a;
        if (swapped(one, other) || swapped(other, one)) {
            return;
        }
    }
    if (!one_name(a, b) && !one_name(b, a)) {
        given_names(a, b);
        surnames(a.surname, b.surname);
    }
}

/// Whoever gave one name only may have given his surname.
bool Comparer::one_name(const Record& one, const Record& whole) {
    if (one.surname != 0 || one.given == 0 || whole.surname == 0 || is_initial(one.given) || one.given == whole.given ||
        !may_be_near(one.given, whole.surname)) {
        return false;
    }
    const int far = apart(one.given, whole.surname);
    if (far > nearly_equal || (whole.given != 0 && apart(one.given, whole.given) <= far)) {
        return false;
    }
    set(Comparison::surname, far == equal ? exact : surname::close,
        std::max(frequencies_.surname(one.given), frequencies_.surname(whole.surname)));
    return true;
}

/// `turned` has its names in the wrong order, at most one of them with a slip.
bool Comparer::swapped(const Record& turned, const Record& right) {
    if (is_initial(turned.given) || is_initial(right.surname) || !may_be_near(turned.given, right.surname)) {
        return false;
    }
    const int family = apart(turned.given, right.surname);
    if (family > nearly_equal) {
        return false;
    }
    const int first = given_apart(turned.surname, right.given);
    if (first > perhaps || (family == nearly_equal && first > equal)) {
        return false;
    }
    const bool one_letter = is_initial(turned.surname) || is_initial(right.given);
    const std::uint8_t not_quite = one_letter ? given::initial : given::swapped_close;
    const float of_given = std::max(frequencies_.given(turned.surname), frequencies_.given(right.given));
    const float of_surname = std::max(frequencies_.surname(turned.given), frequencies_.surname(right.surname));
    set(Comparison::given, first == equal ? given::swapped : not_quite, first == equal ? of_given : 0);
    set(Comparison::surname, family == equal ? surname::swapped : surname::swapped_close,
        family == equal ? of_surname : 0);
    return true;
}

void Comparer::given_names(const Record& one, const Record& other) {
    const ValueId a = one.given, b = other.given;
    if (a == 0 || b == 0) {
        return;
    }
    if (is_initial(a) || is_initial(b)) {
        set(Comparison::given, first_letter(a) == first_letter(b) ? given::initial : given::differ);
        return;
    }
    const float commoner = std::max(frequencies_.given(a), frequencies_.given(b));
    if (a == b) {
        set(Comparison::given, exact, commoner);
        return;
    }
    const NicknameId left = values_.features(a).nickname, right = values_.features(b).nickname;
    const int far = apart(a, b);
    if (is_nickname(left, right)) {
        set(Comparison::given, given::nickname, commoner);
    } else if (far == nearly_equal) {
        set(Comparison::given, given::close, commoner);
    } else if (one.middle == b || other.middle == a) {
        set(Comparison::given, given::as_middle);
    } else if (far == perhaps || share_name(left, right)) {
        set(Comparison::given, given::alike, commoner);
    } else {
        set(Comparison::given, given::differ);
    }
}

void Comparer::surnames(ValueId a, ValueId b) {
    if (a == 0 || b == 0) {
        return;
    }
    if (is_initial(a) || is_initial(b)) {
        set(Comparison::surname, first_letter(a) == first_letter(b) ? surname::initial : surname::differ);
        return;
    }
    const float commoner = std::max(frequencies_.surname(a), frequencies_.surname(b));
    const int far = apart(a, b);
    if (far == equal) {
        set(Comparison::surname, exact, commoner);
    } else if (far < apart_altogether) {
        set(Comparison::surname, far == nearly_equal ? surname::close : surname::alike, commoner);
    } else {
        set(Comparison::surname, share_word(values_.name(a), values_.name(b)) ? surname::part : surname::differ);
    }
}

void Comparer::middle_names(ValueId a, ValueId b) {
    if (a == 0 || b == 0) {
        return;
    }
    if (a == b && !is_initial(a)) {
        set(Comparison::middle, exact, frequencies_.middle(a));
    } else if ((is_initial(a) || is_initial(b)) && first_letter(a) == first_letter(b)) {
        set(Comparison::middle, middle::initial);
    } else if (apart(a, b) < apart_altogether || share_word(values_.name(a), values_.name(b))) {
        set(Comparison::middle, middle::close, std::max(frequencies_.middle(a), frequencies_.middle(b)));
    } else {
        set(Comparison::middle, middle::differ);
    }
}

void Comparer::birth(std::uint32_t a, std::uint32_t b) {
    if (a != 0 && b != 0) {
        const std::uint8_t level = level_of_birth(a, b);
        set(Comparison::born, level, level == exact ? frequencies_.born(a) : 0);
    }
}

void Comparer::nearly(Comparison comparison, Texts Records::*texts, ValueId a, ValueId b) {
    if (a == 0 || b == 0) {
        return;
    }
    if (a == b) {
        set(comparison, exact, frequencies_.value(comparison, a));
        return;
    }
    const unsigned allowed = comparison == Comparison::email ? 2 : (comparison == Comparison::other ? 0 : 1);
    const bool near = allowed > 0 && edits(values_.text(texts, a), values_.text(texts, b), allowed) <= allowed;
    const float commoner = near ? std::max(frequencies_.value(comparison, a), frequencies_.value(comparison, b)) : 0;
    set(comparison, near ? nearly::close : nearly::differ, commoner);
}

std::uint8_t Comparer::address_level(ValueId a, ValueId b) const {
    if (a == 0 || b == 0) {
        return missing;
    }
    if (a == b) {
        return where::same;
    }
    const AddressParts &left = values_.address_parts(a), &right = values_.address_parts(b);
    constexpr int too_many_letters = 7;
    if (std::popcount(left.letters ^ right.letters) > too_many_letters) {
        return where::differ;
    }
    const std::string_view one = values_.street(a), other = values_.street(b);
    constexpr double much = 0.92;
    const bool begins = !one.empty() && !other.empty() && (one.starts_with(other) || other.starts_with(one));
    if (!begins && one != other && edits(one, other, 2) > 2 && jaro_winkler(one, other) < much) {
        return where::differ;
    }
    const bool flat = left.flat == right.flat;
    if (left.number == right.number) {
        return flat ? where::alike : where::other_flat;
    }
    const bool near = left.number == 0 || right.number == 0 || near_number(left.number_value, right.number_value);
    return near && flat ? where::other_flat : where::other_number;
}

std::uint8_t Comparer::postcode_level(ValueId a, ValueId b) const {
    if (a == 0 || b == 0) {
        return missing;
    }
    if (a == b) {
        return exact;
    }
    const std::string_view one = values_.text(&Records::postcodes, a), other = values_.text(&Records::postcodes, b);
    if (edits(one, other, 1) <= 1) {
        return where::close_postcode;
    }
    const std::string_view district = one.substr(0, outward_length(one));
    return district == other.substr(0, outward_length(other)) ? where::district : where::other_postcode;
}

void Comparer::whereabouts(const Record& a, const Record& b) {
    const std::uint8_t address = address_level(a.address, b.address);
    const std::uint8_t postcode = postcode_level(a.postcode, b.postcode);
    float rarity = address == where::same ? frequencies_.value(Comparison::where, a.address) : 0;
    if (postcode == exact) {
        rarity = std::min(rarity, frequencies_.postcode(a.postcode));
    }
    set(Comparison::where, static_cast<std::uint8_t>(address * where::postcodes + postcode), rarity);
}

/// After whereabouts(): what a postcode or an address that agrees says already is not counted again.
void Comparer::places(Comparison comparison, Texts Records::*texts, ValueId a, ValueId b) {
    if (a == 0 || b == 0) {
        return;
    }
    const std::uint8_t whereabouts = found_.level[static_cast<std::size_t>(Comparison::where)];
    const bool told = whereabouts % where::postcodes == exact || whereabouts / where::postcodes == where::same;
    if (a == b) {
        set(comparison, told ? place::exact_by_postcode : exact, told ? 0 : frequencies_.value(comparison, a));
    } else if (edits(values_.text(texts, a), values_.text(texts, b), 2) <= 2) {
        set(comparison, place::close);
    } else {
        set(comparison, told ? place::differ_by_postcode : place::differ);
    }
}

}  // namespace bluelamp::identity
