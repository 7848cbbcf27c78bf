// SPDX-License-Identifier: Apache-2.0
/// What was said, in the one form it is compared in. Pure; nothing is guessed: two ways of writing become one only
/// where nobody could mean different things by them. Known to this desk only.
#pragma once

#include "policing/people/people.hpp"

namespace bluelamp::people {

/// "Flat 2, 14 Long Lane, EC1A 9HF" as flat "2", words {14, long, lane}, postcode "ec1a9hf".
struct PlainAddress {
    std::string flat;
    std::vector<std::string> words;
    std::string postcode;  ///< whole, or empty

    [[nodiscard]] std::string folded() const;
    /// False for what says nothing ("unknown", "no fixed abode", a postcode alone).
    [[nodiscard]] bool names_a_place() const;
};
PlainAddress plain_address(std::string_view said, std::string_view postcode);

/// True for what a postcode may begin with, from the outward half on: "ec1a", "ec1a9".
[[nodiscard]] bool begins_postcode(std::string_view folded);

/// Folded, without spaces and dashes.
[[nodiscard]] std::string plain_registration(std::string_view written);

/// "Ruth Anne Example".
[[nodiscard]] std::string full_name(const std::optional<std::string>& given, const std::optional<std::string>& others,
                                    const std::optional<std::string>& family);

/// One order in which somebody may begin to type a name.
struct NameKey {
    std::string key;      ///< "example ruth"
    std::string written;  ///< "Example Ruth"
};
/// Given before family name first; then the other way round, and from each further word on.
std::vector<NameKey> name_keys(const std::optional<std::string>& given, const std::optional<std::string>& others,
                               const std::optional<std::string>& family);

/// Words folded and joined by single spaces.
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

/// The id of a number, an address or a registration, made from what it is.
[[nodiscard]] SubjectId subject_named(SubjectKind kind, std::string_view plain);

/// "3 May 1970".
[[nodiscard]] std::string in_words(LocalDate date);

/// The first text after all that begin with `prefix`: U+10FFFF stands behind every letter.
[[nodiscard]] inline std::string after_all(std::string_view prefix) { return std::string(prefix) + "\xF4\x8F\xBF\xBF"; }

}  // namespace bluelamp::people
