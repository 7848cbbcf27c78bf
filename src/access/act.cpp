// SPDX-License-Identifier: Apache-2.0
#include "access/act.hpp"

namespace bluelamp::access {

bool Clearance::sees(std::int64_t visibility, std::string_view owner) const {
    if (visibility <= level) {
        return true;
    }
    return owners.find("," + std::string(owner) + ",") != std::string::npos;
}

Named owner_for(const Actor& actor) {
    if (actor.teams.empty()) {
        return {OwnerId::person(actor.id).text, actor.name};
    }
    return {OwnerId::team(actor.teams.front()).text, actor.home_team_name};
}

Result<void> Act::require(Permission permission) const {
    if (actor.permissions.test(static_cast<std::size_t>(permission))) {
        return {};
    }
    const std::string wanted(name(permission));
    return fail(ErrorCode::forbidden, wanted,
                "Your role does not allow this; ask an administrator for a role with " + wanted + ".");
}

Result<void> Act::expect_version(std::int64_t version) const {
    if (!if_match) {
        return fail(ErrorCode::invalid, "If-Match",
                    "Send the version you read, as \"" + std::to_string(version) + "\".");
    }
    if (*if_match != version) {
        return fail(ErrorCode::stale, "If-Match",
                    "Somebody changed this meanwhile; read it again and repeat your change.");
    }
    return {};
}

}  // namespace bluelamp::access
