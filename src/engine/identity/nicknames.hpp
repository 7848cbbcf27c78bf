// SPDX-License-Identifier: Apache-2.0
/// Nicknames: which given names are used for one another. From reference/identity/nicknames.csv, built in.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace bluelamp::identity {

using NicknameId = std::uint16_t;  ///< 0: not on the list
[[nodiscard]] NicknameId nickname_id(std::string_view plain);
/// "bill" and "william", either way round.
[[nodiscard]] bool is_nickname(NicknameId a, NicknameId b);
/// "bill" and "will": both are used for one name.
[[nodiscard]] bool share_name(NicknameId a, NicknameId b);
/// The names that go with one, as ids.
[[nodiscard]] std::span<const std::uint16_t> places_related(NicknameId id);
[[nodiscard]] std::string_view name_at(std::uint16_t place);

namespace nicknames {
extern const std::span<const std::string_view> names;  ///< sorted
extern const std::span<const std::uint16_t> starts;    ///< into `related`, one more than names
extern const std::span<const std::uint16_t> related;   ///< places in `names`
}  // namespace nicknames

}  // namespace bluelamp::identity
