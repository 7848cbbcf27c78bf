// SPDX-License-Identifier: Apache-2.0
/// First start: what must exist before anybody can sign in: the force, its first teams, the account of the command
/// line, and for a demonstration one account per role.
///
/// Promises: each function may be called at every start; what exists already stays as it is.
/// Not for the write lane: these wait for it.
#pragma once

#include <string>
#include <vector>

#include "access/accounts.hpp"
#include "access/passwords.hpp"

namespace bluelamp::access {

struct Force {
    ForceId id;        ///< "hertfordshire"
    std::string name;  ///< "Hertfordshire Constabulary"
};

struct Started {
    TeamId administration;
    TeamId control_room;
    AccountId command_line;
    bool first = false;  ///< nothing was there before
};

/// Makes the force's row, the teams Administration and Control room and the command line's account unless they exist.
Result<Started> bootstrap(db::Database& database, const Force& force, const Clock& clock, IdSource& ids);

/// Who acts when the binary is used on the server itself: every role, everything seen. Whoever can do that can read the
/// database anyway; this way it is journalled. `not_found` before bootstrap.
Result<Actor> command_line_actor(db::Reader& reader, const ForceId& force, Instant now);

struct DemonstrationAccount {
    std::string role;
    std::string team;  ///< its name
    std::string username;
    std::string display_name;
    std::string password;
};

/// One invented account per role; those who may cancel crimes are a team of their own, for nobody cancels what his team
/// owns, and those who keep people apart are cleared to see them. With the password `password_of` gives for its
/// username.
std::vector<DemonstrationAccount> demonstration_accounts(
    const std::function<std::string(std::string_view)>& password_of);

/// Makes those that do not exist, and their teams, and answers only these: an account that is there already keeps its
/// team and its password, which may have been changed. `act.actor` is the command line's.
Result<std::vector<DemonstrationAccount>> create_demonstration_accounts(db::Database& database, const Act& act,
                                                                        const std::vector<DemonstrationAccount>& wanted,
                                                                        const PasswordCost& cost = {});

}  // namespace bluelamp::access
