// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/identity/identity.hpp"

namespace bluelamp::identity {
namespace {

constexpr std::array<std::string_view, kinds> names{
    "given_name",  "middle_name", "surname", "full_name",  "date_of_birth", "birth_year",
    "birth_month", "birth_day",   "sex",     "phone",      "email",         "address",
    "locality",    "postcode",    "place",   "identifier", "other"};

}  // namespace

std::string_view name(Kind kind) { return names[static_cast<std::size_t>(kind)]; }

std::optional<Kind> kind_named(std::string_view word) {
    const auto found = std::find(names.begin(), names.end(), word);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Kind>(found - names.begin()));
}

std::string_view name(Level level) {
    switch (level) {
        case Level::certain: return "certain";
        case Level::probable: return "probable";
        case Level::possible: break;
    }
    return "possible";
}

}  // namespace bluelamp::identity
