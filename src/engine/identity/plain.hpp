// SPDX-License-Identifier: Apache-2.0
/// Plain forms: what was written, brought to the form in which it is compared. Lower case, no accents, Cyrillic and
/// Greek in Latin letters, abbreviations written out. What says nothing ("unknown", "refused", a number of zeros) is
/// empty. Every function takes any bytes and looks at the first 400 of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/identity/identity.hpp"

namespace bluelamp::identity {

/// Runs of letters and digits; an apostrophe joins. ",": kept as a word of its own when asked for.
enum class Commas { drop, keep };
[[nodiscard]] std::vector<std::string> plain_words(std::string_view written, Commas commas = Commas::drop);

/// A name in its parts. Titles ("Mrs", "Sir") and what follows a name ("junior", "OBE") are taken off.
struct PlainName {
    std::string given, middle, surname;
};
/// From given name, middle name, surname and full name, whichever are there; a full name fills what the others leave.
[[nodiscard]] PlainName plain_name(const Written& written);

/// year * 10000 + month * 100 + day, each as written even where there is no such day; a part not known is 0.
/// Understands 1970-05-03, 19700503, 03/05/1970, 3.5.70, 3 May 1970, May 1970 and 1970. 0: no date.
[[nodiscard]] std::uint32_t plain_date(const Written& written);

/// 'm', 'f' or 'x' for anything else that was said; 0: nothing.
[[nodiscard]] char plain_sex(std::string_view written);

/// The digits with +44 for British numbers in every written form; empty for fewer than six or all the same.
[[nodiscard]] std::string plain_phone(std::string_view written);
[[nodiscard]] std::string plain_email(std::string_view written);

/// Without spaces.
[[nodiscard]] std::string plain_postcode(std::string_view written);
/// How many letters of a plain postcode are its district: "w1a" of "w1a9zz" (GOV.UK, BS 7666-2); half of any other.
[[nodiscard]] std::size_t outward_length(std::string_view plain);

struct PlainAddress {
    std::string flat, number, street;  ///< "2", "14a", "long lane walford"; a house name is part of the street
    std::string postcode;              ///< where it stood in the address
    [[nodiscard]] bool empty() const { return number.empty() && street.empty() && flat.empty(); }
    [[nodiscard]] std::string joined() const { return flat + '/' + number + '/' + street; }
};
[[nodiscard]] PlainAddress plain_address(std::string_view written);

/// Anything else: its words with one space between them.
[[nodiscard]] std::string plain_text(std::string_view written);

}  // namespace bluelamp::identity
