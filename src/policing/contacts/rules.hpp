// SPDX-License-Identifier: Apache-2.0
/// What may be done with a contact in which state, and what is known of it. Pure: no clock, store or network.
#pragma once

#include "policing/contacts/contacts.hpp"

namespace bluelamp::contacts {

/// What changes who has a contact, or ends it.
enum class Step { send, park, take, hand_over, end, attempt, decide };

/// `conflict`, saying what to do instead, when `step` does not lead on from the contact's state.
Result<void> may(Step step, const Contact& contact);

/// `stale`, naming who has the contact now, unless If-Match names its version: two handlers on one call.
Result<void> expect_version(const Act& act, const Contact& contact);

/// "Call 12 of 21 November": what can be said on a radio.
[[nodiscard]] std::string reference_of(LocalDate received_on, std::int64_t number);

/// What nobody has said yet, in words that say what to ask.
[[nodiscard]] std::vector<std::string> gaps_of(const Contact& contact);

inline constexpr std::string_view crimestoppers_has_no_number =
    "Crimestoppers never says who called: leave the number out.";

/// Whether the informant may be looked for: never when anonymous or through Crimestoppers.
[[nodiscard]] bool may_be_matched(const Contact& contact);

/// Nobody spoke: silent, 55 pressed, dropped, abandoned.
[[nodiscard]] bool without_a_word(Presented presented);

/// How a contact of this channel presents itself when nobody said.
[[nodiscard]] Presented usual_for(Channel channel);

/// A geographic British number (01, 02), where pressing 55 is not offered. `plain` is people::plain_number's.
[[nodiscard]] bool is_landline(std::string_view plain);

/// "999, silent connected".
[[nodiscard]] std::string how_it_came(const Contact& contact);

[[nodiscard]] tasks::About about_of(const Contact& contact);
[[nodiscard]] deadlines::Subject subject_of(const Contact& contact);

/// The name of a code, as a person reads it: "no further action".
template <class Enum>
[[nodiscard]] std::string in_words(Enum value) {
    std::string words(json::Format<Enum>::name(value));
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

}  // namespace bluelamp::contacts
