// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "tasks/store.hpp"

namespace bluelamp::tasks {

Result<std::string> owner_who_may(db::Reader& reader, const Act& act, const access::OwnerId& owner, Permission needed,
                                  std::string_view field) {
    constexpr std::string_view person = "person:";
    std::string name = TRY(need_owner(reader, act.force, owner, field));
    if (!owner.text.starts_with(person)) {
        return name;
    }
    const AccountId account(owner.text.substr(person.size()));
    const auto who = TRY(access::actor_of(reader, act.force, account, act.now));
    if (!who || !who->permissions.test(static_cast<std::size_t>(needed))) {
        return fail(ErrorCode::invalid, std::string(field),
                    fmt::format("{} has no role with {} and could do nothing with it; give it to somebody who has, or "
                                "to a team.",
                                name, access::name(needed)));
    }
    return name;
}

}  // namespace bluelamp::tasks
